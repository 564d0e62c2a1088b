import { createHash } from 'node:crypto';
import { flatOf, type WrittenText } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import { readText, type StandingText, textsHangingOn, writeText } from '../db/hanging-texts.ts';
import type { Sealer } from '../db/sealer.ts';
import { barring, bars, eachText } from '../text/covered-words.ts';
import { hashOf as textHash } from './paper.ts';
import { insertPieces, listPieces, type PieceRow } from './seal-queries.ts';
import { SEALED_BODY } from './sealed-words.ts';

/** Columns that repeat a stretch of a text word by word: they go as a whole, because a stretch of a number tells it. */
const STRETCHES = new Set([
  'comment_threads.quote',
  'change_decisions.added',
  'change_decisions.removed',
  'check_findings.quote',
  'finding_answers.quote',
]);

type ToClose = {
  sealId: string;
  manuscriptId: string;
  versions: readonly (WrittenText & { id: string; hash: string })[];
  /** What may go on standing: the text in force. */
  standing: string;
  words: readonly string[];
};

/** Covers the words of sealed versions wherever they stand, and keeps what stood there enciphered; answers how many. */
export async function closeCopies(tx: Tx, sealer: Sealer, close: ToClose): Promise<number> {
  const places = await textsHangingOn(tx, close.manuscriptId);
  const afterwards = covering(close, wholeCopies(places, close.versions));
  const pieces = [];
  for (const place of places) {
    const left = afterwards(place);
    if (hashOf(left) === hashOf(place.value)) continue;
    const { value, ...where } = place;
    const content = sealer.seal(
      Buffer.from(JSON.stringify(value)),
      around(tx, close.sealId, pieces.length + 1),
    );
    pieces.push({ place: where, content, leftHash: hashOf(left) });
    await writeText(tx, where, left);
  }
  await insertPieces(tx, close.sealId, pieces);
  return pieces.length;
}

/** Puts back what stood before the seal; places that were written anew since keep what they say. */
export async function openCopies(
  tx: Tx,
  sealer: Sealer,
  sealId: string,
): Promise<{ opened: number; lost: number }> {
  let lost = 0;
  const pieces = await listPieces(tx, sealId);
  for (const piece of pieces) {
    const stood = sealer.open(piece.content, around(tx, sealId, piece.number));
    if (!stood) lost++;
    else if (await untouched(tx, piece)) await writeText(tx, piece.place, JSON.parse(stood.toString('utf8')));
  }
  return { opened: pieces.length - lost, lost };
}

async function untouched(tx: Tx, { place, left_hash }: PieceRow): Promise<boolean> {
  const now = await readText(tx, place);
  return now !== undefined && hashOf(now) === left_hash;
}

/** Rows of release texts that repeat a sealed version: the same words, so the same hash. */
function wholeCopies(
  places: readonly StandingText[],
  versions: readonly { id: string; hash: string }[],
): ReadonlySet<string> {
  const hashes = new Set(versions.map(version => version.hash));
  const rows = new Map<string, Record<string, unknown>>();
  for (const place of places.filter(each => each.table === 'release_texts'))
    rows.set(rowOf(place), { ...rows.get(rowOf(place)), [place.column]: place.value });
  const same = [...rows].filter(([, text]) => hashes.has(textHash(text as WrittenText))).map(([row]) => row);
  return new Set([...same, ...versions.map(({ id }) => rowOf({ table: 'revisions', key: { id } }))]);
}

function rowOf({ table, key }: Pick<StandingText, 'table' | 'key'>): string {
  return `${table} ${JSON.stringify(Object.entries(key).sort())}`;
}

/** What is to stand at a place while the seal holds. */
function covering(close: ToClose, whole: ReadonlySet<string>): (place: StandingText) => unknown {
  const bar = barring(close.words);
  const sealed = close.versions.map(flatOf).join('\n');
  const stretch = (text: string): string =>
    text.length > 1 && sealed.includes(text) && !close.standing.includes(text) ? bars(text) : bar(text);
  return place => {
    const { table, column, value } = place;
    if (table === 'revisions' && column === 'redline') return null;
    if (column === 'body' && whole.has(rowOf(place))) return SEALED_BODY;
    return eachText(value, STRETCHES.has(`${table}.${column}`) ? stretch : bar);
  };
}

function around(tx: Tx, sealId: string, number: number): string {
  return `${tx.body}/${sealId}/${number}`;
}

/** The same for values that say the same: the database orders the keys of JSON its own way. */
function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex');
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
