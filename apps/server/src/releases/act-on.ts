import type { ReleaseStage } from '@xinxuan/contract';
import { dropDuty } from '../duties/end.ts';
import { openDuty } from '../duties/open.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { firstOf, notFound, type Refusal, stale } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { dutyKey, findRelease, lockRelease, type ReleaseFull } from './queries.ts';
import { openStages, type ReleaseModel, STAGE_WORDS } from './release.ts';
import { modelOf, whyNotRead } from './views.ts';

export type OnRelease = WriteCall<{ id: string; version: number }>;
export type Opened = { release: ReleaseFull; model: ReleaseModel };

/** Loads what an act is about: read it may, open to the act, and as it was seen. */
export async function openRelease(
  call: OnRelease,
  whyNot: (at: Opened) => Refusal | null,
): Promise<Opened | Refusal> {
  const release = await lockRelease(call.tx, call.input.id);
  if (!release || (await whyNotRead(call, release))) return notFound('送审件', 'release');
  const at = { release, model: modelOf(release) };
  const seen = release.version === call.input.version ? null : stale({ version: release.version });
  return firstOf(whyNot(at), seen) ?? at;
}

/** Whose turn has come now: each owes a signature, and is told once. */
export async function openTurns(call: OnRelease, id: string): Promise<void> {
  const { tx, actor, now } = call;
  const release = await findRelease(tx, id);
  if (!release) return;
  const model = modelOf(release);
  for (const stage of openStages(model)) {
    const { zh, en } = STAGE_WORDS[stage];
    const { person } = release.duties.find(duty => duty.stage === stage)!;
    const { id: dutyId, opened } = await openDuty(tx, {
      kind: 'release_check',
      key: `${dutyKey(release, stage)}`,
      subject: { kind: 'release', id },
      title: model.urgent
        ? { zh: `应急发布后${zh}待补签`, en: `The ${en} after an urgent release` }
        : { zh: `发布前${zh}待签`, en: `The ${en} before release` },
      link: `/releases/${id}`,
      owner: { unitId: release.desk.id, personId: person.id },
      due: { kind: 'working_hours', count: 7 },
      ...{ by: actor.personId, now },
    });
    if (!opened) continue;
    await tellOne(call, release, { ...{ personId: person.id, dutyId }, ...askedFor(release, stage) });
  }
}

/** Before it goes out, after it went out urgently, or for the correction of what went out. */
function askedFor(release: ReleaseFull, stage: ReleaseStage): { zh: string; en: string } {
  const { title, destination, released, textNumber } = release;
  const { zh, en } = STAGE_WORDS[stage];
  if (!released) {
    return {
      zh: `《${title}》拟在${destination}发布，请做${zh}。`,
      en: `“${title}” is to go out in ${destination}: your ${en} is due.`,
    };
  }
  return textNumber > released.textNumber
    ? {
        zh: `《${title}》应急发布后退回，现有更正稿，请对更正稿做${zh}。`,
        en: `“${title}” was returned after its urgent release. Your ${en} of the corrected text is due.`,
      }
    : {
        zh: `《${title}》已在${destination}应急发布，请补做${zh}。`,
        en: `“${title}” went out urgently in ${destination}: your ${en} is owed.`,
      };
}

/** What was returned waits for whoever began it: to be mended, or to be corrected where it is out already. */
export async function openCorrection(call: OnRelease, release: ReleaseFull): Promise<void> {
  const { tx, actor, now } = call;
  const out = release.state === 'released';
  await openDuty(tx, {
    kind: 'release_check',
    key: dutyKey(release, 'correct'),
    subject: { kind: 'release', id: release.id },
    title: out
      ? { zh: '应急发布后被退回，待更正', en: 'Returned after an urgent release: to be corrected' }
      : { zh: '发布送审被退回，待修改', en: 'Returned before release: to be mended' },
    link: `/releases/${release.id}`,
    owner: { unitId: release.desk.id, personId: release.startedBy.id },
    due: { kind: 'working_hours', count: 7 },
    ...{ by: actor.personId, now },
  });
}

/** Nobody owes a signature on a text that is not to be signed any more. */
export async function dropTurns(call: OnRelease, release: ReleaseFull, reason: string): Promise<void> {
  const { tx, actor, now } = call;
  for (const stage of [...release.duties.map(duty => duty.stage), 'correct'] as const)
    await dropDuty(tx, { key: dutyKey(release, stage), by: actor.personId, reason, now });
}

/** `dutyId`: the signature that is asked for. `urgent`: it went out already, and waits for what is missing. */
type Said = { personId: string; dutyId?: string; urgent?: boolean; zh: string; en: string };

export async function tellOne(call: OnRelease, release: ReleaseFull, said: Said): Promise<void> {
  const { tx, actor, now, server, afterwards } = call;
  if (said.personId === actor.personId) return;
  const { personId, dutyId, urgent, zh, en } = said;
  await tell(tx, {
    personIds: [personId],
    kind: dutyId ? 'release_check' : 'release',
    zh,
    en,
    manuscriptId: release.manuscript.id,
    link: `/releases/${release.id}`,
    ...(dutyId && { dutyId }),
    ...(urgent && { urgent }),
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'waiting'));
}
