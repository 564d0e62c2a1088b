import { expect, test } from 'vitest';
import { documentsIn, leftOut } from './picked.ts';

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

test('what is given and not read is named, but not what programs leave beside documents', () => {
  const all = ['一月/a.docx', '一月/~$a.docx', '.DS_Store', '照片.png', '台账.xlsx'].map(path =>
    picked(path),
  );
  expect(leftOut([...all, picked('空.docx', 0)])).toEqual(['照片.png', '台账.xlsx', '空.docx']);
});
