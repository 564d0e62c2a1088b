import { createHash } from 'node:crypto';
import { flatOf, type WrittenText } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import {
  readText,
  type StandingText,
  type TextPlace,
  textsHangingOn,
  writeText,
} from '../db/hanging-texts.ts';
import { overlaid } from '../db/overlaid.ts';
import type { Sealer } from '../db/sealer.ts';
import { noteChange } from '../facts/changes.ts';
import { barring, bars, eachText } from '../text/covered-words.ts';
import { hashOf as textHash } from './paper.ts';
import {
  factsInClosings,
  factsNamed,
  insertPieces,
  listPieces,
  type PieceRow,
  piecesAt,
  setLeft,
} from './seal-queries.ts';
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

/** What one seal has taken in hand at a place: what stood there before any seal, and what this seal alone makes of it. */
type Piece = PieceRow & { stood: unknown; own: unknown };

/**
 * Covers the words of sealed versions wherever they stand, and keeps what stood there enciphered; answers in how many
 * places words were covered that could be read before. Null when a place was covered under a key that is gone.
 */
export async function closeCopies(tx: Tx, sealer: Sealer, close: ToClose): Promise<number | null> {
  const counted = new Set(await factsInClosings(tx, close.manuscriptId));
  const hanging = await textsHangingOn(tx, close.manuscriptId);
  // What a closed period counted stands in its printed hash, word by word.
  const places = hanging.filter(({ table, key }) => table !== 'facts' || !counted.has(String(key['id'])));
  const others = await covering(tx, sealer, places.map(placeOf));
  if (!others) return null;
  const stoods = places.map(place => ({ ...place, value: stoodAt(place, others(place)) }));
  const alone = coverOf(close, wholeCopies(stoods, close.versions));
  const pieces = [];
  let covered = 0;
  for (const [index, place] of places.entries()) {
    const stood = stoods[index]!;
    const own = alone(stood);
    if (hashOf(own) === hashOf(stood.value)) continue;
    const under = others(place);
    const left = leftOf(stood.value, [...under.map(piece => piece.own), own]);
    const leftHash = hashOf(left);
    const content = sealer.seal(
      Buffer.from(JSON.stringify({ stood: stood.value, own })),
      around(tx, close.sealId, pieces.length + 1),
    );
    pieces.push({ place: placeOf(place), content, leftHash });
    if (leftHash === hashOf(place.value)) continue;
    await writeText(tx, place, left);
    await setLeft(tx, under, leftHash);
    covered++;
  }
  await insertPieces(tx, close.sealId, pieces);
  await scoreRelabelled(tx, pieces);
  return covered;
}

/**
 * Takes one seal away: every place says what it said at first, under the seals that still hold; places that were written
 * anew since keep what they say. Answers how many say something else now; null when they were sealed under a key that
 * is gone, and then nothing may be kept of what was done.
 */
export async function openCopies(tx: Tx, sealer: Sealer, sealId: string): Promise<number | null> {
  const pieces = await listPieces(tx, sealId);
  const all = await covering(
    tx,
    sealer,
    pieces.map(piece => piece.place),
  );
  if (!all) return null;
  let opened = 0;
  for (const { place, left_hash } of pieces) {
    const value = await readText(tx, place);
    if (value === undefined || hashOf(value) !== left_hash) continue;
    const under = all({ ...place, value });
    const others = under.filter(piece => piece.seal_id !== sealId);
    const left = leftOf(
      stoodAt({ ...place, value }, under),
      others.map(piece => piece.own),
    );
    if (hashOf(left) === left_hash) continue;
    await writeText(tx, place, left);
    await setLeft(tx, others, hashOf(left));
    opened++;
  }
  await scoreRelabelled(tx, pieces);
  return opened;
}

/** The pieces of every seal that covers words in what stands at a place now, each place asked once. */
async function covering(
  tx: Tx,
  sealer: Sealer,
  places: readonly TextPlace[],
): Promise<((place: StandingText) => Piece[]) | null> {
  const found = new Map<string, Piece[]>();
  for (const row of await piecesAt(tx, places)) {
    const kept = sealer.open(row.content, around(tx, row.seal_id, row.number));
    if (!kept) return null;
    const piece = { ...row, ...readPiece(kept) };
    const at = hashOf(row.place);
    found.set(at, [...(found.get(at) ?? []), piece]);
  }
  // Where somebody wrote anew since, an earlier seal covers nothing of what stands there now.
  return place => {
    const pieces = found.get(hashOf(placeOf(place))) ?? [];
    if (pieces.length === 0) return [];
    const left = hashOf(place.value);
    return pieces
      .filter(piece => piece.left_hash === left)
      .map(piece => (piece.own === undefined ? { ...piece, own: place.value } : piece));
  };
}

/** Pieces from before seals could overlap hold what stood there alone: what the seal made of it stands there. */
function readPiece(kept: Buffer): Pick<Piece, 'stood' | 'own'> {
  const value: unknown = JSON.parse(kept.toString('utf8'));
  const both = typeof value === 'object' && value !== null && 'stood' in value && 'own' in value;
  return both ? value : { stood: value, own: undefined };
}

function placeOf({ table, key, column, json }: TextPlace): TextPlace {
  return { table, key, column, json };
}

function stoodAt(place: StandingText, pieces: readonly Piece[]): unknown {
  return pieces.length > 0 ? pieces[0]!.stood : place.value;
}

/** What several seals together leave: what one replaces as a whole is gone, otherwise bars wherever one of them set one. */
function leftOf(stood: unknown, owns: readonly unknown[]): unknown {
  const whole = owns.filter(own => own === null || hashOf(own) === SEALED);
  return whole.length > 0 ? whole[0] : overlaid(stood, owns);
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
function coverOf(close: ToClose, whole: ReadonlySet<string>): (place: StandingText) => unknown {
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
    const change = STRETCHES.has(`${table}.${column}`) ? stretch : bar;
    return eachText(value, change, { key: column, about: close.manuscriptId });
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

const SEALED = hashOf(SEALED_BODY);
