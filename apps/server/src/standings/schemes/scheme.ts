import { createHash } from 'node:crypto';
import type { InferContractRouterOutputs } from '@orpc/contract';
import type { contract, RefusalData, Role, SchemeState } from '@xinxuan/contract';
import type { Problem } from '@xinxuan/scoring';
import type { Actor } from '../../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../../http/refusal.ts';
import { RIGHTS_OF, whyNotAct } from '../../http/rights.ts';
import type { SchemeActFull, SchemeFull } from './queries.ts';

type ProblemView = InferContractRouterOutputs<typeof contract>['schemes']['check']['problems'][number];

/** What the rules need of a scheme: where it stands, whose hands it went through, and its text's hash. */
export type Handled = {
  state: SchemeState;
  hash: string;
  approved_hash: string | null;
  /** Whoever saved or submitted it. */
  writers: readonly string[];
};

/** What an approval is tied to: not one character of the text may differ. */
export function hashOf(yaml: string): string {
  return createHash('sha256').update(yaml).digest('hex');
}

export function handled(scheme: SchemeFull, acts: readonly SchemeActFull[]): Handled {
  const hands = acts.filter(({ act }) => act === 'saved' || act === 'submitted');
  return {
    state: scheme.state,
    hash: hashOf(scheme.yaml),
    approved_hash: scheme.approved_hash,
    writers: [...new Set([...hands.map(({ person_id }) => person_id), scheme.saved_by])].filter(
      id => id !== null,
    ),
  };
}

/** The text may be changed until it is in force; a submitted or approved one thereby becomes a draft again. */
export function whyNotChange(scheme: Pick<Handled, 'state'>, actor: Actor): Refusal | null {
  const fixed = refuse('wrong_state', 'scheme_fixed', {
    zh: '这一版办法已经施行，不能再改。请以此为底稿新拟一份草案，修改后再从某一天起施行。',
    en: 'This version has come into force and cannot be changed. Copy it into a new draft and put that in force from a day on.',
  });
  return firstOf(whyNotAct(actor, 'scheme.manage'), isFixed(scheme.state) ? fixed : null);
}

function isFixed(state: SchemeState): boolean {
  return state === 'in_force' || state === 'ended';
}

export function whyNotSubmit(scheme: Pick<Handled, 'state'>, actor: Actor): Refusal | null {
  const notDraft = refuse('wrong_state', 'not_a_draft', {
    zh: '只有草案可以送审：这一版已经送审、批准或施行。请刷新查看它现在到了哪一步。',
    en: 'Only a draft can be submitted: this one is submitted, approved or in force already. Reload to see where it stands.',
  });
  return firstOf(whyNotAct(actor, 'scheme.manage'), scheme.state === 'draft' ? null : notDraft);
}

/** Only a draft is given up: what was laid before others is taken back first, and what was in force stays. */
export function whyNotDiscard(scheme: Pick<Handled, 'state'>, actor: Actor): Refusal | null {
  const notDraft = refuse('wrong_state', 'only_drafts_discarded', {
    zh: '只有草案可以丢弃。已送审或批准的请先撤回；施行过的办法要留存，不能丢弃。',
    en: 'Only a draft can be discarded. Take a submitted or approved one back first; what was in force is kept.',
  });
  return firstOf(whyNotAct(actor, 'scheme.manage'), scheme.state === 'draft' ? null : notDraft);
}

export function whyNotWithdraw(scheme: Pick<Handled, 'state'>, actor: Actor): Refusal | null {
  const open = scheme.state === 'submitted' || scheme.state === 'approved';
  const notSent = refuse('wrong_state', 'not_submitted', {
    zh: '没有可以撤回的送审：这一版还是草案，或者已经施行。',
    en: 'There is nothing to take back: this version is a draft still, or in force already.',
  });
  return firstOf(whyNotAct(actor, 'scheme.manage'), open ? null : notSent);
}

/** Approving and returning: never by one who wrote or submitted it. */
export function whyNotApprove(scheme: Handled, actor: Actor): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'scheme.approve'),
    scheme.writers.includes(actor.personId) ? OWN_SCHEME : null,
    scheme.state === 'submitted' ? null : NOT_WAITING,
  );
}

/** Only what was approved comes into force, and only as long as the text is the one that was seen. */
export function whyNotPutInForce(scheme: Handled, actor: Actor): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'scheme.manage'),
    isFixed(scheme.state) ? IN_FORCE_ALREADY : null,
    scheme.state === 'approved' && scheme.approved_hash === scheme.hash ? null : NOT_APPROVED,
  );
}

/** Roles that may approve, as the table of rights says. */
export const APPROVING_ROLES: readonly Role[] = (Object.keys(RIGHTS_OF) as Role[]).filter(
  role => RIGHTS_OF[role]['scheme.approve'],
);

const OWN_SCHEME = refuse('forbidden', 'own_scheme', {
  zh: '这份办法由您保存或送审过，须由另一位领导批准。',
  en: 'You saved or submitted this scheme yourself; another leader has to approve it.',
});
const NOT_WAITING = refuse('wrong_state', 'not_waiting', {
  zh: '这份办法现在没有等待审批：可能已经批准、退回，或者起草人改动后收回了。请刷新查看。',
  en: 'This scheme is not waiting for approval now: it was approved or returned, or its writer took it back. Reload to see.',
});
const IN_FORCE_ALREADY = refuse('wrong_state', 'in_force_already', {
  zh: '这一版办法已经施行过。要再次改用它，请以此为底稿新拟一份，送审批准后施行。',
  en: 'This version has been in force already. To use it again, copy it into a new draft and have that approved.',
});
const NOT_APPROVED = refuse('wrong_state', 'not_approved', {
  zh: '这份办法还没有批准，或者批准之后文本又有改动。请先送审，由领导批准后再定施行日期。',
  en: 'This scheme is not approved, or its text was changed after the approval. Submit it and have a leader approve it first.',
});

export const nobodyToApprove = (): Refusal =>
  refuse('conflict', 'nobody_to_approve', {
    zh: '没有可以批准这份办法的人：除起草和送审的人以外，本单位还没有主要领导或分管领导任职。请联系安全管理员登记任职后再送审。',
    en: 'Nobody can approve this scheme: apart from those who wrote it, the body has no principal leader or leader in charge. Ask the security administrator to appoint one, then submit.',
  });

/** Every mistake of a scheme in one refusal, so that nothing has to be found out one by one. */
export function unfit(problems: Problem[]): Refusal {
  const [first] = problems;
  const more =
    problems.length > 1
      ? { zh: `，另有 ${problems.length - 1} 处`, en: `, and ${problems.length - 1} more` }
      : { zh: '', en: '' };
  const place = first?.line
    ? { zh: `第 ${first.line} 行：`, en: `line ${first.line}: ` }
    : { zh: '', en: '' };
  const details: RefusalData['details'] = { problems: problems.map(problemView) };
  return refuse('invalid', 'scheme_problems', {
    zh: `计分办法有误，没有保存。${place.zh}${first?.zh ?? ''}${more.zh}。`,
    en: `The scheme has mistakes and was not saved. ${place.en}${first?.en ?? ''}${more.en}.`,
    details,
  });
}

export function problemView(problem: Problem): ProblemView {
  return {
    path: problem.path,
    line: problem.line ?? null,
    clause: problem.clause ?? null,
    code: problem.code,
    zh: problem.zh,
    en: problem.en,
  };
}
