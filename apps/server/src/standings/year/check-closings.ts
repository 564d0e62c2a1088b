import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson, type Plain, SECTIONS } from '../periods/canonical.ts';
import { plain, sumOf } from '../plain.ts';
import type { Misfit, Names } from './finding.ts';
import type { RowOf } from './format.ts';
import type { Year } from './read.ts';

type ClosingRow = RowOf<'closing'>;
type Rows = { [key: string]: Plain }[];

const Head = z.object({
  period: z.string(),
  number: z.number(),
  previous: z.string().nullable(),
  sections: z.record(z.string(), z.string()),
});

/** Hashes of the closings, the chain of them, and what each says against its own parts and against the year. */
export function checkClosings(year: Year, names: Names): Misfit[] {
  const own = year.closing.filter(closing => closing.period.startsWith(String(year.head.year)));
  return [
    ...checkChain(year.closing),
    ...year.closing.flatMap(checkHead),
    ...own.flatMap(closing => checkParts(year, closing, names)),
  ];
}

/** Closings made before they were numbered stand outside the chain. */
function checkChain(closings: ClosingRow[]): Misfit[] {
  const chained = closings
    .filter(closing => closing.number !== null)
    .sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return chained.flatMap((closing, i) => {
    const before = chained[i - 1];
    const found: Misfit[] = [];
    if (closing.number !== i + 1)
      found.push(
        broken(closing, 'chain', {
          stands: String(closing.number),
          shouldBe: String(i + 1),
          said: ['序号', 'number'],
        }),
      );
    const shouldBe = before?.hash ?? null;
    if (closing.previous !== shouldBe)
      found.push(
        broken(closing, 'chain', {
          stands: closing.previous,
          shouldBe,
          said: ['上一次关账的校验码', 'hash before'],
        }),
      );
    return found;
  });
}

function checkHead(closing: ClosingRow): Misfit[] {
  const { head: text, hash, period, number, previous } = closing;
  if (text === null) return [];
  const found: Misfit[] = [];
  const shouldBe = sha256(text);
  if (shouldBe !== hash)
    found.push(broken(closing, 'closing', { stands: hash, shouldBe, said: ['校验码', 'hash'] }));
  const head = Head.safeParse(jsonOf(text));
  const said = head.success
    ? { period: head.data.period, number: head.data.number, previous: head.data.previous }
    : null;
  if (canonicalJson(said) !== canonicalJson({ period, number, previous }))
    found.push(
      broken(closing, 'closing', {
        stands: canonicalJson({ period, number, previous }),
        shouldBe: canonicalJson(said),
        said: ['头部与所列的期间、序号或上一校验码', 'period, number or previous hash beside the head'],
      }),
    );
  return found;
}

/** The parts of one closing: their hashes, their sums, and the schemes and facts that the year still has. */
function checkParts(year: Year, closing: ClosingRow, names: Names): Misfit[] {
  if (closing.head === null) return [];
  const head = Head.safeParse(jsonOf(closing.head));
  const sections = new Map(
    year.section.filter(each => each.period === closing.period).map(each => [each.section, each]),
  );
  const found: Misfit[] = [];
  for (const name of SECTIONS) {
    const section = sections.get(name);
    const shouldBe = head.success ? (head.data.sections[name] ?? null) : null;
    const stands = section ? sha256(section.content) : null;
    if (stands === shouldBe) continue;
    found.push(
      broken(closing, 'closing', { stands, shouldBe, said: [`“${name}”部分`, `section “${name}”`] }),
    );
  }
  const rowsOf = (name: string): Rows => rowsIn(sections.get(name)?.content ?? '');
  return [
    ...found,
    ...checkFrozenTotals(year, closing, {
      lines: rowsOf('lines'),
      totals: rowsOf('totals'),
      places: rowsOf('places'),
    }),
    ...checkFrozenSources(year, closing, { schemes: rowsOf('schemes'), facts: rowsOf('facts'), names }),
    ...(found.some(each => each.row.endsWith('lines'))
      ? compareLines(year, closing, { frozen: rowsOf('lines'), names })
      : []),
  ];
}

/** The lines frozen add up to the totals frozen, and these are the totals shown. */
function checkFrozenTotals(
  year: Year,
  closing: ClosingRow,
  { lines, totals, places }: { lines: Rows; totals: Rows; places: Rows },
): Misfit[] {
  const { period } = closing;
  const keyOf = (row: { [key: string]: Plain }) => `${row['kind']} ${row['owner']}`;
  const counted = Map.groupBy(
    lines.filter(line => line['status'] === 'counted'),
    keyOf,
  );
  const shown = new Map(
    year.total.filter(total => total.period === period).map(total => [`${total.kind} ${total.owner}`, total]),
  );
  const placed = new Map(places.map(place => [keyOf(place), place]));
  return totals.flatMap(total => {
    const key = keyOf(total);
    const name = String(total['name']);
    const sum = plain(sumOf((counted.get(key) ?? []).map(line => String(line['points']))));
    const found: Misfit[] = [];
    const say = (stands: string | null, shouldBe: string, [zh, en]: readonly [string, string]) =>
      found.push({
        what: 'total',
        row: `${period} ${key}`,
        period,
        owner: name,
        stands,
        shouldBe,
        zh: `${period} 已关账，${name} 的${zh}现为 ${stands ?? '缺失'}，应为 ${shouldBe}`,
        en: `${period} is closed; ${en} of ${name}: ${stands ?? 'missing'} should be ${shouldBe}`,
      });
    if (String(total['points']) !== sum) say(String(total['points']), sum, ['定格合计', 'frozen total']);
    const now = shown.get(key);
    const figures = (row: { [key: string]: Plain } | undefined) =>
      row ? FIGURES.map(field => String(row[field])).join(' / ') : null;
    if (figures(now) !== figures(total))
      say(figures(now), figures(total) ?? '', ['合计（积分/报送/有效/采用）', 'total']);
    const place = placed.get(key);
    if (place && now && now.place !== place['place'])
      say(String(now.place), String(place['place']), ['名次', 'place']);
    return found;
  });
}

const FIGURES = ['points', 'submitted', 'counted', 'adopted'];
const FACT_FIELDS = ['kind', 'on', 'unit', 'persons', 'manuscript', 'lead', 'attrs', 'label'];

/** A scheme and a fact never change: what was frozen of them is what the year says of them. */
function checkFrozenSources(
  year: Year,
  closing: ClosingRow,
  { schemes, facts, names }: { schemes: Rows; facts: Rows; names: Names },
): Misfit[] {
  const texts = new Map(year.scheme.map(scheme => [scheme.id, scheme]));
  const known = new Map(year.fact.map(fact => [fact.id, fact as unknown as { [key: string]: Plain }]));
  const found: Misfit[] = [];
  for (const scheme of schemes) {
    const now = texts.get(String(scheme['id']));
    if (!now || now.text === scheme['text']) continue;
    found.push({
      what: 'scheme',
      row: now.id,
      period: closing.period,
      stands: sha256(now.text),
      shouldBe: sha256(String(scheme['text'])),
      zh: `计分办法《${now.name}》的文本与 ${closing.period} 关账时不同（${firstDifference(now.text, String(scheme['text'])).zh}）`,
      en: `The text of “${now.name}” is not what ${closing.period} was closed with (${firstDifference(now.text, String(scheme['text'])).en})`,
    });
  }
  for (const fact of facts) {
    const id = String(fact['id']);
    const now = known.get(id);
    const field =
      now && FACT_FIELDS.find(each => canonicalJson(now[each] ?? null) !== canonicalJson(fact[each] ?? null));
    if (!now || !field) continue;
    const [stands, shouldBe] = [canonicalJson(now[field] ?? null), canonicalJson(fact[field] ?? null)];
    found.push({
      what: 'row',
      row: id,
      period: closing.period,
      facts: [id],
      stands,
      shouldBe,
      zh: `事实 ${names.fact(id)} 的 ${field} 现为 ${stands}，${closing.period} 关账时为 ${shouldBe}`,
      en: `Fact ${names.fact(id)}: ${field} stands at ${stands} and was ${shouldBe} when ${closing.period} was closed`,
    });
  }
  return found;
}

/** Where a frozen part was altered, the lines that are no longer those of the ledger are the first to look at. */
function compareLines(
  year: Year,
  { period }: ClosingRow,
  { frozen, names }: { frozen: Rows; names: Names },
): Misfit[] {
  const now = new Map(year.line.map(line => [line.id, line]));
  return frozen.flatMap(line => {
    const id = String(line['id']);
    const live = now.get(id);
    if (!live || live.points === line['points']) return [];
    const owner = names.owner(live.kind, live.owner);
    const stands = String(line['points']);
    return [
      {
        what: 'line' as const,
        row: id,
        period,
        owner,
        clause: live.rule,
        facts: live.facts,
        stands,
        shouldBe: live.points,
        zh: `${period} 关账的明细中，${owner} ${live.on} ${live.rule} 为 ${stands}，台账为 ${live.points}`,
        en: `In the closing of ${period}, ${owner}, ${live.on}, ${live.rule} is ${stands}; the ledger has ${live.points}`,
      },
    ];
  });
}

function firstDifference(now: string, then: string): { zh: string; en: string } {
  const [a, b] = [now.split('\n'), then.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  const line = at < 0 ? a.length : at;
  return {
    zh: `第 ${line + 1} 行现为“${a[line] ?? ''}”，应为“${b[line] ?? ''}”`,
    en: `line ${line + 1} is “${a[line] ?? ''}” and should be “${b[line] ?? ''}”`,
  };
}

/** What stands, what should, and how the thing is called in both languages. */
type Broken = { stands: string | null; shouldBe: string | null; said: [string, string] };

function broken(
  { period }: ClosingRow,
  what: 'closing' | 'chain',
  { stands, shouldBe, said: [zh, en] }: Broken,
): Misfit {
  return {
    what,
    row: `${period} ${en}`.replaceAll(/[“”]/g, ''),
    period,
    stands,
    shouldBe,
    zh: `${period} 的关账：${zh}不符，现为 ${stands ?? '无'}，应为 ${shouldBe ?? '无'}`,
    en: `Closing of ${period}: ${en} is ${stands ?? 'none'} and should be ${shouldBe ?? 'none'}`,
  };
}

function rowsIn(content: string): Rows {
  return content.split('\n').flatMap(line => {
    const row = line ? jsonOf(line) : null;
    return typeof row === 'object' && row !== null ? [row as { [key: string]: Plain }] : [];
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
