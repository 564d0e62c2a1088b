import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { changeScheme } from './queries.ts';
import { whyNotApprove } from './scheme.ts';
import { keepAct, quoted, schemeInHand, showScheme, tellOfScheme } from './scheme-approval.ts';

/** Approves the text that was on the screen: with another hash somebody changed it meanwhile. */
export const approve = acts(contract.schemes.approve, async ({ input, actor, tx, now, record }) => {
  const found = await schemeInHand(tx, input.id);
  if (!found) return notFound('计分办法', 'scheme');
  const { scheme, stands } = found;
  const why = whyNotApprove(stands, actor);
  if (why) return why;
  if (input.hash !== stands.hash) return stale({ version: scheme.version });
  if (!(await changeScheme(tx, input, { state: 'approved', approved_hash: stands.hash })))
    return stale({ version: scheme.version });
  await keepAct(tx, scheme.id, { act: 'approved', actor, now, note: input.note, hash: stands.hash });
  const said = quoted(input.note);
  await tellOfScheme(tx, {
    id: scheme.id,
    to: stands.writers,
    kind: 'scheme_approved',
    zh: `${actor.personName}批准了计分办法《${scheme.name}》（第 ${scheme.number} 稿），可以定施行日期${said.zh}`,
    en: `${actor.personName} approved the scheme “${scheme.name}” (draft ${scheme.number}); its first day can be set${said.en}`,
    actor,
    now,
  });
  record(scheme.id, { state: 'submitted' }, { state: 'approved', hash: stands.hash });
  return showScheme(tx, scheme.id, actor);
});
