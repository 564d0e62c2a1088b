import { contract, flatOf } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { findBase } from '../manuscripts/base-queries.ts';
import { type Manuscript, placeOf, titleOf } from '../manuscripts/manuscript.ts';
import { whyNotKept } from '../manuscripts/quality.ts';
import { lockManuscript } from '../manuscripts/queries.ts';
import { tell } from '../notices/tell.ts';
import {
  findGround,
  insertComment,
  insertThread,
  listThreads,
  namedIn,
  setGround,
  setResolved,
  type ThreadRow,
} from './comment-queries.ts';
import { peopleOf } from './people.ts';
import { enterRoom } from './room.ts';
import { holdingRevision, whyNotComment } from './side.ts';
import { carriedAll, placeOfQuote } from './stretch.ts';
import { showText } from './text.ts';

type Call = WriteCall<{ id: string }>;

/** Opens a manuscript to be talked about; what is said does not change its text, so no version is asked for. */
async function openForComment(call: Call): Promise<Manuscript | Refusal> {
  const { input, tx, now, actor } = call;
  const manuscript = await lockManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = call.may(placeOf(manuscript));
  return away ?? whyNotComment(manuscript, actor, await namedIn(tx, manuscript.id)) ?? manuscript;
}

export const comment = acts(contract.writing.comment, async call => {
  const { input, tx, actor, now } = call;
  const manuscript = await openForComment(call);
  if (isRefusal(manuscript)) return manuscript;
  const threads = await listThreads(tx, manuscript.id);
  const known = new Set((await peopleOf(tx, manuscript, now)).map(person => person.id));
  for (const id of await namedIn(tx, manuscript.id)) known.add(id);
  const why = firstOf(
    whyNotKept({ title: '', body: [{ kind: 'paragraph', level: 0, text: input.said }], captions: [] }),
    input.mentions.every(id => known.has(id)) ? null : strangerNamed(),
  );
  if (why) return why;
  const thread = await threadOf(call, manuscript, threads);
  if (isRefusal(thread)) return thread;
  const mentions = [...new Set(input.mentions)];
  const id = await insertComment(tx, {
    threadId: thread.id,
    said: input.said,
    mentions,
    by: actor.personId,
    now,
  });
  await tellOf(call, manuscript, { mentions, before: thread.before });
  call.record(manuscript.id, null, { thread: thread.id, comment: id });
  enterRoom(call, manuscript.id);
  return showText(call, manuscript.id);
});

type Thread = { id: string; before: string[] };

async function threadOf(
  call: WriteCall<{ on: { threadId: string } | { from: number; quote: string } }>,
  manuscript: Manuscript,
  threads: readonly ThreadRow[],
): Promise<Thread | Refusal> {
  const { on } = call.input;
  if ('quote' in on) return begin(call, manuscript, { ...on, threads });
  const thread = threads.find(each => each.id === on.threadId);
  if (!thread) return notFound('这条批注', 'comment');
  return { id: thread.id, before: thread.comments.map(said => said.by.id) };
}

type Begun = { from: number; quote: string; threads: readonly ThreadRow[] };

/** A new thread stands in the newest text, so the stretches of all others are counted in it from now on. */
async function begin(
  { tx, actor, now }: Pick<Call, 'tx' | 'actor' | 'now'>,
  manuscript: Manuscript,
  { from, quote, threads }: Begun,
): Promise<Thread | Refusal> {
  const flat = flatOf(await findBase(tx, holdingRevision(manuscript)));
  const place = placeOfQuote(flat, quote, from);
  if (!place) return passageGone();
  await moveGround(tx, { manuscriptId: manuscript.id, flat, threads });
  const thread = { manuscriptId: manuscript.id, quote, ...place, by: actor.personId, now };
  return { id: await insertThread(tx, thread), before: [] };
}

async function moveGround(
  tx: Tx,
  of: { manuscriptId: string; flat: string; threads: readonly ThreadRow[] },
): Promise<void> {
  const ground = await findGround(tx, of.manuscriptId);
  if (ground === of.flat) return;
  const carried = carriedAll(of.threads, ground, of.flat);
  await setGround(tx, { ...of, stretches: [...carried].map(([id, stretch]) => ({ id, ...stretch })) });
}

async function tellOf(
  { tx, actor, now, server, afterwards }: Pick<Call, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>,
  manuscript: Manuscript,
  { mentions, before }: { mentions: string[]; before: string[] },
): Promise<void> {
  const others = (ids: string[]): string[] => ids.filter(id => id !== actor.personId);
  const title = titleOf(manuscript);
  await tell(tx, {
    personIds: others(mentions),
    kind: 'comment_mention',
    zh: `${actor.personName}在《${title}》的批注中提到您。`,
    en: `${actor.personName} named you in a comment on “${title}”.`,
    manuscriptId: manuscript.id,
    now,
  });
  await tell(tx, {
    personIds: others(before).filter(id => !mentions.includes(id)),
    kind: 'comment_reply',
    zh: `${actor.personName}回复了您在《${title}》中参与的批注。`,
    en: `${actor.personName} answered in a thread on “${title}” that you take part in.`,
    manuscriptId: manuscript.id,
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'notice'));
}

function strangerNamed(): Refusal {
  return refuse('invalid', 'stranger_named', {
    zh: '只能提到经办这篇稿件的同事，批注没有保存。请从名单中选择。',
    en: 'Only colleagues who have a part in this manuscript can be named, so the comment was not kept. Choose from the list.',
    fields: { mentions: { zh: '请从名单中选择', en: 'choose from the list' } },
  });
}

function passageGone(): Refusal {
  return refuse('invalid', 'passage_gone', {
    zh: '您选的这段文字刚刚被改动，批注没有保存。请在最新文字中重新选择；您写的话还在。',
    en: 'The passage that you chose has just been changed, so the comment was not kept. Choose it again in the newest text; what you wrote is still here.',
  });
}

export const resolve = acts(contract.writing.resolve, async call => {
  const { input, tx, actor, now } = call;
  const manuscript = await openForComment(call);
  if (isRefusal(manuscript)) return manuscript;
  const thread = (await listThreads(tx, manuscript.id)).find(each => each.id === input.threadId);
  if (!thread) return notFound('这条批注', 'comment');
  await setResolved(tx, thread.id, input.resolved ? { by: actor.personId, at: now } : null);
  call.record(
    manuscript.id,
    { resolved: thread.resolved !== null },
    { thread: thread.id, resolved: input.resolved },
  );
  enterRoom(call, manuscript.id);
  return showText(call, manuscript.id);
});
