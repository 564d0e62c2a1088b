import { FieldReport } from '@xinxuan/contract';
import { describe, expect, it } from 'vitest';
import {
  blankReport,
  isBlankReport,
  nameOf,
  type Report,
  type ReportFile,
  toSend,
  whyNotSend,
  withCount,
} from './report.ts';

const id = (kind: string) => `${kind}_${'0'.repeat(26)}`;
const photo = (change: Partial<ReportFile> = {}): ReportFile => ({
  id: 'a',
  kind: 'photo',
  name: 'a.jpg',
  size: 1,
  caption: '现场',
  fileId: null,
  ...change,
});
const report = (change: Partial<Report> = {}): Report => ({ ...blankReport('2026-05-20'), ...change });

describe('whether a report can be sent', () => {
  it.each<[Partial<Report>, ReturnType<typeof whyNotSend>]>([
    [{}, 'blank'],
    [{ text: '  \n' }, 'blank'],
    [{ text: '设点宣传' }, null],
    [{ files: [photo()] }, null],
    [{ banners: 3 }, null],
    [{ text: '设点宣传', submit: true }, 'submit_incomplete'],
    [{ title: '题', text: '设点宣传', submit: true }, null],
    [{ title: '题', text: '设点宣传', submit: true, files: [photo({ caption: ' ' })] }, 'submit_incomplete'],
  ])('%o: %s', (change, why) => expect(whyNotSend(report(change))).toBe(why));

  it('is blank with nothing but its day', () => expect(isBlankReport(report())).toBe(true));
});

describe('a count as it is typed', () => {
  it.each([
    ['12', 12],
    ['０', 0],
    [' 3 ', 3],
    ['', null],
  ])('%o is %o', (typed, count) => {
    const after = withCount(withCount(report({ text: '设点' }), 'banners', '1.5'), 'banners', typed);
    expect([after.banners, after.mistyped, whyNotSend(after)]).toEqual([count, {}, null]);
  });

  it.each(['1.5', '-5', '三条', '99999999'])('%o stays as it is, counts nothing and is not sent', typed => {
    const after = withCount(report({ banners: 4 }), 'banners', typed);
    expect([after.banners, after.mistyped, whyNotSend(after)]).toEqual([
      null,
      { banners: typed },
      'count_wrong',
    ]);
  });
});

describe('what goes to the server', () => {
  const key = 'k'.repeat(32);

  it('is nothing while a file is still on the phone', () => {
    expect(toSend({ key, report: report({ files: [photo()] }) }, id('per'))).toBeNull();
  });

  it('is what the contract takes, photos and voice notes apart', () => {
    const files = [
      photo({ fileId: id('fil'), caption: ' 现场 ' }),
      photo({ id: 'b', kind: 'voice', fileId: id('fil') }),
    ];
    const input = toSend({ key, report: report({ title: ' 题 ', text: '设点', files }) }, id('per'));
    expect(FieldReport.parse(input)).toEqual(input);
    expect(input).toMatchObject({
      draftKey: key,
      title: '题',
      photos: [{ fileId: id('fil'), caption: '现场' }],
      attachmentIds: [id('fil')],
    });
    expect(input).not.toHaveProperty('submit');
  });
});

it.each([
  [{ title: '题', text: '文' }, '题'],
  [{ text: '第一行\n第二行', place: '东湖' }, '第一行'],
  [{ place: '东湖' }, '东湖'],
  [{}, ''],
])('%o is called %s', (change, name) => expect(nameOf(report(change))).toBe(name));
