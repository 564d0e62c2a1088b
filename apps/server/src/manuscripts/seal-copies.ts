import { createHash } from 'node:crypto';
import { flatOf, type WrittenText } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import { readText, type StandingText, textsHangingOn, writeText } from '../db/hanging-texts.ts';
import type { Sealer } from '../db/sealer.ts';
import { noteChange } from '../facts/changes.ts';
import { barring, bars, eachText } from '../text/covered-words.ts';
import { hashOf as textHash } from './paper.ts';
import { factsInClosings, factsNamed, insertPieces, listPieces, type PieceRow } from './seal-queries.ts';
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
  versions: readonly (WrittenText & { id: string; hash: string; captions: readonly string[] })[];
  /** What may go on standing: the text in force. */
  standing: string;
  words: readonly string[];
};

/** Covers the words of sealed versions wherever they stand, and keeps what stood there enciphered; answers how many. */
export async function closeCopies(tx: Tx, sealer: Sealer, close: ToClose): Promise<number> {
  const counted = new Set(await factsInClosings(tx, close.manuscriptId));
  const hanging = await textsHangingOn(tx, close.manuscriptId);
  // What a closed period counted stands in its printed hash, word by word.
  const places = hanging.filter(({ table, key }) => table !== 'facts' || !counted.has(String(key['id'])));
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
  await scoreRelabelled(tx, pieces);
  return pieces.length;
}

/** Puts back what stood before the seal; places that were written anew since keep what they say. */
export async function openCopies(
  tx: Tx,
  sealer: Sealer,
  { id: sealId }: { id: string },
): Promise<{ opened: number; lost: number }> {
  let lost = 0;
  const pieces = await listPieces(tx, sealId);
  for (const piece of pieces) {
    const stood = sealer.open(piece.content, around(tx, sealId, piece.number));
    if (!stood) lost++;
    else if (await untouched(tx, piece)) await writeText(tx, piece.place, JSON.parse(stood.toString('utf8')));
  }
  await scoreRelabelled(tx, pieces);
  return { opened: pieces.length - lost, lost };
}

/** Lines of the ledger say the labels of their facts: they are written anew with them. */
async function scoreRelabelled(tx: Tx, pieces: readonly Pick<PieceRow, 'place'>[]): Promise<void> {
  const facts = pieces
    .filter(({ place }) => place.table === 'facts')
    .map(({ place }) => String(place.key['id']));
  for (const fact of await factsNamed(tx, [...new Set(facts)])) {
    const { id, kind, on_day: onDay, label, manuscript_id: manuscriptId } = fact;
    noteChange(tx, {
      unitId: fact.unit_id,
      personIds: fact.person_ids,
      year: Number(onDay.slice(0, 4)),
      fact: { id, kind, onDay, label, manuscriptId, what: 'recorded', reason: '' },
    });
  }
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
  const versions = new Set(close.versions.map(version => version.id));
  const stretch = (text: string): string =>
    text.length > 1 && sealed.includes(text) && !close.standing.includes(text) ? bars(text) : bar(text);
  return place => {
    const { table, column, key, value } = place;
    if (table === 'revisions' && column === 'redline') return null;
    if (column === 'body' && whole.has(rowOf(place))) return SEALED_BODY;
    if (table === 'revision_photos' && versions.has(String(key['revision_id'])))
      return typeof value === 'string' && !close.standing.includes(value) ? bars(value) : value;
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
