import { say } from './grammar.ts';
import { one, type Pen, paragraph, type Text, take } from './pen.ts';
import type { Draw } from './random.ts';
import { research } from './research.ts';
import { type Setting, slotsFor } from './slots.ts';
import { COMMENTS, FIGURES, MEETINGS, NEXT, OPENERS, OPINION, URGENT, WAYS } from './texts/general.ts';

export const SHAPES = [
  'experience',
  'digest',
  'brief',
  'problem',
  'response',
  'urgent',
  'meeting',
  'comment',
  'research',
  'opinion',
] as const;
export type Shape = (typeof SHAPES)[number];

/** Writes a text of a shape. The same setting and draw give the same text. */
export function compose(shape: Shape, setting: Setting, draw: Draw): Text {
  const pen: Pen = { setting, draw, slots: slotsFor(setting, draw) };
  return WRITERS[shape](pen);
}

const WRITERS: Record<Shape, (pen: Pen) => Text> = {
  experience,
  digest,
  brief,
  problem,
  response,
  urgent,
  meeting,
  comment,
  research,
  opinion,
};

const NUMERALS = ['一', '二', '三', '四', '五', '六'] as const;

function opened(pen: Pen, sentence: string): string {
  return pen.draw.pick(OPENERS) + sentence;
}

/** 经验型: a lead, three or four headed sections, effect, voice, what comes next. */
function experience(pen: Pen): Text {
  const { theme } = pen.setting;
  const sections = pen.draw.int(3, 4);
  const acts = take(pen, theme.acts, sections * 2 - 1);
  const ways = take(pen, WAYS, sections);
  const details = take(pen, [...theme.details, ...FIGURES], sections);
  const body = [paragraph(one(pen, theme.leads))];
  pen.draw.sample(theme.headings, sections).forEach((heading, i) => {
    const said = [acts[i * 2], ways[i], acts[i * 2 + 1], details[i]];
    body.push(paragraph(`${NUMERALS[i]}、${heading}`, 1));
    body.push(paragraph(opened(pen, said.filter(each => each !== undefined).join(''))));
  });
  body.push(paragraph(ending(pen, 2)));
  return { title: one(pen, theme.titles), body };
}

/** 简编: one measure after another, 一是 二是 三是. */
function digest(pen: Pen): Text {
  const { theme } = pen.setting;
  const count = pen.draw.int(3, 4);
  const points = pen.draw.sample(theme.headings, count);
  const acts = take(pen, [...theme.acts, ...pen.draw.sample(WAYS, 4)], count * 2);
  const body = [paragraph(one(pen, theme.leads) + one(pen, theme.details))];
  points.forEach((point, i) => {
    const said = [acts[i * 2], acts[i * 2 + 1]].filter(each => each !== undefined).join('');
    body.push(paragraph(`${NUMERALS[i]}是${point}。${said}`));
  });
  body.push(paragraph(one(pen, FIGURES) + ending(pen, 2)));
  return { title: one(pen, theme.titles), body };
}

/** 简讯: who did what, with a figure and an effect. */
function brief(pen: Pen): Text {
  const { theme } = pen.setting;
  const acts = take(pen, [...theme.acts, ...pen.draw.sample(WAYS, 3)], pen.draw.int(5, 6));
  const body = [paragraph(one(pen, theme.leads))];
  body.push(paragraph(opened(pen, acts.join(''))));
  body.push(paragraph(take(pen, theme.details, 2).join('') + ending(pen, 1)));
  return { title: one(pen, theme.titles), body };
}

function problem(pen: Pen): Text {
  const { theme, unitName } = pen.setting;
  const problems = take(pen, theme.problems, 4);
  const causes = take(pen, theme.causes, 2);
  const asks = take(pen, theme.asks, 3);
  const opening = say(
    '{day}以来，{unit}通过[巡查走访|热线分析|网格收集]发现，{label}方面[有几个问题群众反映较为集中|仍存在一些短板]，现将情况反映如下。',
    pen.slots,
    pen.draw,
  );
  const listed = (sentences: string[]): string =>
    sentences.map((sentence, i) => `${NUMERALS[i]}是${sentence}`).join('');
  return {
    title: say(`${unitName}反映${theme.label}方面的[三个问题|突出问题及建议|几点情况]`, pen.slots, pen.draw),
    body: [
      paragraph(opening),
      paragraph('一、主要问题', 1),
      paragraph(listed(problems)),
      paragraph('二、原因分析', 1),
      paragraph(causes.join('')),
      paragraph('三、对策建议', 1),
      paragraph(listed(asks)),
      paragraph(`目前，${one(pen, WAYS)}${one(pen, NEXT)}`),
    ],
  };
}

/** 反响热烈型: what was done, and what people say of it. */
function response(pen: Pen): Text {
  const { theme, unitName } = pen.setting;
  const voices = pen.draw.sample(theme.voices, 3).map(voice => saidByAnother(pen, voice));
  const acts = take(pen, theme.acts, 4);
  const effects = take(pen, theme.effects, 2);
  return {
    title: say(`${unitName}${theme.label}举措[引发热烈反响|受到居民点赞|赢得好评]`, pen.slots, pen.draw),
    body: [
      paragraph(one(pen, theme.leads)),
      paragraph(acts.join('') + one(pen, FIGURES)),
      paragraph(voices[0]! + effects[0]!),
      paragraph(voices.slice(1).join('')),
      paragraph(effects[1]! + one(pen, NEXT)),
    ],
  };
}

function urgent(pen: Pen): Text {
  const at = pen.draw.int(0, URGENT.titles.length - 1);
  const title = say(URGENT.titles[at]!, pen.slots, pen.draw);
  const subject = title.replace(/^.*关于/, '').replace(/(处置)?情况的报告$/, '');
  const facts = URGENT.facts.map(template => say(template, pen.slots, pen.draw));
  const acts = take(pen, WAYS, 2);
  return {
    title,
    body: [
      paragraph(`现将${subject}有关情况报告如下。`),
      paragraph(`一、基本情况`, 1),
      paragraph(facts[0]! + facts[1]!),
      paragraph(`二、处置情况`, 1),
      paragraph(facts[2]! + facts[3]! + acts.join('')),
      paragraph(`三、下一步安排`, 1),
      paragraph(facts[4]! + one(pen, NEXT)),
    ],
  };
}

function meeting(pen: Pen): Text {
  const points = take(pen, MEETINGS.points, 4);
  return {
    title: one(pen, MEETINGS.titles),
    body: [
      paragraph(one(pen, MEETINGS.leads)),
      paragraph(points[0]! + one(pen, FIGURES)),
      paragraph(points[1]! + one(pen, WAYS)),
      paragraph(points[2]! + points[3]!),
      paragraph(`会后，${take(pen, WAYS, 2).join('')}${one(pen, NEXT)}`),
    ],
  };
}

function comment(pen: Pen): Text {
  const { theme } = pen.setting;
  const points = take(pen, COMMENTS.points, 4);
  const acts = take(pen, theme.acts, 2);
  return {
    title: one(pen, COMMENTS.titles),
    body: [
      paragraph(one(pen, theme.leads) + one(pen, theme.voices)),
      paragraph(points[0]! + acts[0]!),
      paragraph(points[1]! + acts[1]!),
      paragraph(points[2]! + one(pen, theme.effects)),
      paragraph(points[3]! + one(pen, WAYS)),
    ],
  };
}

/** 舆情信息: where it was heard, what it is, how far it spread, what is asked. */
function opinion(pen: Pen): Text {
  const { theme, unitName } = pen.setting;
  const topic = pen.draw.int(0, theme.opinions.length - 1);
  const trouble = one(pen, OPINION.sources) + say(theme.problems[topic]!, pen.slots, pen.draw);
  const fitting = theme.replies[topic]!;
  const replies = pen.draw.sample(fitting, pen.draw.int(1, fitting.length));
  const spread = take(pen, OPINION.spread, pen.draw.int(1, 2)).join('');
  return {
    title: `${unitName}：${say(theme.opinions[topic]!, pen.slots, pen.draw)}`,
    body: [
      paragraph(trouble + (pen.draw.chance(0.6) ? one(pen, theme.causes) : '')),
      paragraph(spread),
      paragraph(replies.map(reply => say(theme.asks[reply]!, pen.slots, pen.draw)).join('')),
    ],
  };
}

/** The same kind of sentence, but from somebody else than the text's usual resident. */
function saidByAnother(pen: Pen, voice: string): string {
  const { voice: person, shop } = slotsFor(pen.setting, pen.draw);
  return say(voice, { ...pen.slots, voice: person!, shop: shop! }, pen.draw);
}

function ending(pen: Pen, effects: number): string {
  const { theme } = pen.setting;
  const said = take(pen, theme.effects, effects).join('');
  const voice = pen.draw.chance(0.55) ? one(pen, theme.voices) : '';
  return said + voice + (pen.draw.chance(0.6) ? one(pen, NEXT) : '');
}
