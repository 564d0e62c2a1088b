import type { Block } from '@xinxuan/contract';
import { compose } from './compose.ts';
import { say } from './grammar.ts';
import { nameOf } from './names.ts';
import { paragraph, type Text } from './pen.ts';
import type { Plan, Twist } from './plan.ts';
import { type Draw, drawOf } from './random.ts';

/** The text of a plan: composed, then turned the way a planted case wants it. */
export function textOf(seed: number, plan: Plan): Text {
  const draw = drawOf(seed, `text/${plan.key}`);
  const { twist } = plan;
  if (twist?.kind === 'copy') return textOf(seed, twist.of);
  if (twist?.kind === 'forward') return forwardedText(textOf(seed, twist.of), plan, twist.of);
  if (twist?.kind === 'merger') return mergedText(seed, plan, twist.of);
  if (twist?.kind === 'part') return partOf(textOf(seed, twist.of), twist.part, plan);
  const setting = {
    unitName: plan.unit.shortName,
    places: plan.unit.places,
    eventOn: plan.eventOn,
    theme: plan.theme,
  };
  const own = compose(plan.shape, setting, draw);
  if (twist?.kind === 'retell') return retold({ own, other: textOf(seed, twist.of) }, plan, twist.of);
  return twist ? (SPOILERS[twist.kind]?.(own, draw, plan) ?? own) : own;
}

type Spoiler = (text: Text, draw: Draw, plan: Plan) => Text;

const SPOILERS: Partial<Record<Twist['kind'], Spoiler>> = {
  damaged: text => ({ ...text, body: text.body.map(damage) }),
  long_title: (text, draw, plan) => ({
    ...text,
    title: say(
      `${plan.unit.shortName}[坚持以问题为导向|紧紧围绕年度重点任务]扎实推进${plan.theme.label}各项工作[统筹谋划精心组织周密部署|强化措施压实责任]切实做到早发现早处置早见效[不断提升群众的满意度和获得感|取得了阶段性的明显成效]`,
      {},
      draw,
    ),
  }),
  no_facts: (text, draw, plan) => ({ ...text, body: emptyTalk(plan, draw) }),
  personal_data: (text, draw) => ({ ...text, body: [...text.body, personalData(draw)] }),
};

function mapText(block: Block, change: (text: string) => string): Block {
  return block.kind === 'paragraph' ? { ...block, text: change(block.text) } : block;
}

/** The forwarding unit puts itself before the title and names its source; the rest is the community's. */
function forwardedText(text: Text, plan: Plan, of: Plan): Text {
  const title = `${plan.unit.shortName}${text.title.replaceAll(of.unit.shortName, '').replace(/^[：\s]+/, '')}`;
  const body = text.body.map((block, i) =>
    i === 0 ? mapText(block, said => `据${of.unit.shortName}报送，${said}`) : block,
  );
  return { title, body };
}

const NAMES_OF_SOUNDS: Readonly<Record<string, string>> = {
  管: 'guan',
  理: 'li',
  市: 'shi',
  路: 'lu',
  民: 'min',
  治: 'zhi',
  区: 'qu',
  作: 'zuo',
};

/** Damage as found in old conversions: pinyin in brackets after characters, and '?F' where a full stop was. */
function damage(block: Block): Block {
  let seen = 0;
  return mapText(block, text =>
    text
      .replace(/[管理市路民治区作]/g, sign => (seen++ % 3 === 0 ? `${sign}(${NAMES_OF_SOUNDS[sign]})` : sign))
      .replace(/。(?=.)/g, () => (seen++ % 2 === 0 ? '?F' : '。')),
  );
}

const EMPTY = [
  '近期，{unit}高度重视{label}工作，[统一思想、提高认识|精心组织、周密安排]，[把这项工作摆上重要位置|上下一心、齐抓共管]。',
  '[大家纷纷表示|全体人员一致认为]，做好这项工作[意义重大、影响深远|十分必要、非常及时]，[要以更高的标准、更实的作风投入其中|一定要认真抓好落实]。',
  '在各级的关心支持下，[各项工作有序开展|形势总体向好]，[广大群众给予充分肯定|得到社会各界的广泛好评]。',
  '今后，{unit}将[再接再厉、乘势而上|进一步加强领导、强化责任]，[努力开创工作新局面|不断把工作推向新的台阶]。',
] as const;

function emptyTalk(plan: Plan, draw: Draw): Block[] {
  const slots = { unit: plan.unit.shortName, label: plan.theme.label };
  return EMPTY.map(template => paragraph(say(template, slots, draw)));
}

/** 99 is no area of the country, so the number can be nobody's. */
function personalData(draw: Draw): Block {
  const born = `19${draw.int(60, 99)}${String(draw.int(1, 12)).padStart(2, '0')}${String(draw.int(1, 28)).padStart(2, '0')}`;
  const card = `9901${draw.int(10, 99)}${born}${draw.int(100, 999)}${draw.pick(['X', '1', '5', '8'])}`;
  const phone = `1990000${draw.int(1000, 9999)}`;
  return paragraph(
    `当事人${nameOf(draw).name}（身份证号${card}，联系电话${phone}）对处理结果表示认可，并签字确认。`,
  );
}

function sentences(text: string): string[] {
  return text.match(/[^。]+。[”]?/g) ?? [text];
}

/** The same action told by another unit: the figures and half of the sentences are shared, the frame is its own. */
function retold({ own, other }: { own: Text; other: Text }, plan: Plan, of: Plan): Text {
  const theirs = other.body.slice(1).map(block =>
    mapText(block, text =>
      sentences(text)
        .filter((_, i) => i % 3 !== 2)
        .join('')
        .replaceAll(of.unit.shortName, plan.unit.shortName),
    ),
  );
  return { title: own.title, body: [own.body[0]!, ...theirs, own.body.at(-1)!] };
}

const PARTS = 4;
const ANGLES = ['部署', '推进', '整治', '回访'] as const;

/** One quarter of a text, with the lead that all parts share. */
function partOf(text: Text, part: number, plan: Plan): Text {
  const all = text.body
    .slice(1)
    .flatMap(block => (block.kind === 'paragraph' && block.level === 0 ? sentences(block.text) : []));
  const share = Math.ceil(all.length / PARTS);
  return {
    title: `${plan.unit.shortName}${ANGLES[part % PARTS]}${plan.theme.label}工作`,
    body: [text.body[0]!, paragraph(all.slice(part * share, (part + 1) * share).join(''))],
  };
}

export function mergedTitle(plan: Pick<Plan, 'theme'>): string {
  return `各单位多措并举推进${plan.theme.label}工作`;
}

const ORDER = ['一', '二', '三', '四'] as const;

/** What the desk makes of several items: one paragraph of each unit under one title. */
function mergedText(seed: number, plan: Plan, sources: readonly Plan[]): Text {
  const lead = `近期，各单位结合实际推进${plan.theme.label}工作，现将有关做法综合如下。`;
  const parts = sources.map((source, i) => {
    const plain = textOf(seed, source).body.filter(block => block.kind === 'paragraph' && block.level === 0);
    const told = plain[1] ?? plain[0]!;
    return mapText(
      told,
      text => `${ORDER[i]}是${source.unit.shortName}的做法。${text.replace(/^[一二三四]是/, '')}`,
    );
  });
  return { title: mergedTitle(plan), body: [paragraph(lead), ...parts] };
}
