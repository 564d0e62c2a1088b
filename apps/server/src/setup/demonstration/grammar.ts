import type { Draw } from './random.ts';

/** What stands in the braces of a sentence: `{road}`, `{unit}`; ranges such as `{12-40}` need none. */
export type Slots = Readonly<Record<string, string>>;

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'slot'; name: string }
  | { kind: 'range'; low: number; high: number; places: number }
  | { kind: 'choice'; options: Part[][] };

const parsed = new Map<string, Part[]>();
const RANGE = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/;

/** Says a sentence of the grammar: `[甲|乙]` is one of several wordings, `{12-40}` a number, `{road}` a slot. */
export function say(template: string, slots: Slots, draw: Draw): string {
  let parts = parsed.get(template);
  if (!parts) {
    parts = new Reader(template).parts(false);
    parsed.set(template, parts);
  }
  return render(parts, slots, draw);
}

function render(parts: readonly Part[], slots: Slots, draw: Draw): string {
  let said = '';
  for (const part of parts) {
    if (part.kind === 'text') said += part.text;
    else if (part.kind === 'slot') said += slotOf(slots, part.name);
    else if (part.kind === 'choice') said += render(draw.pick(part.options), slots, draw);
    else said += (part.low + draw.next() * (part.high - part.low)).toFixed(part.places);
  }
  return said;
}

function slotOf(slots: Slots, name: string): string {
  const value = slots[name];
  if (value === undefined) throw new Error(`no slot {${name}}`);
  return value;
}

class Reader {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }

  parts(inside: boolean): Part[] {
    const parts: Part[] = [];
    while (this.at < this.text.length) {
      const sign = this.text[this.at]!;
      if (inside && (sign === '|' || sign === ']')) break;
      if (sign === '[') parts.push(this.choice());
      else if (sign === '{') parts.push(this.slot());
      else parts.push({ kind: 'text', text: this.plain() });
    }
    return parts;
  }

  plain(): string {
    const from = this.at;
    while (this.at < this.text.length && !'[]{|'.includes(this.text[this.at]!)) this.at += 1;
    if (this.at === from) throw new Error(`stray ${this.text[from]} in ${this.text}`);
    return this.text.slice(from, this.at);
  }

  choice(): Part {
    const options: Part[][] = [];
    do {
      this.at += 1;
      options.push(this.parts(true));
    } while (this.text[this.at] === '|');
    if (this.text[this.at] !== ']') throw new Error(`open [ in ${this.text}`);
    this.at += 1;
    return { kind: 'choice', options };
  }

  slot(): Part {
    const end = this.text.indexOf('}', this.at);
    if (end < 0) throw new Error(`open { in ${this.text}`);
    const inner = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    const range = RANGE.exec(inner);
    if (!range) return { kind: 'slot', name: inner };
    const places = (range[1]!.split('.')[1] ?? '').length;
    return { kind: 'range', low: Number(range[1]), high: Number(range[2]), places };
  }
}

/** Every slot that a sentence names, for checking a grammar before it is used. */
export function slotsOf(template: string): string[] {
  const names: string[] = [];
  const walk = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.kind === 'slot') names.push(part.name);
      if (part.kind === 'choice') for (const option of part.options) walk(option);
    }
  };
  walk(new Reader(template).parts(false));
  return names;
}
