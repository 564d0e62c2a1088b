import { contract, type ErrorKind, type ReleaseStage } from '@xinxuan/contract';
import { endDuty, reopenDuty } from '../duties/end.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal } from '../http/refusal.ts';
import { dropTurns, type OnRelease, type Opened, openRelease, openTurns, tellOne } from './act-on.ts';
import { changeRelease, dutyKey, findRelease, insertSign, lockRelease } from './queries.ts';
import { isComplete, STAGE_WORDS, whyNotChecked, whyNotSeen, whyNotSign } from './release.ts';
import { modelOf, show, standsInFor, whyNotSigner } from './views.ts';

type Signing = OnRelease & { input: { stage: ReleaseStage; hash: string } };

/** On the text that was on the screen, with every point of the list ticked. */
export const signRelease = acts(contract.releases.sign, async call => {
  const { input } = call;
  const at = await openSigning(call);
  if (isRefusal(at)) return at;
  const why = whyNotChecked(input.stage, input.checks);
  if (why) return why;
  await put(call, at, { passed: true, opinion: input.opinion, checks: input.checks, errors: input.errors });
  const after = (await findRelease(call.tx, input.id))!;
  await changeRelease(call.tx, input.id, {});
  await openTurns(call, input.id);
  if (isComplete(modelOf(after))) {
    await tellOne(call, after, {
      personId: after.startedBy.id,
      zh: `《${after.title}》三审三校和保密审查已全部签完，可以发布。`,
      en: `Every check of “${after.title}” is signed: it can go out.`,
    });
  }
  call.record(input.id, null, {
    stage: input.stage,
    hash: input.hash,
    passed: true,
    errors: input.errors.length,
  });
  return show(call, input.id);
});

/** What is wrong goes back with the reason; after an urgent release it is only put on record and told. */
export const returnRelease = acts(contract.releases.return, async call => {
  const { input, tx, actor, now } = call;
  const at = await openSigning(call);
  if (isRefusal(at)) return at;
  const { release } = at;
  await put(call, at, { passed: false, opinion: input.reason, checks: [], errors: input.errors });
  if (release.state === 'checking') {
    await dropTurns(call, release, input.reason);
    await changeRelease(tx, input.id, { state: 'returned' });
  } else {
    await reopenDuty(tx, {
      key: dutyKey(release, input.stage),
      by: actor.personId,
      reason: input.reason,
      now,
    });
    await changeRelease(tx, input.id, {});
  }
  const word = STAGE_WORDS[input.stage];
  await tellOne(call, release, {
    personId: release.startedBy.id,
    zh: `《${release.title}》${word.zh}退回：${input.reason}`,
    en: `The ${word.en} returned “${release.title}”: ${input.reason}`,
  });
  call.record(input.id, null, { stage: input.stage, hash: input.hash, passed: false, reason: input.reason });
  return show(call, input.id);
});

async function openSigning(call: Signing) {
  const { stage, hash } = call.input;
  const whole = await lockRelease(call.tx, call.input.id);
  const standing = whole ? await standsInFor(call, whole) : [];
  const signer = { personId: call.actor.personId, standsInFor: standing };
  return openRelease(call, ({ release, model }) =>
    firstOf(whyNotSigner(call, release), whyNotSeen(model, hash), whyNotSign(model, stage, signer)),
  );
}

type Given = {
  passed: boolean;
  opinion: string;
  checks: string[];
  errors: { kind: ErrorKind; passage: string; note: string }[];
};

async function put(call: Signing, { release }: Opened, given: Given): Promise<void> {
  const { input, tx, actor, now } = call;
  const { person, post } = release.duties.find(duty => duty.stage === input.stage)!;
  await insertSign(tx, {
    releaseId: release.id,
    stage: input.stage,
    personId: actor.personId,
    forId: person.id === actor.personId ? null : person.id,
    post,
    textNumber: release.textNumber,
    hash: release.hash,
    ...given,
    now,
  });
  const act = given.passed ? 'releases.sign' : 'releases.return';
  await endDuty(tx, { key: dutyKey(release, input.stage), by: actor.personId, act, now });
}
