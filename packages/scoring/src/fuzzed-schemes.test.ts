/**
 * Every preset, spoilt thousands of times by structure and by characters: the reader tells mistakes or gives a scheme,
 * it never throws and never hangs; and what it gives can be compiled, scored, ranked and awarded.
 * FUZZ=20000 tries so many cases instead of the usual number.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { randomFrom, spoilStructure, spoilText } from '../test/mutations.ts';
import { FOLDER } from '../test/presets.ts';
import {
  awards,
  compileScheme,
  explain,
  type Fact,
  openQuestions,
  parseScheme,
  type Roster,
  type Scheme,
  score,
} from './index.ts';

const CASES = Number(process.env.FUZZ ?? 1_600);
/** A slip may cost the reader time, but not this much; a hang would. */
const PATIENCE = 20_000;
const files = readdirSync(FOLDER).sort();
const texts = files.map(file => readFileSync(new URL(file, FOLDER), 'utf8'));

const ROSTER: Roster = {
  units: [
    { id: 'u', name: '甲', group: '一组', numbers: { staff: 3 } },
    { id: 'w', name: '乙', parent: 'u' },
  ],
  persons: [{ id: 'p', name: '张', unit: 'u', role: 'editor' }],
};

function factsFor({ kinds, attributes }: Scheme): Fact[] {
  return Object.keys(kinds).flatMap((kind, k) =>
    [0, 1, 2].map((n): Fact => {
      const attrs = Object.values(attributes).map(({ id, type, values }) => {
        if (type === 'number') return [id, n * 400] as const;
        if (type === 'yes-no') return [id, n === 1] as const;
        const words = Object.keys(values ?? { 甲: 0 });
        return [id, words[(n + k) % words.length] ?? ''] as const;
      });
      return {
        id: `${kind} ${n}`,
        kind,
        on: `2026-0${n * 3 + 1}-10`,
        unit: n === 2 ? 'w' : 'u',
        coUnits: n === 1 ? ['w'] : [],
        persons: [{ id: 'p', share: '0.5' }],
        manuscript: `m${n % 2}`,
        lead: 'l',
        attrs: Object.fromEntries(attrs),
      };
    }),
  );
}

/** Scores what was read; answers what is wrong with the outcome. */
function tryOut(scheme: Scheme): string | undefined {
  const ledger = score({
    scheme: compileScheme(scheme),
    facts: factsFor(scheme),
    roster: ROSTER,
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-12-31',
  });
  for (const line of ledger.lines) if (explain(line, 'zh') === '') return `${line.id} says nothing`;
  for (const total of ledger.totals) {
    const own = ledger.lines.filter(
      line =>
        line.ledger === total.ledger &&
        line.owner.id === total.owner.id &&
        line.owner.kind === total.owner.kind,
    );
    const sum = own.reduce((all, line) => all + BigInt(Math.round(Number(line.points) * 1e4)), 0n);
    const said = BigInt(Math.round(Number(total.points) * 1e4));
    // decimals beyond the fourth are lost in this check, one half per line at most
    const off = sum > said ? sum - said : said - sum;
    const large =
      Math.abs(Number(total.points)) > 1e9 || own.some(line => Math.abs(Number(line.points)) > 1e9);
    if (!large && off > BigInt(own.length + 1)) return `${total.ledger}: ${sum} is not ${said}`;
  }
  awards({ scheme, ledger, roster: ROSTER });
  openQuestions(scheme);
  return undefined;
}

type Way = (text: string, random: () => number) => string;

function outcomes(spoil: Way, seed: number) {
  const failures: string[] = [];
  let [good, bad] = [0, 0];
  for (let n = 0; n < CASES / 2; n++) {
    const which = n % texts.length;
    const text = spoil(texts[which] as string, randomFrom(seed + n));
    const before = performance.now();
    try {
      const parsed = parseScheme(text);
      if (parsed.ok) {
        good++;
        const wrong = tryOut(parsed.scheme);
        if (wrong) failures.push(`${files[which]} ${seed + n}: ${wrong}`);
      } else {
        bad++;
        const silent = parsed.problems.some(({ code, zh, en }) => !code || !zh || !en);
        if (silent || parsed.problems.length === 0)
          failures.push(`${files[which]} ${seed + n}: says nothing`);
      }
    } catch (error) {
      failures.push(
        `${files[which]} ${seed + n}: ${error instanceof Error ? error.stack?.slice(0, 400) : error}`,
      );
    }
    if (performance.now() - before > PATIENCE) failures.push(`${files[which]} ${seed + n}: takes too long`);
  }
  return { failures, good, bad };
}

describe('spoilt schemes', () => {
  test.each<[string, Way, number]>([
    ['by structure', spoilStructure, 1_000_000],
    ['by characters', spoilText, 2_000_000],
  ])('%s: mistakes are told, and what is read can be scored', { timeout: 3_600_000 }, (_, spoil, seed) => {
    const { failures, good, bad } = outcomes(spoil, seed);
    expect(failures).toEqual([]);
    // a case that only ever fails, or only ever passes, would try nothing
    expect(good).toBeGreaterThan(CASES / 40);
    expect(bad).toBeGreaterThan(CASES / 40);
  });
});
