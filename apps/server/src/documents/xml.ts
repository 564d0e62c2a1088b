import type { SaxesTagNS } from 'saxes';
import { SaxesParser } from 'saxes';
import { Refused } from './refusals.ts';

/** An element. Names carry the prefix that this table gives to their namespace, whatever prefix the file uses. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

/** Deeper than any office document nests; the tree is walked by recursion. */
const MAX_DEPTH = 200;
const MAX_ELEMENTS = 1_500_000;

const OOXML = 'http://schemas.openxmlformats.org/';
const STRICT = 'http://purl.oclc.org/ooxml/';
const ODF = 'urn:oasis:names:tc:opendocument:xmlns:';
const PREFIXES: Record<string, string> = {
  [`${OOXML}wordprocessingml/2006/main`]: 'w',
  [`${STRICT}wordprocessingml/main`]: 'w',
  [`${OOXML}officeDocument/2006/relationships`]: 'r',
  [`${STRICT}officeDocument/relationships`]: 'r',
  [`${OOXML}drawingml/2006/main`]: 'a',
  [`${STRICT}drawingml/main`]: 'a',
  [`${OOXML}drawingml/2006/wordprocessingDrawing`]: 'wp',
  [`${STRICT}drawingml/wordprocessingDrawing`]: 'wp',
  [`${OOXML}officeDocument/2006/math`]: 'm',
  [`${STRICT}officeDocument/math`]: 'm',
  [`${OOXML}markup-compatibility/2006`]: 'mc',
  [`${OOXML}package/2006/relationships`]: 'rel',
  [`${OOXML}package/2006/content-types`]: 'ct',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'http://www.w3.org/1999/xlink': 'xlink',
  [`${ODF}text:1.0`]: 'text',
  [`${ODF}office:1.0`]: 'office',
  [`${ODF}table:1.0`]: 'table',
  [`${ODF}style:1.0`]: 'style',
  [`${ODF}drawing:1.0`]: 'draw',
  [`${ODF}xsl-fo-compatible:1.0`]: 'fo',
  [`${ODF}svg-compatible:1.0`]: 'svg',
  [`${ODF}manifest:1.0`]: 'manifest',
};

/**
 * Parses one part of a document. A document type declaration is refused before anything of it takes effect, so there
 * are no entities to expand and nothing is ever fetched. `text` is decoded text or bytes in UTF-8 or marked UTF-16.
 */
export function parseXml(input: Uint8Array): XmlElement {
  const root: XmlElement = { name: '#root', attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  let count = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new Refused('unsafe_package', { detail: 'DOCTYPE' });
  });
  parser.on('error', error => {
    throw new Refused('unreadable', { detail: `XML: ${error.message.slice(0, 80)}` });
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    count += 1;
    if (open.length > MAX_DEPTH || count > MAX_ELEMENTS) throw new Refused('too_complex');
    const element: XmlElement = {
      name: canonical(tag.uri, tag.local),
      attributes: attributesOf(tag),
      children: [],
    };
    open[open.length - 1]!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (text: string) => void open[open.length - 1]!.children.push(text);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(decode(input)).close();
  const top = elements(root)[0];
  if (!top) throw new Refused('unreadable', { detail: 'XML' });
  return top;
}

function decode(input: Uint8Array): string {
  const encoding =
    input[0] === 0xff && input[1] === 0xfe
      ? 'utf-16le'
      : input[0] === 0xfe && input[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(input);
}

function canonical(uri: string, local: string): string {
  if (uri === '') return local;
  const prefix = PREFIXES[uri];
  return prefix ? `${prefix}:${local}` : `?:${local}`;
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  // No prototype: a file may call its attributes anything.
  const attributes: Record<string, string> = Object.create(null);
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix !== 'xmlns') attributes[canonical(attribute.uri, attribute.local)] = attribute.value;
  }
  return attributes;
}

export function elements(parent: XmlElement): XmlElement[] {
  return parent.children.filter(child => typeof child !== 'string');
}

export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((each): each is XmlElement => typeof each !== 'string' && each.name === name);
}

/** The elements called `name` anywhere below, in the order of the document. */
export function* below(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const each of elements(parent)) {
    if (each.name === name) yield each;
    yield* below(each, name);
  }
}

/** All text below, as it stands. */
export function textOf(parent: XmlElement): string {
  return parent.children.map(each => (typeof each === 'string' ? each : textOf(each))).join('');
}
