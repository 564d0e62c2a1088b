import { describe, expect, test } from 'vitest';
import type { Block } from './document.ts';
import { body, document, facts, form, line, MORE, TEXT, title } from './manuscript-for-tests.ts';
import { readManuscript } from './read-manuscript.ts';

const TITLE = '错时巡查让夜市更安静';
const read = (blocks: Block[], fileName = '稿件.docx') => readManuscript(document(...blocks), fileName);

describe('the title is chosen by what speaks for it', () => {
  test('between a line above it and one below it, the largest', () => {
    const found = read([
      line('夜市里的新办法', 'center', 14),
      title(TITLE),
      line('投诉下降八成', 'center', 16),
      ...body,
    ]);
    expect(found.title).toMatchObject({ value: TITLE, certainty: 'likely' });
    expect(found.subtitle).toBe('投诉下降八成');
    expect(found.leftOut).toEqual(['夜市里的新办法']);
  });

  test('a long one that ends like the name of a paper, below the name of the paper', () => {
    const found = read([
      line('舆 情 专 报', 'center', 34),
      line('第19期', 'center', 14),
      line('网民反映夜市扰民问题的舆情专报', 'center', 20),
      line('一、舆情概况'),
      ...body,
    ]);
    expect(found.title.value).toBe('网民反映夜市扰民问题的舆情专报');
    expect(found.title.certainty).toBe('likely');
  });

  test('not whoever issues it in letters that are larger still', () => {
    const found = read([
      line('东河区综合执法局', 'center', 36),
      line('东综执〔2026〕31号', 'center'),
      title('关于夜市扰民问题整治情况的报告'),
      line('区人民政府：'),
      ...body,
      line('东河区综合执法局', 'right'),
      line('2026年3月12日', 'right'),
    ]);
    expect(found.title).toMatchObject({ value: '关于夜市扰民问题整治情况的报告', certainty: 'certain' });
    expect(found.addressee).toBe('区人民政府');
    expect(found.unit.value?.name).toBe('东河区综合执法局');
  });

  test('not a masthead that no list holds', () => {
    const found = read([
      line('平安建设', 'center', 40),
      form(['第13期', '主办：城西中队', '2026.3.12']),
      title(TITLE),
      line('夜市退场更安静，邻里更和睦', 'center', 16),
      ...body,
    ]);
    expect(found).toMatchObject({
      title: { value: TITLE, certainty: 'likely' },
      unit: { value: { name: '城西中队' } },
      date: { value: '2026-03-12' },
    });
  });

  test('nothing where the file has a name that says nothing', () => {
    expect(read([...body], '新建文本文档.txt').title.certainty).toBe('missing');
  });
});

describe('a day without its year', () => {
  const signed = [title(TITLE), ...body, line('城西中队　马思远', 'right'), line('4月25日', 'right')];

  test('is completed from the file name, and marked', () => {
    const found = read(signed, '20260425城西中队信息.docx');
    expect(found.date).toMatchObject({ value: '2026-04-25', certainty: 'likely' });
    expect(found.findings.map(each => each.code)).toContain('date_year_inferred');
  });

  test('is completed from the number of the paper', () => {
    const found = read([
      line('信 息 摘 报', 'center', 36),
      line('2026年第30期　　城西中队　　4月25日', 'center', 14),
      title(TITLE),
      ...body,
    ]);
    expect(found.date).toMatchObject({ value: '2026-04-25', certainty: 'likely' });
    expect(found.unit).toMatchObject({ value: { name: '城西中队' }, certainty: 'likely' });
  });

  test('is never completed with a year that nobody wrote', () => {
    const found = read(signed);
    expect(found.date).toMatchObject({ value: null, certainty: 'missing' });
    expect(found.findings.map(each => each.code)).toContain('date_without_year');
    expect(found.unit.value?.name).toBe('城西中队');
  });
});

describe('labels that no list holds', () => {
  test.each([
    ['分析师：马思远　值班编辑：林小满', '马思远'],
    ['填表人：马思远', '马思远'],
  ])('%s names who wrote it, likely', (credit, name) => {
    const found = read([title(TITLE), ...body, line(credit)]);
    expect(found.correspondents.value?.map(each => each.name)).toEqual([name]);
    expect(found.correspondents.certainty).toBe('likely');
  });

  test.each(['责任单位：城西中队', '活动时间：2026年5月1日'])('%s is about the text', about => {
    const found = read([title(TITLE), ...body, line(about)]);
    expect(found.unit.certainty).toBe('missing');
    expect(found.date.certainty).toBe('missing');
  });

  test('in a form of their own words, and what is said of the source is not who sends it', () => {
    const found = read([
      line('舆情信息报送单', 'center', 22),
      form(
        ['舆情标题', '网民反映夜市扰民'],
        ['信息来源', '本地论坛“百姓话题”版块'],
        ['发布时间', '2026-03-10 08:05'],
        ['内容摘要', TEXT],
        ['处置建议', `${MORE}建议由街道牵头划定退场时间。`],
        ['报送单位', '城西中队'],
        ['报送时间', '2026年3月12日10时'],
      ),
    ]);
    expect(found.title.value).toBe('网民反映夜市扰民');
    expect(found.unit.value?.name).toBe('城西中队');
    expect(found.date.value).toBe('2026-03-12');
    expect(found.body).toHaveLength(2);
  });
});

describe('who wrote it', () => {
  test.each([
    ['■ 马思远/文　林小满/图', ['马思远', '林小满']],
    ['文 | 马思远　图 | 林小满', ['马思远', '林小满']],
    ['本刊见习记者 马思远　通讯员 林小满', ['马思远', '林小满']],
  ])('%s', (byline, people) => {
    expect(facts([title(TITLE), line(byline, 'center', 12), ...body]).people).toEqual(people);
  });

  test('in lines of their own below the text', () => {
    const signed = [line('文字：马思远', 'right'), line('图片：林小满', 'right'), line('城西中队', 'right')];
    expect(facts([title(TITLE), ...body, ...signed]).people).toEqual(['马思远', '林小满']);
  });

  test.each([
    '单位/作者/日期：城西中队/马思远/2026.3.12',
    '——城西中队　马思远　2026年3月12日',
    '［作者简介］马思远，城西中队干部　2026年3月12日',
    '（城西中队通讯员　马思远　二O二六年三月十二日）',
  ])('%s', credit => {
    expect(facts([title(TITLE), ...body, line(credit, 'right')])).toMatchObject({
      unit: '城西中队',
      people: ['马思远'],
      date: '2026-03-12',
    });
  });

  test('behind the name of the unit, likely', () => {
    const found = read([title(TITLE), ...body, line('城西中队：马思远')]);
    expect(found.correspondents).toMatchObject({ value: [{ name: '马思远' }], certainty: 'likely' });
    expect(found.unit).toMatchObject({ value: { name: '城西中队' }, certainty: 'likely' });
  });

  test('a unit whose name holds 和 stays whole', () => {
    const found = facts([title(TITLE), ...body, line('供稿：东河区城市管理和综合执法局 马思远')]);
    expect(found).toMatchObject({ unit: '东河区城市管理和综合执法局', people: ['马思远'] });
  });

  test('in the foot of the page, likely', () => {
    const found = readManuscript(
      {
        ...document(title(TITLE), ...body),
        aside: [{ place: 'footer', text: '撰稿：马思远　审核：林小满　2026年3月12日' }],
      },
      '稿件.docx',
    );
    expect(found.correspondents).toMatchObject({ certainty: 'likely' });
    expect(found.correspondents.value?.map(each => each.name)).toEqual(['马思远']);
    expect(found.date).toMatchObject({ value: '2026-03-12', certainty: 'likely' });
  });
});

describe('what contradicts itself is not sure', () => {
  test('two units', () => {
    const found = read([
      title(TITLE),
      line('单位：东河区水务局　2026年3月12日'),
      ...body,
      line('供稿单位：城西中队'),
    ]);
    expect(found.unit.certainty).toBe('likely');
  });

  test('two days', () => {
    const found = read([title(TITLE), line('日期：2026年3月12日'), ...body, line('城西中队　2026年3月14日')]);
    expect(found.date.certainty).toBe('likely');
  });
});

describe('what pages and letters put around a text', () => {
  test('the signed letter before it', () => {
    const found = read([
      line('编辑老师：'),
      line('您好！现报上我单位信息一篇，请审阅，如有不妥请联系。'),
      line('此致'),
      line('敬礼！'),
      line('城西中队　马思远', 'right'),
      line('2026年3月12日', 'right'),
      line('附稿件：'),
      title(TITLE),
      ...body,
    ]);
    expect(found).toMatchObject({ title: { value: TITLE }, unit: { value: { name: '城西中队' } } });
    expect(found.body).toHaveLength(2);
  });

  test('the frame drawn around it', () => {
    const frame = form([TITLE], ['城西中队　马思远　2026年3月12日'], [`${TEXT}\n${MORE}一月一评。`]);
    expect(facts([frame])).toMatchObject({
      title: TITLE,
      unit: '城西中队',
      people: ['马思远'],
      text: [TEXT, `${MORE}一月一评。`],
    });
  });

  test('the line by which a phone sends it', () => {
    const found = read(
      [line('各位老师好，我是城西中队的马思远，报一条信息：'), line(TITLE), ...body, line('请审阅，谢谢！')],
      '新建文本文档.txt',
    );
    expect(found).toMatchObject({ unit: { value: { name: '城西中队' }, certainty: 'likely' } });
    expect(found.body).toHaveLength(2);
  });

  test.each(['点击“阅读原文”查看更多', '【打印】【关闭】', '分享到：', '下一篇：关于做好汛期值班工作的通知'])(
    '%s',
    furniture => {
      expect(facts([title(TITLE), ...body, line(furniture, 'right', 10)]).text).toEqual([TEXT, MORE]);
    },
  );
});
