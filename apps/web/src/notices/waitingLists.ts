import type { DutyKind, Waiting } from '@xinxuan/contract';
import { type Place, paths } from '../paths.ts';

/** The list that each figure of what waits opens: with just as many rows as the figure says (D13). */
export const LISTS: Record<Waiting, () => Place> = {
  commissions_to_answer: () => paths.duties({ kind: 'commission' }),
  extensions_to_decide: () => paths.commissions({ extension: true, sort: 'due' }),
  instructions_to_answer: () => paths.duties({ kind: 'instruction' }),
  leads_to_answer: () => paths.duties({ kind: 'lead' }),
  topics_to_answer: () => paths.duties({ kind: 'plan_topic' }),
  weekly_items: () => paths.duties({ kind: 'weekly_item' }),
  opinion_reports: () => paths.duties({ kind: 'opinion_report' }),
  window_renewals: () => paths.duties({ kind: 'window_renewal' }),
  other_duties: () => paths.duties({ kind: 'other' }),
  releases_to_sign: () => paths.releases({ mine: true }),
  texts_to_clear: () => paths.clearances(),
  mail_waiting: () => paths.mails({ state: ['waiting'], sort: 'oldest' }),
  nobody_holds: () => paths.duties({ view: 'nobody' }),
  returned_to_me: () => paths.manuscripts({ mine: true, state: ['returned'] }),
  my_drafts: () => paths.manuscripts({ mine: true, state: ['draft', 'withdrawn'] }),
  to_review: () => paths.reviews(),
  at_desk: () => paths.desk(),
  claims_to_verify: () => paths.adoptions({ state: ['claimed'] }),
  schemes_to_approve: () => paths.schemes({ state: 'submitted' }),
  objections_to_answer: () => paths.objections({ state: ['open'] }),
  objections_to_decide: () => paths.objections({ state: ['reopened'] }),
};

const lateDuties = (search: { kind: DutyKind } | { view: 'nobody' }) => (): Place =>
  paths.duties({ ...search, show: 'late' });

/** The list of those of them that are past their due time, for what has one. */
export const LATE_LISTS: Partial<Record<Waiting, () => Place>> = {
  commissions_to_answer: lateDuties({ kind: 'commission' }),
  instructions_to_answer: lateDuties({ kind: 'instruction' }),
  leads_to_answer: lateDuties({ kind: 'lead' }),
  topics_to_answer: lateDuties({ kind: 'plan_topic' }),
  weekly_items: lateDuties({ kind: 'weekly_item' }),
  opinion_reports: lateDuties({ kind: 'opinion_report' }),
  window_renewals: lateDuties({ kind: 'window_renewal' }),
  other_duties: lateDuties({ kind: 'other' }),
  nobody_holds: lateDuties({ view: 'nobody' }),
  to_review: () => paths.reviews({ overdue: true }),
  at_desk: () => paths.desk({ overdue: true }),
};
