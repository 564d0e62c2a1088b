import { expect, test } from 'vitest';
import { documentsIn } from './picked.ts';

const picked = (path: string, size = 3) => ({ path, file: new File(['x'.repeat(size)], path) });

test('documents and archives, in order; nothing that programs leave beside them, nothing empty', () => {
  const all = [
    '二月/b.docx',
    '一月/a.DOC',
    '一月/~$a.doc',
    '.DS_Store',
    '__MACOSX/a.docx',
    '照片.png',
    '一批.zip',
  ].map(path => picked(path));
  expect(
    documentsIn([...all, picked('空.docx', 0)])
      .map(each => each.path)
      .sort(),
  ).toEqual(['一批.zip', '一月/a.DOC', '二月/b.docx'].sort());
});
