import { contract, type ErrorKind, type ReleaseStage } from '@xinxuan/contract';
import { dropDuty, endDuty } from '../duties/end.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal } from '../http/refusal.ts';
import {
  dropTurns,
  type OnRelease,
  type Opened,
  openCorrection,
  openRelease,
  openTurns,
  tellOne,
} from './act-on.ts';
import { changeRelease, dutyKey, findRelease, insertSign, lockRelease, type ReleaseFull } from './queries.ts';
import { isComplete, returnedStages, STAGE_WORDS, whyNotChecked, whyNotSeen, whyNotSign } from './release.ts';
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
  const model = modelOf(after);
  if (returnedStages(model).length === 0) {
    const reason = `${STAGE_WORDS[input.stage].zh}已签同意`;
    await dropDuty(call.tx, {
      key: dutyKey(after, 'correct'),
      ...{ by: call.actor.personId, reason, now: call.now },
    });
  }
  if (isComplete(model)) await tellOne(call, after, { personId: after.startedBy.id, ...allSigned(after) });
  call.record(input.id, null, {
    stage: input.stage,
    hash: input.hash,
    passed: true,
    errors: input.errors.length,
  });
  return show(call, input.id);
});

/** What is wrong goes back with the reason, to be mended; what is out already is to be corrected. */
export const returnRelease = acts(contract.releases.return, async call => {
  const { input, tx } = call;
  const at = await openSigning(call);
  if (isRefusal(at)) return at;
  const { release } = at;
  await put(call, at, { passed: false, opinion: input.reason, checks: [], errors: input.errors });
  const checking = release.state === 'checking';
  if (checking) await dropTurns(call, release, input.reason);
  await changeRelease(tx, input.id, checking ? { state: 'returned' } : {});
  await openCorrection(call, release);
  const word = STAGE_WORDS[input.stage];
  await tellOne(call, release, {
    personId: release.startedBy.id,
    zh: `《${release.title}》${word.zh}退回：${input.reason}`,
    en: `The ${word.en} returned “${release.title}”: ${input.reason}`,
  });
  call.record(input.id, null, { stage: input.stage, hash: input.hash, passed: false, reason: input.reason });
  return show(call, input.id);
});

function allSigned({ title, released, textNumber }: ReleaseFull): { zh: string; en: string } {
  if (!released) {
    return {
      zh: `《${title}》三审三校和保密审查已全部签完，可以发布。`,
      en: `Every check of “${title}” is signed: it can go out.`,
    };
  }
  return textNumber > released.textNumber
    ? {
        zh: `《${title}》的更正稿已全部签完，请按更正稿改正已发布的内容。`,
        en: `Every check of the corrected text of “${title}” is signed: correct what is out.`,
      }
    : {
        zh: `《${title}》应急发布后的签字已全部补齐。`,
        en: `Every check of “${title}” that was owed after its urgent release is signed.`,
      };
}

async function openSigning(call: Signing) {
  const { stage, hash } = call.input;
  const whole = await lockRelease(call.tx, call.input.id);
  const standing = whole ? await standsInFor(call, whole) : [];
  const signer = { personId: call.actor.personId, standsInFor: standing };
  return openRelease(call, ({ release, model }) =>
    firstOf(whyNotSigner(call, release, standing), whyNotSeen(model, hash), whyNotSign(model, stage, signer)),
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
