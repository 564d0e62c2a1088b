import { expect, test } from 'vitest';
import { comparePhotos } from './comparePhotos.ts';

const photo = (fileId: string, caption = `${fileId}的图注`) => ({ fileId, caption, url: `/${fileId}` });

test('a photo that came, went, was moved or got another caption is told once, in the order of the later version', () => {
  const before = [photo('甲'), photo('乙'), photo('丁'), photo('丙')];
  const after = [photo('丙'), photo('甲', '甲的新图注'), photo('丁'), photo('戊')];
  const found = comparePhotos(before, after);
  expect(found.photos.map(each => [each.photo.fileId, each.mark, each.before, each.after])).toEqual([
    ['丙', 'moved', 4, 1],
    ['甲', 'same', 1, 2],
    ['乙', 'removed', 2, null],
    ['丁', 'same', 3, 3],
    ['戊', 'added', null, 4],
  ]);
  expect(found).toMatchObject({ added: 1, removed: 1, moved: 1, captions: 1 });
  expect(found.photos[1]!.caption.filter(each => each.mark === 'added').map(each => each.text)).toEqual([
    '新',
  ]);
});

test('the same photos say nothing', () => {
  const same = [photo('甲'), photo('乙', '')];
  expect(comparePhotos(same, same)).toMatchObject({ added: 0, removed: 0, moved: 0, captions: 0 });
});
