import type { DeskDraw } from './desk-parts.ts';
import { bodyItems, centred, day, dayLine, line, paged, right, titleLines } from './desk-parts.ts';
import type { Cell } from './items.ts';

const row = (...texts: string[]): Cell[] => texts.map(text => ({ lines: [text] }));
const wide = (label: string, ...lines: string[]): Cell[] => [{ lines: [label] }, { lines, across: 3 }];

/** Sheets, bulletins, mails and pages that come to a desk between the plain manuscripts. */
export const SHEET_DESK_LAYOUTS: Record<string, DeskDraw> = {
  'government information with its issue': (story, dress) => ({
    layout: paged(story, dress, [
      centred('政 务 信 息', { size: 36, bold: true, colour: '#ff0000' }),
      centred(dress.day === 'yearless' ? '2026年第14期' : '第14期（总第203期）'),
      line(`${story.unit}\t\t\t${day(story, dress.day)}`),
      { kind: 'rule' },
      ...titleLines(story, { size: 22, font: '方正小标宋简体' }),
      ...bodyItems(story, dress, { pictures: 'below' }),
      { kind: 'rule' },
      line('报：区委办公室、区政府办公室。', { size: 14 }),
      line('送：各街道（镇），区直有关部门。', { size: 14 }),
      line(`供稿：${story.people.join('、')}\t编辑：${story.checker}`, { size: 14 }),
    ]),
  }),
  'submission table above': (story, dress) => ({
    layout: paged(story, dress, [
      centred('信息稿件报送单', { size: 22, bold: true }),
      {
        kind: 'table',
        rows: [
          wide('稿件标题', story.title.replaceAll('\n', '')),
          row('供稿单位', story.unit, '供稿人', story.people.join('、')),
          row('审核人', story.checker, '报送时间', day(story, dress.day)),
          row('联系电话', '8800325', '是否首发', '是'),
        ],
      },
      line(''),
      ...titleLines(story, { size: 18, bold: true }),
      ...bodyItems(story, dress, { pictures: 'between' }),
    ]),
  }),
  'text in a submission table': (story, dress) => ({
    layout: paged(story, dress, [
      centred('宣传信息稿件审批表', { size: 22, bold: true }),
      {
        kind: 'table',
        rows: [
          row('报送单位', story.unit, '撰稿人', story.people.join('  ')),
          wide('信息标题', story.title.replaceAll('\n', '')),
          wide('信息内容', ...story.body.flatMap(told => ('text' in told ? [`　　${told.text}`] : []))),
          row('报送时间', day(story, dress.day), '联系电话', '8800530'),
          wide('单位审核意见', '同意报送。', story.checker),
          wide('宣传部门意见', ''),
        ],
      },
    ]),
    says: {
      body: story.body.flatMap(told => ('text' in told ? [told] : [])),
      captions: [],
    },
  }),
  'mail put into a document': (story, dress) => ({
    layout: paged(story, dress, [
      line('宣传科各位老师：'),
      line('您好！现报送我单位信息一篇，请查收，如有不妥请帮忙修改，谢谢！', { indent: 'spaces' }),
      line(''),
      ...story.title.split('\n').map(text => line(text, { bold: true })),
      ...bodyItems(story, dress, { pictures: 'below' }),
      line(''),
      line(`供稿人：${story.people.join('、')}（电话：8800412）`),
      line('祝工作顺利！', { indent: 'spaces' }),
      right(story.unit),
      ...dayLine(story, dress),
    ]),
  }),
  'page of a public account': (story, dress) => ({
    layout: paged(story, dress, [
      line(story.title.replaceAll('\n', ''), { bold: true, size: 20 }),
      line(`${story.unit}  ${day(story, dress.day)}`, { size: 12, colour: '#888888' }),
      line(''),
      ...bodyItems(story, dress, { pictures: 'between', ornament: '▲', bareHeadings: true }),
      line(''),
      line(`来源丨${story.unit}`, { size: 12, colour: '#888888' }),
      line(`图文丨${story.people.join(' ')}`, { size: 12, colour: '#888888' }),
      line(`编辑丨${story.checker}`, { size: 12, colour: '#888888' }),
    ]),
    says: {
      // Headings of such pages have no numbers.
      body: story.body.flatMap(told =>
        'picture' in told
          ? []
          : 'text' in told && told.level > 0
            ? [{ ...told, text: told.text.replace(/^[一二三]、/u, '') }]
            : [told],
      ),
    },
  }),
  'school news': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story, { size: 18, bold: true }),
      ...bodyItems(story, dress, { pictures: 'between' }),
      right(`图文：${story.people.join('、')}`),
      right(`审核：${story.checker}`),
      right(story.unit),
      ...dayLine(story, dress),
    ]),
  }),
  'school news read three times': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story, { size: 20, bold: true }),
      centred(`（${[story.unit, day(story, dress.day)].filter(Boolean).join('  ')}）`, { size: 14 }),
      ...bodyItems(story, dress, { pictures: 'below' }),
      line(''),
      line(`撰稿：${story.people.join('、')}`, { size: 14 }),
      line(`一审：${story.checker}    二审：钟离雪    三审：欧阳舟`, { size: 14 }),
    ]),
  }),
  'hospital news': (story, dress) => ({
    layout: paged(story, dress, [
      ...titleLines(story),
      ...bodyItems(story, dress, { pictures: 'below' }),
      right(`供稿：${story.unit}`, { size: 14 }),
      right(`文/图：${story.people.join('  ')}`, { size: 14 }),
      right(`编辑：${story.checker}`, { size: 14 }),
      ...(dress.day === 'none' ? [] : [right(day(story, dress.day), { size: 14 })]),
    ]),
  }),
  'copied from a web site': (story, dress) => ({
    layout: paged(story, dress, [
      line('当前位置：首页 > 工作动态 > 部门动态', { size: 10.5 }),
      ...titleLines(story, { size: 18, bold: true }),
      centred(
        `发布时间：${day(story, dress.day)} 16:20    来源：${story.unit}    作者：${story.people.join(' ')}    浏览次数：128`,
        { size: 10.5 },
      ),
      ...bodyItems(story, dress, { pictures: 'between' }),
      right('【打印本页】  【关闭窗口】', { size: 10.5 }),
    ]),
  }),
};
