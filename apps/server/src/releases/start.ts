import { type Block, contract, RELEASE_STAGES, type ReleaseStage, type Role } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts, answers, type ReadCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { whyNotSendRound } from '../manuscripts/desk.ts';
import { type Manuscript, titleOf, writersOf } from '../manuscripts/manuscript.ts';
import { hashOf } from '../manuscripts/paper.ts';
import { loadPaper } from '../manuscripts/paper-queries.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { ROLE_WORDS } from '../manuscripts/route.ts';
import { findDesk } from '../manuscripts/route-queries.ts';
import { openTurns } from './act-on.ts';
import {
  type Candidate,
  candidatesFor,
  type HeldPost,
  insertRelease,
  insertText,
  nameSigners,
  runningRelease,
} from './queries.ts';
import { whyNotDuties } from './release.ts';
import { show } from './views.ts';

/** Roles that may sign, and which duty suits them: those further up sign later. */
const ROLES = [
  'correspondent',
  'desk_editor',
  'unit_head',
  'desk_chief',
  'assessor',
  'leader_in_charge',
  'principal_leader',
] as const;
const SUITS: Record<ReleaseStage, readonly (typeof ROLES)[number][]> = {
  review1: ['desk_editor', 'unit_head'],
  proof1: ['correspondent', 'desk_editor'],
  review2: ['desk_chief', 'unit_head', 'leader_in_charge'],
  proof2: ['correspondent', 'desk_editor', 'unit_head', 'assessor'],
  secrecy: ['unit_head', 'assessor', 'leader_in_charge'],
  review3: ['principal_leader', 'leader_in_charge'],
  proof3: ['desk_editor', 'correspondent', 'unit_head', 'assessor', 'leader_in_charge'],
};

export const proposeRelease = answers(contract.releases.propose, async call => {
  const found = await openSource(call, call.input.manuscriptId);
  if (isRefusal(found)) return found;
  const { manuscript, people } = found;
  const barred = new Set(writersOf(manuscript));
  const duties: Partial<Record<ReleaseStage, string>> = {};
  // The rarest first: there is one principal leader, and many who can proof-read.
  for (const stage of ['review3', 'review2', 'secrecy', 'review1', 'proof1', 'proof2', 'proof3'] as const) {
    const one = SUITS[stage]
      .flatMap(role => people.filter(each => each.role === role))
      .find(each => !barred.has(each.id));
    if (!one) continue;
    duties[stage] = one.id;
    barred.add(one.id);
  }
  const writers = writersOf(manuscript);
  const persons = Map.groupBy(
    people.filter(each => !writers.includes(each.id)),
    each => each.id,
  );
  return {
    title: titleOf(manuscript),
    duties,
    people: [...persons].map(([id, posts]) => ({
      id,
      name: posts[0]!.name,
      post: posts.map(each => `${each.unit} ${wordOf(each.role)}`).join('、'),
    })),
  };
});

const wordOf = (role: Role): string => ROLE_WORDS[role].zh;

/** In which of his posts a person signs: the one that suits the duty best, the nearest of several. */
export function postFor(stage: ReleaseStage, personId: string, people: readonly Candidate[]): HeldPost {
  const posts = people.filter(each => each.id === personId);
  const suited = SUITS[stage].flatMap(role => posts.filter(each => each.role === role));
  const { role, unitId } = (suited[0] ?? posts[0])!;
  return { role, unitId };
}

/** The text that the desk has now goes round: what is signed is this text and no other. */
export const startRelease = acts(contract.releases.start, async call => {
  const { input, actor, tx, now } = call;
  const found = await openSource(call, input.manuscriptId);
  if (isRefusal(found)) return found;
  const { manuscript, desk, people } = found;
  const duties = input.duties as Record<ReleaseStage, string>;
  const why = firstOf(
    whyNotNamed(duties, people),
    whyNotDuties(duties, writersOf(manuscript)),
    await whyNotTwice(call, manuscript.id),
  );
  if (why) return why;
  const text = await textOf(call, manuscript);
  const id = newId('release', now);
  const hash = hashOf(text);
  await insertRelease(tx, {
    ...{ id, manuscript_id: manuscript.id, desk_unit_id: desk.unitId, destination: input.destination, hash },
    ...{ started_by: actor.personId, started_at: now.toISOString() },
  });
  await insertText(tx, { releaseId: id, number: 1, ...text, hash, by: actor.personId, now });
  const named = RELEASE_STAGES.map(stage => {
    const personId = duties[stage];
    return { stage, personId, post: postFor(stage, personId, people) };
  });
  await nameSigners(tx, id, named);
  await openTurns({ ...call, input: { id, version: 0 } }, id);
  call.record(id, null, { manuscript: titleOf(manuscript), destination: input.destination, hash, duties });
  return show(call, id);
});

type Source = {
  manuscript: Manuscript;
  desk: { unitId: string; name: string; path: string };
  people: Candidate[];
};

/** A manuscript that the desk has taken, and who may sign for it. */
async function openSource(
  call: Pick<ReadCall<unknown>, 'reader' | 'may' | 'now'>,
  manuscriptId: string,
): Promise<Source | Refusal> {
  const manuscript = await findManuscript(call.reader, manuscriptId, dayOf(call.now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const desk = manuscript.desk ?? (await findDesk(call.reader, manuscript.unit_path));
  const why = call.may({ unitPath: desk?.path ?? manuscript.unit_path }) ?? whyNotSendRound(manuscript);
  if (why) return why;
  if (!desk) return notFound('编辑部', 'desk');
  const people = await signersFor(call, { deskPath: desk.path, unitId: manuscript.unit_id });
  return { manuscript, desk, people };
}

/** Who may sign: whoever holds a post today at the desk, above it, or at the unit that wrote. */
export function signersFor(
  { reader, now }: Pick<ReadCall<unknown>, 'reader' | 'now'>,
  { deskPath, unitId }: { deskPath: string; unitId: string },
): Promise<Candidate[]> {
  const unitIds = [...new Set([...deskPath.split('/').filter(Boolean), unitId])];
  return candidatesFor(reader, { unitIds, roles: ROLES, day: dayOf(now) });
}

/** The text that would go out now: the desk's, or what was sent where the desk has none. */
export async function textOf(
  { reader }: Pick<ReadCall<unknown>, 'reader'>,
  manuscript: Manuscript,
): Promise<{ title: string; body: Block[] }> {
  const paper = await loadPaper(reader, manuscript);
  const text = paper.deskText ?? { title: manuscript.title, body: paper.body };
  return { title: text.title, body: text.body };
}

/** Asked about those who are newly named: whoever was named before keeps the duty. */
export function whyNotNamed(
  duties: Partial<Record<ReleaseStage, string>>,
  people: Candidate[],
): Refusal | null {
  const known = new Set(people.map(each => each.id));
  const odd = RELEASE_STAGES.find(stage => {
    const person = duties[stage];
    return person !== undefined && !known.has(person);
  });
  if (!odd) return null;
  const words = {
    zh: '这里签字的人须在编辑部、上级或供稿单位在任。请从列表中选择。',
    en: 'Signers hold a post at the desk, above it or at the unit that wrote. Choose from the list.',
  };
  return refuse('invalid', 'unknown_signer', { ...words, fields: { [`duties.${odd}`]: words } });
}

async function whyNotTwice(
  { reader }: Pick<ReadCall<unknown>, 'reader'>,
  id: string,
): Promise<Refusal | null> {
  const running = await runningRelease(reader, id);
  if (!running) return null;
  return refuse('conflict', 'running_already', {
    zh: '这篇稿件正在送审，不能再发起一次。请打开正在进行的送审件。',
    en: 'This manuscript is going round already. Open the release that runs.',
    details: { releaseId: running },
  });
}
