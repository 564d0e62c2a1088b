import { contract, type ReleaseStage } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { endDuty } from '../duties/end.ts';
import { handDuty } from '../duties/move.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { hashOf } from '../manuscripts/paper.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { keepReleaseCheck } from '../manuscripts/release-check.ts';
import { dropTurns, type OnRelease, openRelease, openTurns, tellOne } from './act-on.ts';
import { changeRelease, dutyKey, insertText, nameSigners, type ReleaseFull } from './queries.ts';
import {
  STAGE_WORDS,
  whyNotAssign,
  whyNotCancel,
  whyNotDuties,
  whyNotRelease,
  whyNotReleaseUrgent,
  whyNotRevise,
} from './release.ts';
import { postFor, signersFor, textOf, whyNotNamed } from './start.ts';
import { show, whyNotDesk } from './views.ts';

export const assignSigner = acts(contract.releases.assign, async call => {
  const { input, tx, actor, now } = call;
  const at = await openRelease(call, ({ release, model }) => {
    const duties = { ...model.duties, [input.stage]: input.personId } as Record<ReleaseStage, string>;
    return firstOf(
      whyNotDesk(call, release),
      whyNotAssign(model, input.stage),
      whyNotDuties(duties, model.writers),
    );
  });
  if (isRefusal(at)) return at;
  const { release } = at;
  const stands = { deskPath: release.desk.path, unitId: release.manuscript.unit.id };
  const people = await signersFor(call, stands);
  const why = whyNotNamed({ [input.stage]: input.personId }, people);
  if (why) return why;
  const { stage, personId } = input;
  await nameSigners(tx, release.id, [{ stage, personId, post: postFor(stage, personId, people) }]);
  await handDuty(tx, {
    key: dutyKey(release, input.stage),
    owner: { unitId: release.desk.id, personId: input.personId },
    ...{ by: actor.personId, reason: '改派', now },
  });
  await changeRelease(tx, release.id, {});
  const word = STAGE_WORDS[input.stage];
  await tellOne(call, release, {
    personId: input.personId,
    zh: `《${release.title}》发布前的${word.zh}改由您签。`,
    en: `The ${word.en} of “${release.title}” is yours now.`,
  });
  call.record(release.id, { [input.stage]: at.model.duties[input.stage] }, { [input.stage]: input.personId });
  return show(call, release.id);
});

/** The text as the desk has it now goes round, before release or as a correction: no signature given before holds on it. */
export const reviseRelease = acts(contract.releases.revise, async call => {
  const { tx, actor, now } = call;
  const at = await openRelease(call, ({ release, model }) =>
    firstOf(whyNotDesk(call, release), whyNotRevise(model)),
  );
  if (isRefusal(at)) return at;
  const { release } = at;
  const manuscript = await findManuscript(tx, release.manuscript.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const text = await textOf(call, manuscript);
  const hash = hashOf(text);
  if (hash === release.hash) {
    return refuse('wrong_state', 'text_same', {
      zh: '编辑部的文字没有改动，还是送审的这一稿。请先在编辑部改好再重新送审。',
      en: "The desk's text is still the one that goes round. Change it at the desk first.",
    });
  }
  const number = release.textNumber + 1;
  await endDuty(tx, {
    key: dutyKey(release, 'correct'),
    ...{ by: actor.personId, act: 'releases.revise', now },
  });
  await dropTurns(call, release, '文字有改动');
  await insertText(tx, { releaseId: release.id, number, ...text, hash, by: actor.personId, now });
  const state = release.state === 'released' ? 'released' : 'checking';
  await changeRelease(tx, release.id, { state, text_number: number, hash });
  await openTurns(call, release.id);
  call.record(release.id, { hash: release.hash }, { hash, textNumber: number });
  return show(call, release.id);
});

export const letOut = acts(contract.releases.release, async call => {
  const { tx, actor, now } = call;
  const at = await openRelease(call, ({ release, model }) =>
    firstOf(whyNotDesk(call, release), whyNotRelease(model)),
  );
  if (isRefusal(at)) return at;
  const unclean = await checkedOut(call, at.release);
  if (unclean) return unclean;
  await changeRelease(tx, at.release.id, {
    ...{ state: 'released', released_by: actor.personId, released_at: now.toISOString() },
    released_text: at.release.textNumber,
  });
  call.record(at.release.id, { state: 'checking' }, { state: 'released', hash: at.release.hash });
  return show(call, at.release.id);
});

/** The same look at the text as before an adoption; no emergency lets out what hints at secrets and is not cleared. */
const checkedOut = (call: OnRelease, { manuscript, hash }: ReleaseFull): Promise<Refusal | null> =>
  keepReleaseCheck(call, { manuscriptId: manuscript.id, step: 'released', hash });

/** A leader answers for it: out first, and every signature that is missing stays due. */
export const letOutUrgently = acts(contract.releases.releaseUrgent, async call => {
  const { input, tx, actor, now } = call;
  const at = await openRelease(call, ({ release, model }) =>
    firstOf(call.may({ unitPath: release.desk.path }), whyNotReleaseUrgent(model, actor.personId)),
  );
  if (isRefusal(at)) return at;
  const { release } = at;
  const unclean = await checkedOut(call, release);
  if (unclean) return unclean;
  const by = {
    ...{ released_by: actor.personId, released_at: now.toISOString() },
    released_text: release.textNumber,
  };
  await changeRelease(tx, release.id, {
    ...{ state: 'released', ...by, urgent_by: actor.personId, urgent_at: now.toISOString() },
    urgent_reason: input.reason,
  });
  for (const { person } of release.duties) {
    await tellOne(call, release, {
      ...{ personId: person.id, urgent: true },
      zh: `《${release.title}》已由${actor.personName}应急发布，未签的环节请尽快补签：${input.reason}`,
      en: `${actor.personName} released “${release.title}” urgently; please sign what is missing: ${input.reason}`,
    });
  }
  call.record(release.id, { state: 'checking' }, { state: 'released', urgent: true, reason: input.reason });
  return show(call, release.id);
});

export const cancelRelease = acts(contract.releases.cancel, async call => {
  const { input, tx, actor, now } = call;
  const at = await openRelease(call, ({ release, model }) =>
    firstOf(whyNotDesk(call, release), whyNotCancel(model)),
  );
  if (isRefusal(at)) return at;
  await dropTurns(call, at.release, input.reason);
  await changeRelease(tx, at.release.id, {
    ...{ state: 'cancelled', cancelled_by: actor.personId, cancelled_at: now.toISOString() },
    cancel_reason: input.reason,
  });
  call.record(at.release.id, { state: at.release.state }, { state: 'cancelled', reason: input.reason });
  return show(call, at.release.id);
});
