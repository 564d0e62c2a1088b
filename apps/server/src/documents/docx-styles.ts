import type { Align } from './document.ts';
import type { XmlElement } from './xml.ts';
import { child, elements } from './xml.ts';

/** The properties of text and paragraphs that tell a title from a body; undefined means "as inherited". */
export interface Look {
  align?: Align;
  heading?: number;
  bold?: boolean;
  /** Points. */
  size?: number;
  hidden?: boolean;
  list?: { id: string; level: number };
}

const ALIGNS: Record<string, Align> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
};
const MAX_INHERITANCE = 20;

export class Styles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #resolved = new Map<string, Look>();
  readonly #defaults: Look;
  readonly #defaultParagraph: string | undefined;

  constructor(part: XmlElement | null) {
    for (const style of part ? elements(part).filter(each => each.name === 'w:style') : []) {
      this.#styles.set(style.attributes['w:styleId'] ?? '', style);
    }
    const isDefault = ({ attributes }: XmlElement) =>
      attributes['w:type'] === 'paragraph' && isOn(attributes['w:default']);
    this.#defaultParagraph = [...this.#styles.entries()].find(([, style]) => isDefault(style))?.[0];
    const defaults = part ? child(part, 'w:docDefaults') : undefined;
    const run = defaults && child(child(defaults, 'w:rPrDefault') ?? defaults, 'w:rPr');
    this.#defaults = { size: 10, ...runLook(run) };
  }

  /** The look of a paragraph: document defaults, its style and what that is based on, and its own properties. */
  paragraph(properties: XmlElement | undefined): Look {
    const id = ownValue(properties, 'w:pStyle') ?? this.#defaultParagraph;
    return { ...this.#defaults, ...this.#style(id, 0), ...paragraphLook(properties) };
  }

  /** The look of a run on top of its paragraph's. */
  run(properties: XmlElement | undefined, paragraph: Look): Look {
    if (!properties) return paragraph;
    const { bold, size, hidden } = this.#style(ownValue(properties, 'w:rStyle'), 0);
    return { ...paragraph, ...defined({ bold, size, hidden }), ...runLook(properties) };
  }

  #style(id: string | undefined, depth: number): Look {
    const style = id === undefined ? undefined : this.#styles.get(id);
    if (!style || id === undefined || depth > MAX_INHERITANCE) return {};
    const known = this.#resolved.get(id);
    if (known) return known;
    const look: Look = {
      ...this.#style(ownValue(style, 'w:basedOn'), depth + 1),
      ...defined({ heading: headingByName(ownValue(style, 'w:name') ?? '') }),
      ...paragraphLook(child(style, 'w:pPr')),
      ...runLook(child(style, 'w:rPr')),
    };
    this.#resolved.set(id, look);
    return look;
  }
}

function paragraphLook(properties: XmlElement | undefined): Look {
  if (!properties) return {};
  const outline = ownValue(properties, 'w:outlineLvl');
  const numbering = child(properties, 'w:numPr');
  const listId = ownValue(numbering, 'w:numId');
  return defined({
    align: ALIGNS[ownValue(properties, 'w:jc') ?? ''],
    heading: outline === undefined ? undefined : Number(outline) < 9 ? Number(outline) + 1 : 0,
    list:
      listId === undefined ? undefined : { id: listId, level: Number(ownValue(numbering, 'w:ilvl') ?? 0) },
  });
}

function runLook(properties: XmlElement | undefined): Look {
  if (!properties) return {};
  const size = Number(ownValue(properties, 'w:sz') ?? Number.NaN);
  const bold = child(properties, 'w:b');
  const vanish = child(properties, 'w:vanish');
  return defined({
    bold: bold && isOn(bold.attributes['w:val'] ?? 'true'),
    size: Number.isFinite(size) ? size / 2 : undefined,
    hidden: vanish && isOn(vanish.attributes['w:val'] ?? 'true'),
  });
}

/** Styles are named in the language of the program that made them; their built-in names are fixed. */
function headingByName(name: string): number | undefined {
  if (/^(?:title|标题)$/iu.test(name)) return 1;
  const level = /^(?:heading|标题)\s*([1-9])$/iu.exec(name)?.[1];
  return level ? Number(level) : undefined;
}

export function ownValue(parent: XmlElement | undefined, name: string): string | undefined {
  return child(parent, name)?.attributes['w:val'];
}

/** Whether a switch stands there and is not switched off. */
export function isSet(parent: XmlElement | undefined, name: string): boolean {
  const element = child(parent, name);
  return element !== undefined && isOn(element.attributes['w:val'] ?? 'true');
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(?:0|false|off)$/iu.test(value);
}

function defined(look: Look): Look {
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));
}
