import type { PersonWay, SitePath } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import type { Payload } from '../outbox/delivery.ts';
import { type Queued, queueDeliveries } from '../outbox/queue.ts';
import { groupOf, outsideWords } from './kinds.ts';
import type { Told } from './told.ts';
import { type BodyWays, bodyWays, insertSends, peopleReachable, type Send } from './way-queries.ts';
import { afterQuiet, type Reachable, waysTo } from './wishes.ts';

/** Notices to one receiver within this time leave as one message. */
export const GATHER_MS = 3 * 60_000;

type Out = Told & { noticeIds: ReadonlyMap<string, string> };

/**
 * Lets notices out by the ways that persons and body have chosen, in the transaction of the act. What is urgent goes to
 * the outbox at once; the rest gathers for some minutes and waits for the end of quiet hours.
 * @returns whether each is urgent
 */
export async function letOut(tx: Tx, all: readonly Out[]): Promise<boolean[]> {
  const body = await bodyWays(
    tx,
    all.flatMap(told => told.manuscriptId ?? []),
  );
  const people = await reachable(tx, all, body);
  const urgent = all.map(told => told.urgent === true || body.emergencies.includes(told.manuscriptId ?? ''));
  const leaving = all.flatMap((told, index) => {
    const out = { urgent: urgent[index] === true, now: told.now };
    return sendsOf(told, { body, people, urgent: out.urgent }).map(send => ({ send, ...out }));
  });
  const atOnce = (each: (typeof leaving)[number]): boolean => each.urgent || each.send.way === 'webhook';
  await queueDeliveries(tx, leaving.filter(atOnce).map(outAtOnce));
  await insertSends(
    tx,
    leaving.filter(each => !atOnce(each)).map(each => each.send),
  );
  return urgent;
}

type Around = { body: BodyWays; people: { of: ReadonlyMap<string, Reachable>; open: readonly PersonWay[] } };

/** Whoever is told of any of it, once, with the ways that the body has open for persons. */
async function reachable(tx: Tx, all: readonly Out[], body: BodyWays): Promise<Around['people']> {
  const open: PersonWay[] = [];
  if (body.mail) open.push('mail');
  if (body.channels.some(channel => channel.kind === 'sms')) open.push('sms');
  const ids = new Set(all.flatMap(told => [...told.noticeIds.keys()]));
  const people = open.length > 0 ? await peopleReachable(tx, [...ids]) : [];
  return { of: new Map(people.map(person => [person.id, person])), open };
}

function sendsOf(told: Out, { body, people, urgent }: Around & { urgent: boolean }): Send[] {
  const group = groupOf(told.kind);
  const gathered = new Date(told.now.getTime() + GATHER_MS);
  const sends: Send[] = [];
  for (const id of told.noticeIds.keys()) {
    const person = people.of.get(id);
    if (!person) continue;
    for (const way of waysTo(person, { group, urgent, open: people.open })) {
      const dueAt = afterQuiet(gathered, person.quiet ?? body.quiet);
      sends.push({ ...sendOf(told, id), way, receiver: id, dueAt });
    }
  }
  const [first] = told.noticeIds.keys();
  for (const { id, kind, groups } of body.channels) {
    if (kind === 'sms' || first === undefined || !groups.includes(group)) continue;
    // A program wants each event by itself and at any hour; a chat group wants neither.
    const dueAt = kind === 'webhook' ? told.now : afterQuiet(gathered, body.quiet);
    sends.push({ ...sendOf(told, first), way: kind, receiver: id, dueAt });
  }
  return sends;
}

function sendOf(told: Out, personId: string): Pick<Send, 'noticeId' | 'kind' | 'link' | 'about'> {
  const noticeId = told.noticeIds.get(personId) ?? '';
  return { noticeId, kind: told.kind, link: linkOf(told), about: told.dutyId ?? null };
}

export function linkOf({
  manuscriptId,
  adoptionId,
  link,
}: Pick<Told, 'manuscriptId' | 'adoptionId' | 'link'>): SitePath {
  if (link) return link;
  return adoptionId ? `/adoptions/${adoptionId}` : `/manuscripts/${manuscriptId}`;
}

function outAtOnce({ send, urgent, now }: { send: Send; urgent: boolean; now: Date }): Queued {
  const payload: Payload = { title: outsideWords(send.kind), link: send.link, urgent, kind: send.kind };
  const dedupeKey = `notice/${send.noticeId}/${send.way}/${send.receiver}`;
  return { channel: send.way, receiver: send.receiver, about: send.about, payload, dedupeKey, now };
}
