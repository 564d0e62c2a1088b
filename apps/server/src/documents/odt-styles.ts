import type { Align } from './document.ts';
import { chineseNumeral } from './docx-numbering.ts';
import type { XmlElement } from './xml.ts';
import { below, child } from './xml.ts';

interface OdtLook {
  align?: Align;
  bold?: boolean;
  /** Points. */
  size?: number;
  heading?: number;
}

const ALIGNS: Record<string, Align> = {
  start: 'left',
  left: 'left',
  center: 'center',
  end: 'right',
  right: 'right',
  justify: 'justify',
};

/** The styles of an OpenDocument text, and the numbers that its lists count by themselves. */
export class OdtStyles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #levels = new Map<string, XmlElement>();
  readonly #counts = new Map<string, number>();

  constructor(content: XmlElement, shared: XmlElement | null) {
    for (const root of shared ? [shared, content] : [content]) {
      for (const style of below(root, 'style:style'))
        this.#styles.set(style.attributes['style:name'] ?? '', style);
      for (const list of below(root, 'text:list-style')) {
        for (const level of below(list, 'text:list-level-style-number')) {
          this.#levels.set(`${list.attributes['style:name']} ${level.attributes['text:level']}`, level);
        }
      }
    }
  }

  look(name: string | undefined, depth = 0): OdtLook {
    const style = name === undefined ? undefined : this.#styles.get(name);
    if (!style || depth > 20) return {};
    const parent = style.attributes['style:parent-style-name'];
    const look = { ...this.look(parent, depth + 1) };
    const paragraph = child(style, 'style:paragraph-properties')?.attributes ?? {};
    const text = child(style, 'style:text-properties')?.attributes ?? {};
    const align = ALIGNS[paragraph['fo:text-align'] ?? ''];
    if (align) look.align = align;
    const size = /^([\d.]+)pt$/u.exec(text['style:font-size-asian'] ?? text['fo:font-size'] ?? '')?.[1];
    if (size) look.size = Number(size);
    const weight = text['style:font-weight-asian'] ?? text['fo:font-weight'];
    if (weight) look.bold = weight === 'bold' || Number(weight) >= 600;
    if (name === 'Title') look.heading = 1;
    return look;
  }

  /** The number in front of the next item of a list; '' for bullets. */
  nextNumber(style: string | undefined, level: number): string {
    const key = `${style} ${level}`;
    const format = this.#levels.get(key)?.attributes;
    if (!format?.['style:num-format']) return '';
    const value = (this.#counts.get(key) ?? Number(format['text:start-value'] ?? 1) - 1) + 1;
    this.#counts.set(key, value);
    const number = format['style:num-format'].startsWith('一') ? chineseNumeral(value) : String(value);
    return `${format['style:num-prefix'] ?? ''}${number}${format['style:num-suffix'] ?? ''}`;
  }
}
