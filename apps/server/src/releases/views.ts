import type { Release } from '@xinxuan/contract';
import { RELEASE_STAGES } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { ReadCall } from '../http/endpoint.ts';
import { can, firstOf, type Refusal } from '../http/refusal.ts';
import { delegatesOf } from '../manuscripts/route-queries.ts';
import { findRelease, type ReleaseFull } from './queries.ts';
import {
  isComplete,
  isOpen,
  type ReleaseModel,
  whyNotAssign,
  whyNotCancel,
  whyNotRelease,
  whyNotReleaseUrgent,
  whyNotRevise,
  whyNotSign,
} from './release.ts';

export type Asker = Pick<ReadCall<unknown>, 'reader' | 'actor' | 'now' | 'may'>;

export function modelOf(release: ReleaseFull): ReleaseModel {
  const { authors, createdBy } = release.manuscript;
  return {
    state: release.state,
    hash: release.hash,
    urgent: release.urgent !== null,
    writers: [...new Set([createdBy, ...authors.map(author => author.id)])],
    duties: Object.fromEntries(
      release.duties.map(duty => [duty.stage, duty.person.id]),
    ) as ReleaseModel['duties'],
    signatures: release.signs.map(({ stage, by, hash, passed }) => ({
      stage,
      personId: by.id,
      hash,
      passed,
    })),
  };
}

const personsOf = (release: ReleaseFull): string[] => release.duties.map(duty => duty.person.id);

/** Whoever has to sign, and the actor where one of them is stood in for. */
const signersOf = ({ actor }: Asker, release: ReleaseFull, standing: readonly string[]): string[] =>
  standing.length > 0 ? [...personsOf(release), actor.personId] : personsOf(release);

/** Where it stands: the desk that releases, the unit that wrote, whoever has to sign or stands in for them. */
export async function whyNotRead(call: Asker, release: ReleaseFull): Promise<Refusal | null> {
  const signers = signersOf(call, release, await standsInFor(call, release));
  const persons = [...signers, ...release.manuscript.authors.map(author => author.id)];
  const paths = [release.desk.path, release.manuscript.unitPath];
  const refusals = paths.map(unitPath => call.may({ unitPath, persons }, 'release.read'));
  return refusals.includes(null) ? null : refusals[0]!;
}

export const whyNotDesk = (call: Asker, release: ReleaseFull): Refusal | null =>
  call.may({ unitPath: release.desk.path }, 'release.start');

export const whyNotSigner = (
  call: Asker,
  release: ReleaseFull,
  standing: readonly string[],
): Refusal | null =>
  call.may({ unitPath: release.desk.path, persons: signersOf(call, release, standing) }, 'release.sign');

/** For whom the actor may sign today. */
export async function standsInFor({ reader, actor, now }: Asker, release: ReleaseFull): Promise<string[]> {
  const given = await delegatesOf(reader, personsOf(release), dayOf(now));
  return given.filter(each => each.to.id === actor.personId).map(each => each.from);
}

export async function show(call: Asker, id: string): Promise<Release> {
  const release = await findRelease(call.reader, id);
  if (!release) throw new Error(`release ${id} was there a moment ago`);
  return viewOf(call, release);
}

export async function viewOf(call: Asker, release: ReleaseFull): Promise<Release> {
  const model = modelOf(release);
  const signer = { personId: call.actor.personId, standsInFor: await standsInFor(call, release) };
  const desk = whyNotDesk(call, release);
  const urgent = call.may({ unitPath: release.desk.path }, 'release.urgent');
  const signs = release.signs.map(({ hash, ...sign }) => ({
    ...sign,
    holds: sign.passed && hash === release.hash,
  }));
  const { unitPath: _, createdBy: __, ...manuscript } = release.manuscript;
  return {
    id: release.id,
    manuscript,
    desk: { id: release.desk.id, name: release.desk.name },
    destination: release.destination,
    state: release.state,
    urgent: release.urgent && { ...release.urgent, owed: !isComplete(model) },
    title: release.title,
    body: release.body,
    textNumber: release.textNumber,
    hash: release.hash,
    startedBy: release.startedBy,
    startedAt: release.startedAt,
    released: release.released,
    cancelled: release.cancelled,
    duties: RELEASE_STAGES.flatMap(stage => {
      const duty = release.duties.find(each => each.stage === stage);
      if (!duty) return [];
      const last = signs.findLast(sign => sign.stage === stage && sign.textNumber === release.textNumber);
      return [
        {
          ...duty,
          signed: last?.holds ? last : null,
          returned: last && !last.passed ? last : null,
          open: isOpen(model, stage),
          can: {
            sign: can(
              firstOf(whyNotSigner(call, release, signer.standsInFor), whyNotSign(model, stage, signer)),
            ),
            assign: can(firstOf(desk, whyNotAssign(model, stage))),
          },
        },
      ];
    }),
    signs,
    version: release.version,
    can: {
      revise: can(firstOf(desk, whyNotRevise(model))),
      release: can(firstOf(desk, whyNotRelease(model))),
      releaseUrgent: can(firstOf(urgent, whyNotReleaseUrgent(model, call.actor.personId))),
      cancel: can(firstOf(desk, whyNotCancel(model))),
    },
  };
}
