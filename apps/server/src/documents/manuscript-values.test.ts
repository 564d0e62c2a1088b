import { describe, expect, test } from 'vitest';
import type { KnownNames } from './manuscript.ts';
import { document, line, RIGHT, TEXT, title } from './manuscript-for-tests.ts';
import { readManuscript } from './read-manuscript.ts';

describe('dates', () => {
  const dated = (text: string, fileName = 'a.docx') =>
    readManuscript(
      document(title('开展检查'), line(TEXT), line('城西中队', 'right'), line(text, 'right')),
      fileName,
    );

  test('a day that does not exist is a finding, not a date', () => {
    const found = dated('2026年2月30日');
    expect(found.date).toMatchObject({ value: null, certainty: 'missing' });
    expect(found.findings.find(each => each.code === 'date_impossible')).toMatchObject({
      zh: '日期“2026年2月30日”不存在，没有采用，请改正。',
      where: '2026年2月30日',
    });
    expect(dated('2024年2月29日').date.value).toBe('2024-02-29');
    expect(
      readManuscript(
        document(title('开展检查'), line(TEXT)),
        '城西中队2026年13月1日工作信息.docx',
      ).findings.map(each => each.code),
    ).toContain('date_impossible');
  });

  test('the document is believed before the file’s name, and the difference is said', () => {
    const found = dated('2026年3月12日', '城东中队2026年3月11日工作信息.docx');
    expect([found.date.value, found.unit.value?.name]).toEqual(['2026-03-12', '城西中队']);
    expect(found.findings.map(each => each.code)).toEqual([
      'unit_differs',
      'correspondents_missing',
      'date_differs',
    ]);
  });

  test('the day of the event is taken from the opening, and a December event reported in January was last year', () => {
    const opening = (text: string, date: string) =>
      readManuscript(
        document(title('开展检查'), line(text), line('城西中队', 'right'), line(date, 'right')),
        'a.docx',
      ).eventDate.value;
    expect(opening('3月10日，城西中队开展夜查。', '2026年3月12日')).toBe('2026-03-10');
    expect(opening('12月30日，城西中队开展夜查。', '2026年1月2日')).toBe('2025-12-30');
    expect(opening('近日，城西中队开展夜查。', '2026年1月2日')).toBeNull();
  });
});

describe('names that are known', () => {
  const known: KnownNames = {
    units: [
      { id: 'u1', name: '城西中队', aliases: ['西中队'] },
      { id: 'u2', name: '办公室', aliases: ['局办'] },
    ],
    people: [
      { id: 'p1', name: '马思远', unitIds: ['u1'] },
      { id: 'p2', name: '王芳', unitIds: ['u1'] },
      { id: 'p3', name: '王芳', unitIds: ['u2'] },
      { id: 'p4', name: '王芳', unitIds: ['u2'] },
    ],
  };
  const signed = (unit: string, person: string) =>
    readManuscript(
      document(
        title('开展检查'),
        line(TEXT),
        line(unit, 'right'),
        line('2026年3月12日', 'right'),
        line(`（信息员：${person}）`),
      ),
      'a.docx',
      known,
    );

  test.each([
    ['城西中队', 'u1'],
    ['西中队', 'u1'],
    ['东河区综合执法局城西中队', 'u1'],
    ['局办', 'u2'],
    ['城北中队', null],
  ])('unit %s', (unit, id) => expect(signed(unit, '马思远').unit.value).toEqual({ name: unit, id }));

  test('a person of a common name is the one at the unit; two there leave it open', () => {
    expect(signed('城西中队', '王芳').correspondents.value).toEqual([{ name: '王芳', id: 'p2' }]);
    expect(signed('办公室', '王芳').findings.map(each => each.code)).toEqual(['person_ambiguous']);
    expect(signed('城北中队', '李四').findings.map(each => each.code)).toEqual([
      'unit_unknown',
      'person_unknown',
    ]);
  });

  test('without a sign-off the unit follows from its person, or from the title', () => {
    const alone = (first: string, last: string) =>
      readManuscript(document(title(first), line(TEXT), line(last)), 'a.docx', known).unit;
    expect(alone('开展检查', '信息员：马思远')).toMatchObject({
      value: { id: 'u1' },
      certainty: 'likely',
      place: 'known_names',
    });
    expect(alone('城西中队开展检查', '共6小时。')).toMatchObject({
      value: { id: 'u1' },
      certainty: 'likely',
      place: 'title',
    });
  });
});

describe('file names', () => {
  test.each([
    ['城西中队-错时巡查让夜市更.docx', '城西中队', 'certain'],
    ['20260312_城西中队_马思远_错时巡查让夜市更安静（终稿）.docx', '城西中队', 'certain'],
    ['错时巡查让夜市更安静(2).docx', undefined, 'certain'],
    ['新建 Microsoft Word 文档.docx', undefined, 'likely'],
  ])('%s', (fileName, unit, certainty) => {
    const found = readManuscript(
      document(line(RIGHT.title, 'left', null), line(TEXT, 'left', null)),
      fileName,
    );
    expect(found.title).toMatchObject({ value: RIGHT.title, certainty });
    expect(found.unit.value?.name).toBe(unit);
  });

  test('【…】 gives the type', () => {
    expect(
      readManuscript(document(title('开展检查'), line(TEXT)), '【经验型】开展检查.docx').type,
    ).toMatchObject({ value: 'experience', certainty: 'certain' });
  });
});
