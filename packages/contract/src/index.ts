import { adoptions, faults, outlets } from './adoptions.ts';
import { audit } from './audit.ts';
import { awards } from './awards.ts';
import { calendar } from './calendar.ts';
import { checks } from './checks.ts';
import { circulars } from './circulars.ts';
import { commissions } from './commissions.ts';
import { duties } from './duties.ts';
import { fairness } from './fairness.ts';
import { fees } from './fees.ts';
import { imports } from './imports.ts';
import { instructions } from './instructions.ts';
import { leads } from './leads.ts';
import { mail } from './mail.ts';
import { manuscripts } from './manuscripts.ts';
import { network } from './network.ts';
import { noticeWays } from './notice-ways.ts';
import { notices } from './notices.ts';
import { objections } from './objections.ts';
import { plans } from './plans.ts';
import { releases } from './releases.ts';
import { reviews } from './reviews.ts';
import { schemeDocuments } from './scheme-documents.ts';
import { schemeDrafts } from './scheme-drafts.ts';
import { schemes } from './schemes.ts';
import { search } from './search.ts';
import { session, setup } from './session.ts';
import { standings } from './standings.ts';
import { trials } from './trials.ts';
import { writing } from './writing.ts';

export * from './adoptions.ts';
export * from './audit.ts';
export * from './awards.ts';
export * from './base.ts';
export * from './calendar.ts';
export * from './checks.ts';
export * from './circulars.ts';
export * from './commissions.ts';
export * from './duties.ts';
export * from './duty-kinds.ts';
export * from './fairness.ts';
export * from './fees.ts';
export * from './field-reports.ts';
export * from './findings.ts';
export * from './imports.ts';
export * from './instructions.ts';
export * from './leads.ts';
export * from './mail.ts';
export * from './manuscript.ts';
export * from './manuscripts.ts';
export * from './network.ts';
export * from './notice-ways.ts';
export * from './notices.ts';
export * from './objections.ts';
export * from './plans.ts';
export * from './quality.ts';
export * from './redline/differences.ts';
export * from './redline/flat.ts';
export * from './redline/merge.ts';
export * from './redline/redline.ts';
export * from './redline/sequence.ts';
export * from './redline/word-count.ts';
export * from './releases.ts';
export * from './repeat-verdict.ts';
export * from './repeats.ts';
export * from './reviews.ts';
export * from './scheme-documents.ts';
export * from './scheme-drafts.ts';
export * from './schemes.ts';
export * from './search.ts';
export * from './session.ts';
export * from './site-paths.ts';
export * from './standings.ts';
export * from './trials.ts';
export * from './words.ts';
export * from './writing.ts';

/** Everything that crosses the wire; served as RPC to the web and as REST under /api/v1. */
export const contract = {
  session,
  setup,
  network,
  audit,
  calendar,
  duties,
  manuscripts,
  mail,
  checks,
  writing,
  search,
  reviews,
  outlets,
  adoptions,
  faults,
  commissions,
  leads,
  plans,
  releases,
  imports,
  instructions,
  schemes: { ...schemes, ...schemeDocuments, ...schemeDrafts },
  standings,
  trials,
  objections,
  awards,
  fees,
  fairness,
  circulars,
  notices: { ...notices, ...noticeWays },
};
