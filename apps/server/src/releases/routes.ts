import { contract, RELEASE_STAGES } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { errorsByStage, errorsByUnit } from './error-queries.ts';
import { listReleases } from './list-queries.ts';
import { findRelease } from './queries.ts';
import { downloadSheet } from './sheet.ts';
import { returnRelease, signRelease } from './sign.ts';
import { proposeRelease, startRelease } from './start.ts';
import { viewOf, whyNotRead } from './views.ts';
import { assignSigner, cancelRelease, letOut, letOutUrgently, reviseRelease } from './whole.ts';

export const releaseRoutes = {
  list: answers(contract.releases.list, ({ input, reader, actor, scope, now }) =>
    listReleases(reader, { ...input, scope: scope(), personId: actor.personId, day: dayOf(now) }),
  ),
  get: answers(contract.releases.get, async call => {
    const release = await findRelease(call.reader, call.input.id);
    if (!release) return notFound('送审件', 'release');
    return (await whyNotRead(call, release)) ?? viewOf(call, release);
  }),
  propose: proposeRelease,
  start: startRelease,
  assign: assignSigner,
  sign: signRelease,
  return: returnRelease,
  revise: reviseRelease,
  release: letOut,
  releaseUrgent: letOutUrgently,
  cancel: cancelRelease,
  sheet: downloadSheet,
  errors: answers(contract.releases.errors, async ({ input, reader, scope }) => {
    const span = { ...input, scope: scope() };
    const found = await errorsByStage(reader, span);
    const stages = RELEASE_STAGES.map(
      stage => found.find(each => each.stage === stage) ?? { stage, signed: 0, found: 0 },
    );
    return { stages, units: await errorsByUnit(reader, span) };
  }),
};
