import type { PersonWay, SitePath } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import type { Payload } from '../outbox/delivery.ts';
import { type Queued, queueDeliveries } from '../outbox/queue.ts';
import { groupOf, outsideWords } from './kinds.ts';
import type { Told } from './told.ts';
import { bodyWays, insertSends, peopleReachable, type Send } from './way-queries.ts';
import { afterQuiet, waysTo } from './wishes.ts';

/** Notices to one receiver within this time leave as one message. */
export const GATHER_MS = 3 * 60_000;

type Out = Told & { noticeIds: ReadonlyMap<string, string> };

/**
 * Lets a notice out by the ways that persons and body have chosen, in the transaction of the act. What is urgent goes to
 * the outbox at once; the rest gathers for some minutes and waits for the end of quiet hours.
 * @returns whether it is urgent
 */
export async function letOut(tx: Tx, told: Out): Promise<boolean> {
  const body = await bodyWays(tx, told.manuscriptId ?? null);
  const urgent = told.urgent === true || body.emergency;
  const group = groupOf(told.kind);
  const sends: Send[] = [];
  const open: PersonWay[] = [];
  if (body.mail) open.push('mail');
  if (body.channels.some(channel => channel.kind === 'sms')) open.push('sms');
  const gathered = new Date(told.now.getTime() + GATHER_MS);
  if (open.length > 0) {
    for (const person of await peopleReachable(tx, [...told.noticeIds.keys()]))
      for (const way of waysTo(person, { group, urgent, open }))
        sends.push({
          ...sendOf(told, person.id),
          way,
          receiver: person.id,
          dueAt: afterQuiet(gathered, person.quiet ?? body.quiet),
        });
  }
  const [first] = told.noticeIds.keys();
  for (const { id, kind, groups } of body.channels) {
    if (kind === 'sms' || first === undefined || !groups.includes(group)) continue;
    // A program wants each event by itself and at any hour; a chat group wants neither.
    const dueAt = kind === 'webhook' ? told.now : afterQuiet(gathered, body.quiet);
    sends.push({ ...sendOf(told, first), way: kind, receiver: id, dueAt });
  }
  const atOnce = (send: Send): boolean => urgent || send.way === 'webhook';
  await queueDeliveries(
    tx,
    sends.filter(atOnce).map(send => outAtOnce(send, { urgent, now: told.now })),
  );
  await insertSends(
    tx,
    sends.filter(send => !atOnce(send)),
  );
  return urgent;
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

function outAtOnce(send: Send, { urgent, now }: { urgent: boolean; now: Date }): Queued {
  const payload: Payload = { title: outsideWords(send.kind), link: send.link, urgent, kind: send.kind };
  const dedupeKey = `notice/${send.noticeId}/${send.way}/${send.receiver}`;
  return { channel: send.way, receiver: send.receiver, about: send.about, payload, dedupeKey, now };
}
