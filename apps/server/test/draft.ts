import type { Block, DraftFields, Manuscript } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Office, PersonName, UnitName } from './office.ts';

/** The smallest picture there is. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const paragraph = (text: string): Block => ({ kind: 'paragraph', level: 0, text });

/** The fields of a complete draft of 市容科, written by `writer`; a test changes what it is about. */
export function draftOf(office: Office, change: Partial<DraftFields> = {}): DraftFields {
  return {
    title: '市容科整治夜间占道经营',
    body: [paragraph('连日来，市容科在三条街道开展夜间巡查。')],
    unitId: office.units.city_look,
    authorIds: [office.people.writer],
    channel: 'news',
    type: 'experience',
    genre: 'brief',
    importance: 'ordinary',
    themes: [],
    eventOn: '2026-05-19',
    secrecy: 'none',
    leadNote: null,
    photos: [],
    attachmentIds: [],
    ...change,
  };
}

type By = { writer: PersonName; unit: UnitName; head: PersonName };
const CITY_LOOK: By = { writer: 'writer', unit: 'city_look', head: 'head' };

/** A draft of the writer, sent to review. */
export async function sentBy(
  office: Office,
  change: Partial<DraftFields> = {},
  by: By = CITY_LOOK,
): Promise<Manuscript> {
  const writer = await office.as(by.writer);
  const fields = draftOf(office, {
    unitId: office.units[by.unit],
    authorIds: [office.people[by.writer]],
    ...change,
  });
  const draft = await writer.manuscripts.create({ ...fields, sourceFileId: null });
  return writer.manuscripts.submit({ id: draft.id, version: draft.version });
}

/** The same, approved by the unit head and waiting at the desk. */
export async function arrivedFrom(
  office: Office,
  change: Partial<DraftFields> = {},
  by: By = CITY_LOOK,
): Promise<Manuscript> {
  const sent = await sentBy(office, change, by);
  return (await office.as(by.head)).reviews.approve({ id: sent.id, version: sent.version });
}

/** Moves the clock; everybody signed in stays so, as if they had been busy all along. */
export async function travel(office: Office, minutes: number): Promise<void> {
  const now = new Date(office.time.now.getTime() + minutes * 60_000);
  office.time.now = now;
  const ends = new Date(now.getTime() + 12 * 3_600_000);
  await sql`update auth_sessions set last_seen_at = ${now.toISOString()}, "expiresAt" = ${ends.toISOString()}`.execute(
    office.app.database.db,
  );
}
