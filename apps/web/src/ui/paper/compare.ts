import { differences } from '@xinxuan/contract';
import { captionOf, type Level, normalised, type PaperBlock } from './blocks.ts';

/** A sentence that stands elsewhere now is told as moved from where it was and to where it is. */
export type Mark = 'same' | 'added' | 'removed' | 'moved_from' | 'moved_to';
export type Stretch = { mark: Mark; text: string };

/** A paragraph or a table of the compared text. */
export type ComparedBlock =
  | { kind: 'paragraph'; level: Level; stretches: Stretch[] }
  | { kind: 'table'; caption: Stretch[]; rows: { mark: Mark; cells: Stretch[][] }[] };

export type Comparison = {
  title: Stretch[];
  blocks: ComparedBlock[];
  /** Stretches put in and taken out; both 0 means that nothing was changed. */
  added: number;
  removed: number;
  /** Sentences that stand elsewhere now. */
  moved: number;
};

export type Revision = { title: string; body: readonly PaperBlock[] };

/** Compares two revisions: whole sentences first, then, inside a sentence that was reworded, the words of it. */
export function compare(before: Revision, after: Revision): Comparison {
  const title = compareText(before.title, after.title);
  const blocks = withMoves(compareBodies(before.body, after.body));
  const all = [...title, ...blocks.flatMap(stretchesOf)];
  return {
    title,
    blocks,
    added: all.filter(stretch => stretch.mark === 'added').length,
    removed: all.filter(stretch => stretch.mark === 'removed').length,
    moved: all.filter(stretch => stretch.mark === 'moved_to').length,
  };
}

/** Shorter sentences recur by chance. */
const MOVED_FROM_LENGTH = 6;

/** What was taken out in one place and put in at another, word for word, was moved. */
function withMoves(blocks: readonly ComparedBlock[]): ComparedBlock[] {
  const stretches = blocks.flatMap(block => (block.kind === 'paragraph' ? block.stretches : []));
  const whole = (mark: Mark): Set<string> =>
    new Set(stretches.flatMap(each => (each.mark === mark ? sentences(each.text) : [])).filter(isLong));
  const added = whole('added');
  const moved = new Set([...whole('removed')].filter(sentence => added.has(sentence)));
  if (moved.size === 0) return [...blocks];
  return blocks.map(block =>
    block.kind === 'paragraph'
      ? { ...block, stretches: block.stretches.flatMap(stretch => split(stretch, moved)) }
      : block,
  );
}

function isLong(sentence: string): boolean {
  return [...sentence].length >= MOVED_FROM_LENGTH;
}

function split({ mark, text }: Stretch, moved: ReadonlySet<string>): Stretch[] {
  if (mark !== 'added' && mark !== 'removed') return [{ mark, text }];
  const result: Stretch[] = [];
  for (const sentence of sentences(text)) {
    const told: Mark = !moved.has(sentence) ? mark : mark === 'added' ? 'moved_to' : 'moved_from';
    const last = result.at(-1);
    if (last?.mark === told && told === mark) last.text += sentence;
    else result.push({ mark: told, text: sentence });
  }
  return result;
}

/** One side of the comparison: what stood before, or what stands now. */
export function sideOf(stretches: readonly Stretch[], side: 'before' | 'after'): Stretch[] {
  const hidden: readonly Mark[] = side === 'before' ? ['added', 'moved_to'] : ['removed', 'moved_from'];
  return stretches.filter(stretch => !hidden.includes(stretch.mark));
}

function stretchesOf(block: ComparedBlock): Stretch[] {
  if (block.kind === 'paragraph') return block.stretches;
  return [...block.caption, ...block.rows.flatMap(row => row.cells.flat())];
}

/** A token is a sentence, a whole table, or the end of a paragraph; equal tokens are equal strings. */
const END = '\u0000end:';
const TABLE = '\u0000table:';

function tokens(body: readonly PaperBlock[]): string[] {
  return normalised(body).flatMap(block =>
    block.kind === 'paragraph'
      ? [...sentences(block.text), `${END}${block.level}`]
      : [`${TABLE}${JSON.stringify({ caption: captionOf(block), rows: block.rows })}`],
  );
}

/** Cuts behind sentence marks and the quotes that close with them; nothing is lost. */
export function sentences(text: string): string[] {
  return text.match(/[^。！？；\n]*(?:[。！？；\n]+[”’」』）)]*|$)/g)?.filter(part => part !== '') ?? [];
}

function compareBodies(before: readonly PaperBlock[], after: readonly PaperBlock[]): ComparedBlock[] {
  const changes = differences(tokens(before), tokens(after));
  const page = new Page();
  for (let index = 0; index < changes.length; index++) {
    const change = changes[index]!;
    const next = changes[index + 1];
    if (change.kind === 'removed' && next?.kind === 'added') {
      page.replace(change.items, next.items);
      index++;
    } else for (const item of change.items) page.put(change.kind, item);
  }
  return page.finish();
}

/** Gathers marked tokens into paragraphs. */
class Page {
  readonly #blocks: ComparedBlock[] = [];
  #open: Stretch[] = [];
  #endedEarly = false;

  put(mark: Mark, token: string): void {
    if (token.startsWith(TABLE)) this.#table(mark, token);
    else if (token.startsWith(END)) this.#end(mark, token);
    else this.stretch({ mark, text: token });
  }

  #end(mark: Mark, token: string): void {
    // A paragraph end that was taken out between kept words joins two paragraphs: the text runs on.
    if (mark === 'removed' && this.#open.some(stretch => stretch.mark !== 'removed')) return;
    if (this.#endedEarly && this.#open.length === 0) this.#endedEarly = false;
    else this.#close(Number(token.slice(END.length)) as Level);
  }

  /** What was removed and what came in its place: reworded sentences are paired and compared by their words. */
  replace(removed: readonly string[], added: readonly string[]): void {
    const pairs = pairUp(removed, added);
    let done = 0;
    for (const [index, item] of removed.entries()) {
      const partner = pairs.get(index);
      if (partner === undefined) {
        this.put('removed', item);
        continue;
      }
      while (done < partner) this.put('added', added[done++]!);
      done++;
      if (item.startsWith(TABLE)) this.#tables(item, added[partner]!);
      else if (item.startsWith(END)) this.put('same', added[partner]!);
      else for (const stretch of compareText(item, added[partner]!)) this.stretch(stretch);
    }
    while (done < added.length) this.put('added', added[done++]!);
  }

  stretch(stretch: Stretch): void {
    const last = this.#open.at(-1);
    if (last?.mark === stretch.mark) last.text += stretch.text;
    else this.#open.push({ ...stretch });
  }

  finish(): ComparedBlock[] {
    if (this.#open.length > 0) this.#close(0);
    return this.#blocks;
  }

  /** A table cannot stand inside a paragraph: what is open ends before it. */
  #endBeforeTable(): void {
    if (this.#open.length === 0) return;
    this.#close(0);
    this.#endedEarly = true;
  }

  #close(level: Level): void {
    this.#blocks.push({ kind: 'paragraph', level, stretches: this.#open });
    this.#open = [];
  }

  #table(mark: Mark, token: string): void {
    this.#endBeforeTable();
    const { caption, rows } = readTable(token);
    const whole = (text: string): Stretch[] => (text === '' ? [] : [{ mark, text }]);
    this.#blocks.push({
      kind: 'table',
      caption: whole(caption),
      rows: rows.map(row => ({ mark, cells: row.map(whole) })),
    });
  }

  #tables(before: string, after: string): void {
    this.#endBeforeTable();
    const from = readTable(before);
    const to = readTable(after);
    const key = (row: string[]) => JSON.stringify(row);
    const rows = differences(from.rows.map(key), to.rows.map(key)).flatMap(change =>
      change.items.map(item => ({
        mark: change.kind,
        cells: (JSON.parse(item) as string[]).map(text => (text === '' ? [] : [{ mark: change.kind, text }])),
      })),
    );
    this.#blocks.push({ kind: 'table', caption: compareText(from.caption, to.caption), rows });
  }
}

function readTable(token: string): { caption: string; rows: string[][] } {
  return JSON.parse(token.slice(TABLE.length));
}

/** Longer sentences are shown whole: a comparison by words would cost more than it shows. */
const WORDWISE_LIMIT = 400;
const ALIKE = 0.4;

/** Pairs each removed item with the next added one that resembles it, never crossing. */
function pairUp(removed: readonly string[], added: readonly string[]): Map<number, number> {
  const pairs = new Map<number, number>();
  let from = 0;
  for (const [index, item] of removed.entries()) {
    const found = added.findIndex((other, place) => place >= from && reworded(item, other));
    if (found < 0) continue;
    pairs.set(index, found);
    from = found + 1;
  }
  return pairs;
}

function reworded(a: string, b: string): boolean {
  if (a.startsWith(TABLE) || b.startsWith(TABLE)) return a.startsWith(TABLE) && b.startsWith(TABLE);
  if (a.startsWith(END) || b.startsWith(END)) return a.startsWith(END) && b.startsWith(END);
  if (a.length > WORDWISE_LIMIT || b.length > WORDWISE_LIMIT) return false;
  const kept = differences([...a], [...b]).filter(change => change.kind === 'same');
  const length = kept.reduce((sum, change) => sum + change.items.length, 0);
  return length >= ALIKE * Math.max([...a].length, [...b].length);
}

/** Two texts by Han characters and whole Latin words. */
export function compareText(before: string, after: string): Stretch[] {
  const stretches = differences(wordsOf(before), wordsOf(after)).map(change => ({
    mark: change.kind,
    text: change.items.join(''),
  }));
  return readable(stretches);
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{Script=Latin}\p{N}.]+|[\s\S]/gu) ?? [];
}

/** A single kept character between two changes only confuses: it is told as removed and added again. */
function readable(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') result.push({ mark: 'removed', text: removed });
    if (added !== '') result.push({ mark: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, { mark, text }] of stretches.entries()) {
    if (mark === 'removed') removed += text;
    else if (mark === 'added') added += text;
    else if (index > 0 && index < stretches.length - 1 && text.length === 1 && /[^\p{P}\s]/u.test(text)) {
      removed += text;
      added += text;
    } else {
      flush();
      result.push({ mark, text });
    }
  }
  flush();
  return result;
}
