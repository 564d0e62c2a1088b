import type { UnitKind } from '@xinxuan/contract';

/** How units of a kind are mostly called; the first that fits counts. */
const ENDINGS: [RegExp, UnitKind][] = [
  [/分局$/, 'branch'],
  [/(大队|中队|支队|分队)$/, 'squad'],
  [/(街道|街道办|街道办事处|镇|乡)$/, 'street'],
  [/(社区|居委会|村|村委会)$/, 'community'],
  [/(科|股|室|处|部|办|办公室)$/, 'section'],
  [/(县|县局|旗|市局)$/, 'county'],
  [/(局|委|委员会|总社|社)$/, 'bureau'],
];

/** A roster does not say what kind of unit a name stands for; the page can put a wrong guess right. */
export function kindOfName(name: string): UnitKind {
  return ENDINGS.find(([ending]) => ending.test(name))?.[1] ?? 'other';
}
