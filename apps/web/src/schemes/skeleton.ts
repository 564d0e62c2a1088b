/**
 * A scheme with one clause of each needed part: the least that can be saved, tried and grown. Its kinds are those of
 * the facts that are booked here, so that even the first draft counts something.
 */
export function skeleton(name: string, year: number): string {
  // What JSON quotes, YAML reads as the same text: a name with quotes or colons does no harm.
  const title = JSON.stringify(name.trim());
  return `# 空白办法：只有一条“采用一条计1分”。照本单位的文件改这一条，再往下添。
scheme: own-scheme
version: "${year}"
title: { zh: ${title}, en: ${title} }

kinds: { submitted: { zh: 报送, en: submitted }, adopted: { zh: 采用, en: adopted } }

ledgers: { total: { label: { zh: 宣传信息, en: publicity } } }

clauses:
  - id: adoption
    rule: （一）
    text: { zh: 采用一条计1分, en: One point for each item adopted }
    ledger: total
    steps: [ { select: { kind: adopted } }, { value: 1 } ]

rankings:
  - { id: year, label: { zh: 年度排名, en: year }, ledger: total, by: all }
`;
}

/** The text of a file as Chinese offices have them: UTF-8 with or without its mark, or else GB 18030. */
export function textOfFile(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

type Findable = { title: { zh: string; en: string }; source: string };

/** Presets that have every word of the search in their name or in what is said of their source. */
export function searched<Preset extends Findable>(presets: readonly Preset[], search: string): Preset[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return presets.filter(({ title, source }) => {
    const told = `${title.zh} ${title.en} ${source}`.toLowerCase();
    return words.every(word => told.includes(word));
  });
}
