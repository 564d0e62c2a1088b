import { Converter } from 'opencc-js/t2cn';
import { inParts, type Part, type Rule } from './rule.ts';

const SOURCE = '通用规范汉字表';
const toSimplified = Converter({ from: 't', to: 'cn' });
/** More traditional characters than this part of a text: the whole text is traditional, not a slip. */
const WHOLE = 0.05;

/** Places where the conversion to simplified changes a character; phrases decide (著名, 乾隆, 皇后 stay). */
function traditional(part: Part, known: readonly string[]) {
  const simplified = toSimplified(part.text);
  if (simplified === part.text || simplified.length !== part.text.length) return [];
  const spared = known.flatMap(name => places(part.text, name));
  const changed = Array.from({ length: simplified.length }, (_, at) => at).filter(
    at => simplified[at] !== part.text[at] && !spared.some(([from, to]) => at >= from && at < to),
  );
  return changed.map(at => {
    const right = simplified.charAt(at);
    return { from: at, to: at + 1, repair: right, named: { zh: right, en: right } };
  });
}

function places(text: string, name: string): [number, number][] {
  const found: [number, number][] = [];
  if (name === '') return found;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    found.push([at, at + name.length]);
  return found;
}

export const MIXING: readonly Rule[] = [
  {
    id: 'T1',
    severity: 'warning',
    source: SOURCE,
    zh: '“{text}”是繁体或异体字，应为“{named}”。',
    en: '“{text}” is a traditional or variant form; write “{named}”.',
    find: text => {
      const hits = inParts(text, undefined, part => traditional(part, text.knownNames));
      return hits.length > WHOLE * length(text.parts) && hits.length > 3 ? [] : hits;
    },
    wrong: ['加强後勤保障，做好巡查。', '保留余地，臺账齐全。'],
    right: [
      '乾隆年间的皇后像',
      '著名品牌',
      '于右任',
      '瞭望',
      { parts: [{ kind: 'paragraph', text: '萬峯林景区' }], knownNames: ['萬峯林'] },
    ],
  },
  {
    id: 'T2',
    severity: 'warning',
    source: SOURCE,
    zh: '全文多为繁体字，一键转为简体后再核对一遍。',
    en: 'Most of the text is in traditional characters: convert it and read it again.',
    find: text => {
      const hits = inParts(text, undefined, part => traditional(part, text.knownNames));
      if (hits.length <= WHOLE * length(text.parts) || hits.length <= 3) return [];
      return text.parts.flatMap((part, index) =>
        part.text === ''
          ? []
          : [{ part: index, from: 0, to: part.text.length, repair: toSimplified(part.text) }],
      );
    },
    wrong: ['導語：城管外宣信息工作意見，加強與各級主流宣傳媒體的策劃互動。'],
    right: ['加强後勤保障，做好日常巡查，确保市容整洁有序，商户满意。'],
  },
];

function length(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.text.length, 0);
}
