import type { DeskDraw } from './desk-parts.ts';
import { bodyItems, centred, day, dayLine, line, paged, right, titleLines } from './desk-parts.ts';
import type { LineItem } from './items.ts';

/** The ways in which most manuscripts reach a desk: a title, the text, and who sends it above, below or behind. */
export const DESK_LAYOUTS: Record<string, DeskDraw> = {
  'plain sign-off': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story),
      line(''),
      ...bodyItems(story, dress, { pictures: 'below' }),
      line(''),
      right(story.unit),
      ...dayLine(story, dress),
      line(`(撰稿:${story.people.join('  ')}   审核:${story.checker})`, { size: 14 }),
    ]),
  }),
  'unit and writer after the last word': (story, dress) => {
    const items = bodyItems(story, dress, { pictures: 'between' });
    const last = items.findLast((item): item is LineItem => item.kind === 'line' && item.align !== 'center');
    if (last) last.text = `${last.text.trimEnd()}（${story.unit}  ${story.people.join('  ')}）`;
    return { layout: paged(story, dress, [...titleLines(story, { size: 18, bold: true }), ...items]) };
  },
  'unit under the title, correspondents at the end': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story, { size: 22, font: '方正小标宋简体' }),
      centred(story.unit, { font: '楷体_GB2312' }),
      line(''),
      ...bodyItems(story, dress, { pictures: 'between' }),
      line(`（通讯员：${story.people.join('　')}）`, { indent: 'spaces' }),
      ...dayLine(story, dress),
    ]),
  }),
  'byline under the title': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story, { size: 20, bold: true }),
      centred([story.unit, story.people.join('  '), day(story, dress.day)].filter(Boolean).join('    '), {
        size: 14,
        font: '楷体_GB2312',
      }),
      ...bodyItems(story, dress, { pictures: 'between' }),
    ]),
  }),
  'labels below, one a line': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story),
      ...bodyItems(story, dress, { pictures: 'below' }),
      line(''),
      line(`供稿单位：${story.unit}`),
      line(`供 稿 人：${story.people.join('、')}`),
      line(`审 核 人：${story.checker}`),
      ...(dress.day === 'none' ? [] : [line(`供稿时间：${day(story, dress.day)}`)]),
    ]),
  }),
  'labels below in one line': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story, { size: 18, bold: true }),
      line(''),
      ...bodyItems(story, dress, { pictures: 'below' }),
      line(
        [
          `供稿单位:${story.unit}`,
          `撰稿:${story.people.join(' ')}`,
          `审核:${story.checker}`,
          day(story, dress.day),
        ].join('    '),
        { size: 14 },
      ),
    ]),
  }),
  'brief whose title is a sentence': (story, dress) => ({
    layout: paged(story, dress, [
      line(story.title.replaceAll('\n', ''), { bold: true }),
      ...bodyItems(story, dress, { pictures: 'none' }),
      right(`（${story.unit}）`),
      ...dayLine(story, dress),
    ]),
    says: { people: [], captions: [] },
  }),
  dateline: (story, dress) => {
    const body = structuredClone(story.body);
    const first = body[0];
    if (first && 'text' in first) first.text = `本报讯（通讯员 ${story.people.join(' ')}）${first.text}`;
    return {
      layout: paged(story, dress, [
        ...titleLines(story),
        ...bodyItems({ ...story, body }, dress, { pictures: 'below' }),
        right(story.unit),
        ...dayLine(story, dress),
      ]),
      says: { body: body.flatMap(told => ('picture' in told ? [] : [told])) },
    };
  },
  'signed together': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story),
      line(''),
      ...bodyItems(story, dress, { pictures: 'below' }),
      line(''),
      right(story.unit),
      ...(story.second ? [right(story.second)] : []),
      ...dayLine(story, dress),
      line(`供稿人：${story.people.join('、')}`),
    ]),
    says: { otherUnits: story.second ? [story.second] : [] },
  }),
  'signed together in one line': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story, { size: 20, bold: true }),
      ...bodyItems(story, dress, { pictures: 'below' }),
      right(`${story.unit}　　${story.second ?? ''}`),
      ...dayLine(story, dress),
      line(`（通讯员 ${story.people.join('　')}）`),
    ]),
    says: { otherUnits: story.second ? [story.second] : [] },
  }),
  'report with its addressee': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story, { size: 22, font: '方正小标宋简体' }),
      line(''),
      line('区委办公室、区政府办公室：'),
      ...bodyItems(story, dress, { pictures: 'none' }),
      line(''),
      right(story.unit),
      ...dayLine(story, dress),
      line(`（联系人：${story.people[0]}    联系电话：8800617）`, { indent: 'spaces' }),
    ]),
    // Who answers questions is not said to have written it.
    says: { people: [], captions: [] },
  }),
  'nothing around the text': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story),
      line(''),
      ...bodyItems(story, dress, { pictures: 'none' }),
    ]),
    says: { people: [], unit: null, date: null, captions: [] },
  }),
};
