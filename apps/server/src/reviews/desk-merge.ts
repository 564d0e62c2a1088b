import { type Block, contract, SECRECY_MARKS } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotMerge } from '../manuscripts/desk.ts';
import { deskPlaceOf, type Manuscript, titleOf } from '../manuscripts/manuscript.ts';
import { whyNotVersion } from '../manuscripts/open.ts';
import { cleanBody, cleanText, whyNotLength, wordsIn } from '../manuscripts/paper.ts';
import { changeManuscript, lockManuscript } from '../manuscripts/queries.ts';
import { startManuscript } from '../manuscripts/start.ts';
import { trace } from '../manuscripts/trace.ts';
import { mergedInto } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { deskName, tellWriters } from './desk.ts';

type Call = WriteCall<{ title: string; sources: { id: string; version: number }[]; body: Block[] }>;

export const merge = acts(contract.reviews.desk.merge, async call => {
  const { input, tx, now, actor } = call;
  const body = cleanBody(input.body);
  const sources = await openSources(call);
  if (isRefusal(sources)) return sources;
  const why = firstOf(whyNotTogether(sources), whyNotText(body), whyNotLength(body));
  if (why) return why;
  const title = cleanText(input.title).trim();
  const id = await startMerged(call, { title, body, sources });
  for (const source of sources) {
    await changeManuscript(tx, source.id, { ...mergedInto(id, { now }), now });
    const detail = { into: id, title, from: source.state };
    await trace(tx, { manuscriptId: source.id, kind: 'merged', actor, now, detail });
    await tellWriters(call, source, {
      kind: 'merged',
      zh: `${deskName(source)}把《${titleOf(source)}》并入综合稿《${title}》，报送计数不受影响。`,
      en: `${deskName(source)} merged “${titleOf(source)}” into “${title}”; it still counts as sent.`,
    });
  }
  call.record(id, null, { title, sources: sources.map(source => source.id) });
  return show(call, id);
});

/** Locks the sources in one order everywhere, so that two merges cannot wait for each other. */
async function openSources(call: Call): Promise<Manuscript[] | Refusal> {
  const { input, tx, now } = call;
  const versions = new Map(input.sources.map(source => [source.id, source.version]));
  const opened = new Map<string, Manuscript>();
  for (const id of [...versions.keys()].sort()) {
    const source = await lockManuscript(tx, id, dayOf(now));
    if (!source) return notFound('要合并的稿件', 'manuscript to be merged');
    const why = firstOf(
      call.may(deskPlaceOf(source)),
      whyNotVersion(source, versions.get(id)!),
      whyNotMerge(source),
    );
    if (why) return why;
    opened.set(id, source);
  }
  return [...versions.keys()].map(id => opened.get(id)!);
}

function whyNotTogether(sources: Manuscript[]): Refusal | null {
  if (sources.length < 2) {
    return refuse('invalid', 'one_source', {
      zh: '合并至少需要两篇不同的稿件。请再选一篇。',
      en: 'Merging needs at least two different manuscripts. Choose another one.',
      fields: { sources: { zh: '至少两篇', en: 'at least two' } },
    });
  }
  if (new Set(sources.map(source => source.holder_unit_id)).size === 1) return null;
  return refuse('invalid', 'different_desks', {
    zh: '所选稿件在不同的编辑部，不能合并。请只选本编辑部的来稿。',
    en: 'The chosen manuscripts lie at different desks and cannot be merged. Choose items of one desk.',
    fields: { sources: { zh: '须为同一编辑部的来稿', en: 'must be of one desk' } },
  });
}

function whyNotText(body: Block[]): Refusal | null {
  if (wordsIn(body) > 0) return null;
  return refuse('invalid', 'empty_body', {
    zh: '综合稿还没有正文。请写好正文再合并。',
    en: 'The merged item has no text yet. Write it, then merge.',
    fields: { body: { zh: '请填写正文', en: 'write the text' } },
  });
}

type Merged = { title: string; body: Block[]; sources: Manuscript[] };

/** The merged item belongs to the desk's unit and names every author of its sources. */
async function startMerged(call: Call, { title, body, sources }: Merged): Promise<string> {
  const { tx, now, actor } = call;
  const first = sources[0]!;
  const desk = first.desk!;
  const at = now.toISOString();
  const days = sources.flatMap(source => source.event_on ?? []).sort();
  const strictest = Math.max(...sources.map(source => SECRECY_MARKS.indexOf(source.secrecy)));
  return startManuscript(tx, {
    columns: {
      unit_id: desk.unitId,
      unit_path: desk.path,
      channel: first.channel,
      type: first.type,
      genre: first.genre,
      importance: first.importance,
      themes: [...new Set(sources.flatMap(source => source.themes))].slice(0, 10),
      title,
      event_on: days.at(-1) ?? null,
      secrecy: SECRECY_MARKS[strictest]!,
      lead_note: null,
    },
    stand: {
      state: 'accepted',
      holder_person_id: null,
      holder_role: 'desk_editor',
      holder_unit_id: desk.unitId,
      at_desk_at: at,
      decided_at: at,
    },
    kind: 'desk',
    body,
    authorIds: [...new Set(sources.flatMap(source => source.authors.map(author => author.id)))],
    files: [],
    actor,
    now,
    detail: { from: 'merge', sources: sources.map(source => ({ id: source.id, title: source.title })) },
  });
}
