import { say } from './grammar.ts';
import { one, type Pen, paragraph, type Text, take } from './pen.ts';
import { FIGURES, NEXT, RESEARCH, WAYS } from './texts/general.ts';
import { THEMES } from './texts/themes.ts';

const PARTS = ['一、基本情况', '二、主要做法', '三、存在的突出问题', '四、原因分析', '五、对策建议'] as const;
const ORDER = ['一', '二', '三', '四', '五', '六'] as const;

/** 调研: 1,600 to 6,000 characters in five parts, drawn from the theme and from a neighbouring one. */
export function research(pen: Pen): Text {
  const { theme } = pen.setting;
  const near = pen.draw.pick(THEMES.filter(each => each !== theme));
  const far = pen.draw.pick(THEMES.filter(each => each !== theme && each !== near));
  const long = pen.draw.chance(0.4);
  const subs = pen.draw.int(5, 6);
  const acts = [...take(pen, theme.acts, 9), ...take(pen, near.acts, subs)];
  const ways = take(pen, WAYS, subs + 5);
  const findings = take(pen, RESEARCH.findings, 4);
  const problems = [...take(pen, theme.problems, 4), ...take(pen, near.problems, 2)];
  const asks = [...take(pen, theme.asks, 4), ...take(pen, near.asks, 2)];
  const headings = pen.draw.sample(theme.headings, subs);
  const body = [paragraph(one(pen, RESEARCH.leads)), paragraph(PARTS[0], 1)];
  body.push(paragraph(one(pen, theme.leads) + take(pen, theme.details, 3).join('')));
  body.push(paragraph(findings[0]! + findings[1]! + take(pen, FIGURES, 2).join('')));
  body.push(paragraph(PARTS[1], 1));
  headings.forEach((heading, i) => {
    body.push(paragraph(`（${ORDER[i]}）${heading}`, 2));
    const said = [acts[i], ways[i], acts[i + subs]].filter(each => each !== undefined);
    body.push(paragraph(said.join('')));
    if (long)
      body.push(
        paragraph(
          one(pen, far.acts) + take(pen, theme.details, 1).join('') + take(pen, far.effects, 2).join(''),
        ),
      );
  });
  body.push(paragraph(take(pen, theme.effects, 4).join('') + take(pen, theme.voices, 2).join('')));
  body.push(paragraph(PARTS[2], 1));
  for (let i = 0; i < 3; i++) body.push(paragraph(`${ORDER[i]}是${problems[i]}${problems[i + 3]}`));
  if (long) body.push(paragraph(far.problems.map(each => say(each, pen.slots, pen.draw)).join('')));
  body.push(paragraph(findings[2]!));
  body.push(paragraph(PARTS[3], 1));
  body.push(paragraph(take(pen, theme.causes, 2).join('') + one(pen, near.causes)));
  body.push(paragraph(findings[3]! + ways[subs + 3]! + ways[subs + 4]!));
  body.push(paragraph(PARTS[4], 1));
  for (let i = 0; i < 3; i++) {
    body.push(paragraph(`（${ORDER[i]}）${asks[i]}${ways[subs + i]}${asks[i + 3]}`));
  }
  if (long) body.push(paragraph(far.asks.map(each => say(each, pen.slots, pen.draw)).join('')));
  body.push(paragraph(one(pen, NEXT)));
  return { title: say(pen.draw.pick(RESEARCH.titles), pen.slots, pen.draw), body };
}
