import { contract } from '@xinxuan/contract';
import { readNotice } from '../deadlines/notice.ts';
import { acts } from '../http/endpoint.ts';
import { notFound, refuse, stale } from '../http/refusal.ts';
import { USUAL_HOURS } from './body-calendar.ts';
import { broughtNotice, calendarHead, keepHours, keepNotice, nextVersion, rootUnit } from './queries.ts';
import { showYear } from './year.ts';

/** The yearly notice comes in; a wrong one is replaced by bringing the right one. */
export const bring = acts(contract.calendar.bring, async call => {
  const { input, tx, actor, now, record } = call;
  const root = await rootUnit(tx);
  if (!root) return notFound('单位', 'unit');
  const read = readNotice(input.text);
  if (!read.notice) {
    const [first] = read.mistakes;
    return refuse('invalid', 'notice_unreadable', {
      zh: `没有导入：文件里有 ${read.mistakes.length} 处不对。${first?.place ?? ''} ${first?.zh ?? ''}`,
      en: `Nothing was brought in: ${read.mistakes.length} mistake(s). ${first?.place ?? ''} ${first?.en ?? ''}`,
      // Each mistake under its place, as the page lists them.
      fields: Object.fromEntries(read.mistakes.map(({ place, zh, en }) => [place || 'text', { zh, en }])),
    });
  }
  const before = await broughtNotice(tx, read.notice.year);
  if (!(await nextVersion(tx, input.version))) return stale();
  const papers = input.source ? [input.source, ...read.notice.papers] : read.notice.papers;
  await keepNotice(tx, { ...read.notice, papers }, { by: actor.personId, now });
  record(root.id, before && { year: read.notice.year, papers: before.papers }, {
    year: read.notice.year,
    papers,
    days: read.notice.days.length,
  });
  return showYear(call, { year: read.notice.year });
});

export const hours = acts(contract.calendar.hours, async ({ input, tx, record }) => {
  const root = await rootUnit(tx);
  if (!root) return notFound('单位', 'unit');
  const { version, ...given } = input;
  const before = (await calendarHead(tx)).hours ?? USUAL_HOURS;
  const wanted = { ...given, reporting: given.reporting ?? before.reporting };
  const flat = wanted.shifts.flat();
  const rising = (minutes: readonly number[]): boolean =>
    minutes.every((minute, index) => index === 0 || minute > (minutes[index - 1] ?? 0));
  if (!rising(flat) || !rising(wanted.window)) {
    const words = {
      zh: '每一段的结束要晚于开始，各段按先后排列、互不重叠。没有保存。',
      en: 'Each shift must end after it begins, and shifts must follow one another without overlap. Nothing was saved.',
    };
    return refuse('invalid', 'shifts', { ...words, fields: { shifts: words } });
  }
  if (!(await nextVersion(tx, version))) return stale();
  await keepHours(tx, wanted);
  record(root.id, before, wanted);
  return { hours: wanted, version: version + 1 };
});
