import { contract } from '@xinxuan/contract';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { keepFile } from '../http/keep-file.ts';
import { firstOf, isRefusal, notFound, type Refusal } from '../http/refusal.ts';
import { answerOf, mayAnswer, queueAnswer } from './answer.ts';
import {
  noOriginal,
  originalSealed,
  whyNotAside,
  whyNotRefuse,
  whyNotReopen,
  whyNotVersion,
} from './message.ts';
import { openRaw } from './process.ts';
import { changeMessage, isSealedIn, lockMessage, type MailRow } from './queries.ts';
import { findSettings } from './settings-queries.ts';
import { showMessage } from './views.ts';
import type { MailWorks } from './works.ts';

export type OnMessage = WriteCall<{ id: string; version: number }>;

/** Load, may, decide, for every act on one message. The mailbox is the body's, so its unit is the top one. */
export async function lockOpen(
  call: OnMessage,
  whyNot: (message: MailRow) => Refusal | null,
): Promise<MailRow | Refusal> {
  const message = await lockMessage(call.tx, call.input.id);
  if (!message) return notFound('来信', 'message');
  const why = firstOf(
    call.may({ unitPath: '' }),
    whyNotVersion(message, call.input.version),
    whyNot(message),
  );
  return why ?? message;
}

const decidedNow = ({ actor, now }: Pick<OnMessage, 'actor' | 'now'>) => ({
  decided_by: actor.personId,
  decided_at: now.toISOString(),
});

export const putAside = acts(contract.mail.aside, async call => {
  const message = await lockOpen(call, whyNotAside);
  if (isRefusal(message)) return message;
  await changeMessage(call.tx, message.id, {
    ...decidedNow(call),
    state: 'aside',
    state_before: message.state,
    note: '',
  });
  call.record(message.id, { state: message.state }, { state: 'aside' });
  return showMessage(call, message.id);
});

export const reopen = acts(contract.mail.reopen, async call => {
  const message = await lockOpen(call, whyNotReopen);
  if (isRefusal(message)) return message;
  await changeMessage(call.tx, message.id, { ...decidedNow(call), state: 'waiting', note: '' });
  call.record(message.id, { state: message.state }, { state: 'waiting' });
  return showMessage(call, message.id);
});

export const refuseMessage = (works: Pick<MailWorks, 'origin'>) =>
  acts(contract.mail.refuse, async call => {
    const { tx, now, input } = call;
    const message = await lockOpen(call, whyNotRefuse);
    if (isRefusal(message)) return message;
    const told = await toldOf(tx, message);
    const turn = message.version + 1;
    const answer =
      input.answer && (await mayAnswer(tx, told, now))
        ? answerOf({
            ...{ to: told.to!, subject: message.subject, arrivedAt: new Date(message.arrived_at), turn },
            ...{ origin: works.origin, manuscripts: [], unreadable: [], why: [], refused: input.reason },
          })
        : null;
    await changeMessage(tx, message.id, {
      ...decidedNow(call),
      state: 'refused',
      state_before: message.state,
      note: input.reason,
      ...(answer && { answer: JSON.stringify(answer), answered_at: now.toISOString() }),
    });
    if (answer) await queueAnswer(tx, { messageId: message.id, turn, now });
    call.record(message.id, { state: message.state }, { state: 'refused', reason: input.reason });
    return showMessage(call, message.id);
  });

/** Whom an answer by hand reaches, under the same bars as one by itself. */
export async function toldOf(tx: OnMessage['tx'], message: MailRow) {
  const settings = await findSettings(tx);
  const outgoing = settings?.outgoing as { on?: boolean } | undefined;
  return {
    to: message.from_address,
    subject: message.subject,
    automatic: message.automatic !== null,
    verdict: message.authentication.verdict ?? ('none' as const),
    known: message.person_id !== null,
    canSend: outgoing?.on === true,
  };
}

export const original = (works: MailWorks) =>
  acts(contract.mail.original, async call => {
    const message = await lockMessage(call.tx, call.input.id);
    if (!message) return notFound('来信', 'message');
    const why = call.may({ unitPath: '' });
    if (why) return why;
    if (await isSealedIn(call.tx, message.id)) return originalSealed();
    const bytes = await openRaw(works, message);
    if (!bytes) return noOriginal();
    const name = `${message.subject.replace(/[\\/:*?"<>|]/gu, ' ').slice(0, 80) || '来信'}.eml`;
    const kept = await keepFile(call.tx, call.server, { bytes, name, actor: call.actor, now: call.now });
    if (!isRefusal(kept)) call.record(message.id, null, { fileId: kept.fileId });
    return kept;
  });
