const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: '\u3000',
  middot: '·',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
};
const BREAKS = new Set(
  'p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article blockquote pre hr center header footer'.split(
    ' ',
  ),
);
const HIDDEN = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'math', 'object']);

/**
 * The words of an HTML body, a line for each block, a row of a table with upright bars. Nothing of the HTML itself
 * survives: what the message shows beyond words is left in the raw message. One pass over the text, whatever it holds.
 */
export function textOfHtml(html: string): string {
  const page: Page = { text: '', cells: 0 };
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    page.text += words(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    const tag = tagAt(html, open);
    at = HIDDEN.has(tag.name) && !tag.closes ? afterHidden(html, tag) : tag.end;
    lay(page, tag);
  }
  return tidy(page.text);
}

type Page = { text: string; cells: number };

/** The first cell of a row is only marked: whether it has neighbours shows later. */
const FIRST_CELL = '\ue000';

function lay(page: Page, { name, closes }: Tag): void {
  if (name === 'tr') {
    page.text += closes && page.cells > 1 ? '|\n' : '\n';
    page.cells = 0;
  } else if ((name === 'td' || name === 'th') && !closes) {
    page.cells += 1;
    page.text += page.cells > 1 ? '|' : FIRST_CELL;
  } else if (BREAKS.has(name)) page.text += page.cells > 0 ? ' ' : '\n';
}

/** Rows of two cells and more get their bars; the first cell of any other row is a plain line. */
function tidy(text: string): string {
  const lines = text.split('\n').map(line => {
    const marked = line.replaceAll(FIRST_CELL, line.includes('|') ? '|' : '');
    return marked.replace(/[ \t\u00a0]+/gu, ' ').trim();
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

function words(text: string): string {
  return text
    .replace(/[\p{Cc}]/gu, ' ')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});?/giu, (whole, name: string) => {
      if (name[0] !== '#') return ENTITIES[name.toLowerCase()] ?? whole;
      const code =
        name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      const sayable = code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff);
      return sayable ? String.fromCodePoint(code) : ' ';
    });
}

type Tag = { name: string; closes: boolean; end: number };

function tagAt(html: string, open: number): Tag {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 4);
    return { name: '!', closes: false, end: end < 0 ? html.length : end + 3 };
  }
  const match = /^<(\/?)([a-z][a-z0-9]{0,15})/iu.exec(html.slice(open, open + 18));
  if (!match) return { name: '', closes: false, end: open + 1 };
  return { name: match[2]!.toLowerCase(), closes: match[1] === '/', end: afterTag(html, open) };
}

/** Behind the closing angle, which inside quotation marks is none. */
function afterTag(html: string, open: number): number {
  let quote = '';
  for (let at = open + 1; at < html.length; at++) {
    const sign = html[at]!;
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '>') return at + 1;
    else if ((sign === '"' || sign === "'") && html[at - 1] === '=') quote = sign;
  }
  return html.length;
}

/** What has no end hides the rest; searched from here once, so that many openings cost one look each. */
function afterHidden(html: string, { name, end }: Tag): number {
  const close = new RegExp(`</${name}[^>]*>`, 'giu');
  close.lastIndex = end;
  const match = close.exec(html);
  return match ? close.lastIndex : html.length;
}
