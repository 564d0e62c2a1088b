import { calendarOf } from '../calendar/body-calendar.ts';
import { dayOf, minuteOfDay } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { tell } from '../notices/tell.ts';
import { takeDigest, type Wanting, wantingDigest } from './digest-queries.ts';
import { waitingFor } from './get.ts';

/** 08:30; a server that was away sends it until noon, afterwards it would be no digest of the day. */
const FROM_MINUTE = 8 * 60 + 30;
const TO_MINUTE = 12 * 60;

/**
 * Tells everybody who wants it, once on each working day, what waits and what is late. The day is taken in the transaction
 * that tells: two nodes and any number of restarts make one digest.
 * @returns how many persons were told
 */
export async function sendDigests(database: Database, clock: () => Date): Promise<number> {
  const minute = minuteOfDay(clock());
  if (minute < FROM_MINUTE || minute >= TO_MINUTE) return 0;
  let told = 0;
  for (const person of await wantingDigest(database, dayOf(clock()))) {
    const sent = await database.write(
      person.bodyId,
      tx => digestFor(tx, person, clock()),
      () => false,
    );
    if (sent) told += 1;
  }
  return told;
}

async function digestFor(tx: Tx, person: Wanting, now: Date): Promise<boolean> {
  const day = dayOf(now);
  const [first] = person.posts;
  if (!first) return false;
  const { calendar } = await calendarOf(tx, first.unitPath);
  if (!calendar.on(day).work) return false;
  if (!(await takeDigest(tx, { personId: person.personId, day, now }))) return false;
  const { waiting, late } = await waitingOf(tx, person, now);
  if (waiting === 0) return false;
  await tell(tx, {
    personIds: [person.personId],
    kind: 'digest',
    zh: `今日待办 ${waiting} 项${late > 0 ? `，其中 ${late} 项已超时` : ''}。请到“今日”查看。`,
    en: `${waiting} waiting today${late > 0 ? `, ${late} of them late` : ''}. See “Today”.`,
    link: '/',
    now,
  });
  return true;
}

/** Over all posts of a person; what two posts both see, such as the person's own drafts, counts in the larger of them. */
async function waitingOf(tx: Tx, person: Wanting, now: Date): Promise<{ waiting: number; late: number }> {
  const kinds = new Map<string, { count: number; overdue: number }>();
  for (const post of person.posts) {
    const actor = {
      ...person,
      post,
      mustChangePassword: false,
      sessionEnds: null,
      sessionToken: null,
      address: '',
    };
    for (const { kind, count, overdue } of await waitingFor({ reader: tx, actor, now })) {
      const known = kinds.get(kind);
      if (!known || known.count < count) kinds.set(kind, { count, overdue });
    }
  }
  const all = [...kinds.values()];
  return {
    waiting: all.reduce((sum, { count }) => sum + count, 0),
    late: all.reduce((sum, { overdue }) => sum + overdue, 0),
  };
}
