import { contract } from '@xinxuan/contract';
import { parseScheme } from '@xinxuan/scoring';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { changeScheme, leadersOfBody } from './queries.ts';
import { APPROVING_ROLES, nobodyToApprove, unfit, whyNotSubmit, whyNotWithdraw } from './scheme.ts';
import { keepAct, quoted, schemeInHand, showScheme, tellOfScheme } from './scheme-approval.ts';

/** Lays a draft before those who may approve it: every such leader but the ones who wrote it. */
export const submit = acts(contract.schemes.submit, async ({ input, actor, tx, now, record }) => {
  const found = await schemeInHand(tx, input.id);
  if (!found) return notFound('计分办法', 'scheme');
  const { scheme, stands } = found;
  const why = whyNotSubmit(stands, actor);
  if (why) return why;
  const parsed = parseScheme(scheme.yaml);
  if (!parsed.ok) return unfit(parsed.problems);
  const leaders = await leadersOfBody(tx, APPROVING_ROLES, dayOf(now));
  const others = leaders.filter(id => id !== actor.personId && !stands.writers.includes(id));
  if (others.length === 0) return nobodyToApprove();
  if (!(await changeScheme(tx, input, { state: 'submitted', submitted_at: now.toISOString() })))
    return stale({ version: scheme.version });
  await keepAct(tx, scheme.id, { act: 'submitted', actor, now, note: input.note, hash: stands.hash });
  const said = quoted(input.note);
  await tellOfScheme(tx, {
    id: scheme.id,
    to: others,
    kind: 'scheme_submitted',
    zh: `${actor.personName}送审计分办法《${scheme.name}》（第 ${scheme.number} 稿），请批准或退回${said.zh}`,
    en: `${actor.personName} submitted the scheme “${scheme.name}” (draft ${scheme.number}) for your approval${said.en}`,
    actor,
    now,
  });
  record(scheme.id, { state: 'draft' }, { state: 'submitted', hash: stands.hash, note: input.note ?? null });
  return showScheme(tx, scheme.id, actor);
});

export const withdraw = acts(contract.schemes.withdraw, async ({ input, actor, tx, now, record }) => {
  const found = await schemeInHand(tx, input.id);
  if (!found) return notFound('计分办法', 'scheme');
  const { scheme, stands } = found;
  const why = whyNotWithdraw(stands, actor);
  if (why) return why;
  const draft = { state: 'draft' as const, approved_hash: null, submitted_at: null };
  if (!(await changeScheme(tx, input, draft))) return stale({ version: scheme.version });
  await keepAct(tx, scheme.id, { act: 'withdrawn', actor, now, hash: stands.hash });
  record(scheme.id, { state: scheme.state }, { state: 'draft' });
  return showScheme(tx, scheme.id, actor);
});
