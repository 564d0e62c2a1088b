import type { Random } from './random.ts';

const NUMBERS = [
  '0',
  '-1',
  '1',
  '9',
  '255',
  '65536',
  '2147483647',
  '-2147483648',
  '4294967296',
  '1e308',
  'NaN',
  '',
];
const TEXTS = [
  '',
  ' ',
  '\u3000',
  '\ufffd',
  '&#0;',
  '&#xD800;',
  '&#x1F600;',
  '&lt;',
  '&nope;',
  ']]>',
  '\u202e',
  '信'.repeat(3000),
];
const TAG = /<[^>]*>/gu;
/** Elements that mean something to a reader of one of the formats, whether they belong here or not. */
const ELEMENTS = [
  '<w:p>',
  '</w:p>',
  '<w:tbl>',
  '</w:tbl>',
  '<w:tr>',
  '</w:tr>',
  '<w:tc>',
  '</w:tc>',
  '<w:del>',
  '</w:del>',
  '<w:sdt>',
  '</w:sdt>',
  '<w:numId w:val="1"/>',
  '<w:ilvl w:val="99"/>',
  '<w:gridSpan w:val="1000000000"/>',
  '<w:vMerge/>',
  '<w:fldChar w:fldCharType="begin"/>',
  '<w:fldChar w:fldCharType="end"/>',
  '<w:instrText>',
  '<w:br/>',
  '<w:altChunk r:id="rId1"/>',
  '<mc:AlternateContent>',
  '<text:p>',
  '</text:p>',
  '<text:s text:c="1000000000"/>',
  '<text:list>',
  '</text:list>',
  '<text:section>',
  '</table:table>',
  '<table:table-cell table:number-columns-repeated="1000000000"/>',
  '<table:table-row table:number-rows-repeated="1000000000">',
  '<row r="1048576">',
  '</row>',
  '<c r="XFD1048576" t="s"><v>99999999</v></c>',
  '<c t="d"><v>9999-99-99</v></c>',
  '<mergeCell ref="A1:XFD1048576"/>',
  '<?x?>',
  '<!-- -->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x>',
  '<x xmlns="">',
  '</x>',
];

type Change = (xml: string, tags: readonly [from: number, to: number][], random: Random) => string;
type Span = readonly [from: number, to: number];

const cut = (xml: string, [from, to]: Span, put = ''): string => xml.slice(0, from) + put + xml.slice(to);
const between = (tags: readonly Span[], random: Random): Span => {
  const a = random.below(tags.length);
  const b = Math.min(tags.length - 1, a + random.few(40));
  return [tags[a]![0], tags[b]![1]];
};

const dropTag: Change = (xml, tags, random) => cut(xml, random.pick(tags));
const dropRange: Change = (xml, tags, random) => cut(xml, between(tags, random));
const doubleRange: Change = (xml, tags, random) => {
  const span = between(tags, random);
  const piece = xml.slice(...span);
  const times = Math.min(random.few(60), Math.ceil(60_000 / Math.max(1, piece.length)));
  return cut(xml, [span[1], span[1]], piece.repeat(times));
};
const moveRange: Change = (xml, tags, random) => {
  const span = between(tags, random);
  const piece = xml.slice(...span);
  const [to] = random.pick(tags);
  return cut(cut(xml, span), [to, to], piece);
};
const putElement: Change = (xml, tags, random) => {
  const [at] = random.pick(tags);
  const piece = random.pick(ELEMENTS);
  return cut(xml, [at, at], piece.repeat(random.chance(0.1) ? random.few(400) : 1));
};
const swapNames: Change = (xml, tags, random) => {
  const name = (span: Span): string => /^<\/?([^\s/>]+)/u.exec(xml.slice(...span))?.[1] ?? 'x';
  const [a, b] = [name(random.pick(tags)), name(random.pick(tags))];
  return xml.replaceAll(new RegExp(`(</?)${a.replaceAll(/[^\w:]/gu, '.')}(?=[\\s/>])`, 'gu'), `$1${b}`);
};
const attribute: Change = (xml, tags, random) => {
  const span = random.pick(tags);
  const values = [...xml.slice(...span).matchAll(/"([^"]*)"/gu)];
  if (values.length === 0) return xml;
  const value = random.pick(values);
  const from = span[0] + value.index + 1;
  return cut(xml, [from, from + value[1]!.length], random.pick([...NUMBERS, ...TEXTS]).replaceAll('"', ''));
};
const text: Change = (xml, tags, random) => {
  const [, at] = random.pick(tags);
  return cut(xml, [at, Math.min(xml.length, at + random.below(20))], random.pick(TEXTS));
};

const CHANGES: readonly Change[] = [
  dropTag,
  dropRange,
  doubleRange,
  moveRange,
  putElement,
  putElement,
  swapNames,
  attribute,
  attribute,
  text,
];

/** Some changes that leave most of it XML, so that they reach what stands behind the parser. */
export function mutateXml(sample: string, random: Random): string {
  let xml = sample;
  for (let changes = random.few(8); changes > 0; changes -= 1) {
    const tags = [...xml.matchAll(TAG)].map(
      tag => [tag.index, tag.index + tag[0].length] as [number, number],
    );
    if (tags.length === 0) return xml;
    xml = random.pick(CHANGES)(xml, tags, random);
  }
  return xml;
}
