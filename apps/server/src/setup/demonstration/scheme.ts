/**
 * The demonstration's copy of the street office's scheme also pays fees and grants awards, which the printed one leaves
 * to the office. Points stay as printed: what is added here has a ledger of its own and no ranking.
 */
export function withHonours(yaml: string): string {
  return (
    [
      [/^kinds:$/m, `${MEASURES}\nkinds:`],
      [/^ledgers:$/m, `ledgers:\n${LEDGER}`],
      [/^rankings:$/m, `${CLAUSE}\nrankings:`],
    ].reduce((text, [place, words]) => once(text, place as RegExp, words as string), yaml.trimEnd()) + AWARDS
  );
}

/** Replaces the one place that a pattern finds. */
export function once(text: string, place: RegExp, words: string): string {
  if (!place.test(text)) throw new Error(`the scheme has no place like ${place}`);
  return text.replace(place, words);
}

const MEASURES = 'measures: { yuan: { zh: 元, en: yuan } }\n';

const LEDGER = '  fees: { label: { zh: 稿费, en: fees }, owner: person, measure: yuan, closes: quarter }';

const CLAUSE = `  # 以下稿费、评先两项为演示增设，印发文件未作规定，不影响计分。
  - id: fee
    rule: 演示增设·稿费
    text:
      zh: 被采用的稿件按媒体级别和篇幅计发稿费，同稿取最高一次，合作者均分
      en: An adopted item is paid by level and genre, once, at its highest; co-authors share equally
    ledger: fees
    steps:
      - *adopted
      - value:
          by: [level, genre]
          table:
            national: { long: 200, brief: 100 }
            provincial: { long: 150, brief: 75 }
            municipal: { long: 100, brief: 50 }
            district: { long: 60, brief: 30 }
      - combine: { key: manuscript, count: highest }
      - credit: { to: persons, share: equal }
`;

const AWARDS = `

awards:
  - id: advanced
    label: { zh: 信息宣传先进单位, en: advanced publicity unit }
    ranking: standing
    seats: { share: 0.2, rounding: up }
    at-least: 1
    last-lose: 1
  - id: excellent
    label: { zh: 优秀信息员, en: excellent correspondent }
    ranking: persons
    seats: { each-group: 5 }
    at-least: 1
    ties-at-last: none
    money: 300
`;
