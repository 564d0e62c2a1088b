import { finished } from 'node:stream/promises';
import type { Block } from '@xinxuan/contract';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { drawOf } from '../../apps/server/src/setup/demonstration/random.ts';
import { comparable } from '../../apps/server/src/text/comparable.ts';
import { FINGERPRINT_BITS, fingerprintsOf } from '../../apps/server/src/text/fingerprints.ts';

export const BODY = `bod_${'0'.repeat(26)}`;
const UNIT = `unt_${'0'.repeat(26)}`;
const PERSON = `per_${'0'.repeat(26)}`;
/** What the engine calls common; a body that has grown by itself keeps none of these. */
const COMMON = 100;
const BATCH = 20_000;

export function manuscriptOf(number: number): string {
  return `man_${String(number).padStart(26, '0')}`;
}

export function numberOf(manuscript: string): number {
  return Number(manuscript.slice(4));
}

export function bodyOf(text: string): Block[] {
  return text.split('\n').map(line => ({ kind: 'paragraph', level: 0, text: line }));
}

/** A body whose kept manuscripts are the given texts: complete rows, with what they are found by. */
export async function keepTexts(client: pg.ClientBase, texts: readonly string[]): Promise<void> {
  await client.query(`
    insert into bodies values ('${BODY}', '测试市', false, now());
    insert into units (body_id, id, name, short_name, kind, path, depth, opened_on)
      values ('${BODY}', '${UNIT}', '测试市', '测试市', 'bureau', '${UNIT}/', 0, '2020-01-01');
    insert into people (body_id, id, name, user_name, must_change_password)
      values ('${BODY}', '${PERSON}', '人员', 'person', false)`);
  const fingerprints = texts.map(text => fingerprintsOf(comparable(text), BODY));
  await copy(
    client,
    'manuscripts (body_id, id, unit_id, unit_path, state, channel, type, genre, importance, title, event_on, ' +
      'revision_id, words, round, created_by, created_at, updated_at, submitted_at)',
    texts.map((_, i) => {
      const day = '2026-05-20';
      const kind = ['accepted', 'news', 'digest', 'long', 'ordinary', `第${i}号信息`, day];
      return [BODY, manuscriptOf(i), UNIT, `${UNIT}/`, ...kind, revisionOf(i), 600, 1, PERSON, day, day, day];
    }),
  );
  await copy(
    client,
    'revisions (body_id, id, manuscript_id, number, kind, title, body, words, hash, created_by, created_at)',
    texts.map((text, i) => {
      const body = JSON.stringify(bodyOf(text)).replaceAll('\\', '\\\\');
      return [
        BODY,
        revisionOf(i),
        manuscriptOf(i),
        1,
        'sent',
        `第${i}号信息`,
        body,
        600,
        `h${i}`,
        PERSON,
        '2026-05-20',
      ];
    }),
  );
  await keepFingerprints(client, { fingerprints, first: 0, common: await tellCommon(client, fingerprints) });
}

function revisionOf(number: number): string {
  return `rev_${String(number).padStart(26, '0')}`;
}

/** Tells the set phrases of the texts, as the engine itself does one by one. */
async function tellCommon(client: pg.ClientBase, all: readonly number[][]): Promise<Set<number>> {
  const counts = new Map<number, number>();
  for (const each of all) for (const value of each) counts.set(value, (counts.get(value) ?? 0) + 1);
  const common = [...counts].filter(([, count]) => count >= COMMON).map(([value]) => value);
  await copy(
    client,
    'common_fingerprints (body_id, fingerprint)',
    common.map(value => [BODY, value]),
  );
  return new Set(common);
}

type Kept = { fingerprints: readonly number[][]; first: number; common: ReadonlySet<number> };

async function keepFingerprints(client: pg.ClientBase, { fingerprints, first, common }: Kept): Promise<void> {
  const rows = fingerprints.map((each, i) => {
    const kept = each.filter(value => !common.has(value));
    return [BODY, manuscriptOf(first + i), `{${kept.join(',')}}`];
  });
  await copy(client, 'manuscript_fingerprints (body_id, manuscript_id, fingerprints)', rows);
}

/** Values of a synthetic text: as many as a composed one has; half are phrases that other texts have too. */
const VALUES = 44;
const PHRASES = 5_000_000;

/**
 * Fills the body up with synthetic fingerprints, from number `from` to `to`: half of the values are drawn from phrases
 * whose frequency falls with their rank (Zipf), half occur by chance only. There is no text behind them.
 */
export async function fillUp(
  client: pg.ClientBase,
  { from, to }: { from: number; to: number },
): Promise<void> {
  // A phrase of rank r occurs to * (VALUES / 2) / (r * H) times: those above the limit are set phrases and not kept.
  const harmonic = Math.log(PHRASES) + 0.577;
  const commonRank = (to * VALUES) / 2 / harmonic / COMMON;
  await client.query(
    'alter table manuscript_fingerprints drop constraint if exists manuscript_fingerprints_body_id_manuscript_id_fkey',
  );
  for (let first = from; first < to; first += BATCH) {
    const draw = drawOf(first, 'synthetic fingerprints');
    const fingerprints = Array.from({ length: Math.min(BATCH, to - first) }, () => {
      const values = new Set<number>();
      for (let i = 0; i < VALUES; i++) {
        const rank = i % 2 === 0 ? Math.exp(draw.next() * Math.log(PHRASES)) : Number.POSITIVE_INFINITY;
        if (rank < commonRank) continue;
        const value = Number.isFinite(rank)
          ? Math.imul(Math.floor(rank), 0x9e3779b1) >>> (32 - FINGERPRINT_BITS)
          : draw.int(0, 2 ** FINGERPRINT_BITS - 1);
        values.add(value);
      }
      return [...values].sort((a, b) => a - b);
    });
    await keepFingerprints(client, { fingerprints, first, common: new Set() });
  }
}

async function copy(client: pg.ClientBase, into: string, rows: (string | number)[][]): Promise<void> {
  const stream = client.query(copyFrom(`copy ${into} from stdin`));
  stream.end(rows.map(row => `${row.join('\t')}\n`).join(''));
  await finished(stream);
}
