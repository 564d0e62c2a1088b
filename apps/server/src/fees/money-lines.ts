import { accountsOf, explain, type Label, type Ledger, type Scheme, score } from '@xinxuan/scoring';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import { loadFacts, loadRoster } from '../standings/input-queries.ts';
import { periodOf } from '../standings/period.ts';
import { type InForce, inForce } from '../standings/rescore.ts';
import type { MoneyLine } from './due.ts';

const YUAN = 'yuan';

/** Ledgers in yuan that nothing in yuan is made of: a sum of two money ledgers is paid once. */
export function moneyLedgers(scheme: Scheme): string[] {
  const inYuan = Object.values(scheme.ledgers).filter(({ measure }) => measure === YUAN);
  const parts = new Set(
    inYuan.flatMap(({ steps }) => steps.flatMap(step => (step.do === 'part' ? [step.ledger] : []))),
  );
  return inYuan.map(({ id }) => id).filter(id => !parts.has(id));
}

/** The scheme that a period's fees go by: the last one in force in it. */
export async function payingScheme(reader: Reader, period: string): Promise<InForce | null> {
  const { year, from, to } = periodOf(period);
  const all = await inForce(reader, year);
  return all.findLast(each => each.from <= to && each.to >= from) ?? null;
}

/** Every line of the money ledgers in the given years, as the facts of now say. */
export async function moneyLines(
  reader: Reader,
  { years, now }: { years: readonly number[]; now: Date },
): Promise<MoneyLine[]> {
  const lines: MoneyLine[] = [];
  for (const year of years) {
    const paying = (await inForce(reader, year)).filter(({ plan }) => moneyLedgers(plan.scheme).length > 0);
    if (paying.length === 0) continue;
    const facts = await loadFacts(reader, year, 'all');
    const roster = await loadRoster(reader, year, 'all');
    for (const scheme of paying) {
      const period = { from: scheme.from, to: scheme.to };
      const ledger = score({ scheme: scheme.plan, facts, roster, period, asOf: dayOf(now) });
      lines.push(...linesOf(scheme, ledger));
    }
  }
  return lines;
}

function linesOf({ row, plan }: InForce, ledger: Ledger): MoneyLine[] {
  const accounts = new Set(moneyLedgers(plan.scheme).flatMap(id => [...accountsOf(plan.scheme, id)]));
  return ledger.lines
    .filter(line => accounts.has(line.ledger) && line.points !== '0')
    .map(line => ({
      id: `${row.id}/${line.id}`,
      ownerKind: line.owner.kind,
      ownerId: line.owner.id,
      on: line.date,
      rule: line.rule,
      label: line.label ?? '',
      zh: explain(line, 'zh'),
      en: explain(line, 'en'),
      amount: line.points,
      factId: line.factIds.length === 1 ? (line.factIds[0] ?? null) : null,
    }));
}

const MODES: Record<string, Label> = {
  'half-up': { zh: '四舍五入', en: 'half up' },
  'half-even': { zh: '五成双', en: 'half even' },
  down: { zh: '舍去尾数', en: 'rounded down' },
  up: { zh: '进一', en: 'rounded up' },
};

/** How an amount comes to its last place, in words that stand on the list. */
export function roundingOf({ rounding: { places, mode, at } }: Scheme): Label {
  const how = MODES[mode] ?? { zh: mode, en: mode };
  const where = at === 'line' ? { zh: '逐条', en: 'each line' } : { zh: '期末合计', en: 'the total' };
  const rest =
    places > 2
      ? { zh: '；发放时逐条四舍五入到分', en: '; paid in fen, each line half up' }
      : { zh: '', en: '' };
  return {
    zh: `${where.zh}保留${places}位小数，${how.zh}${rest.zh}`,
    en: `${where.en} to ${places} places, ${how.en}${rest.en}`,
  };
}
