/** Where a link leads. Every URL of the application is made here; pages never write one. */
export type SearchValue = string | number | boolean | readonly string[] | undefined;
export type Search = Record<string, SearchValue>;
export type Place = { to: string; params?: Record<string, string>; search?: Search };

/** The patterns that routes are declared with. */
export const PATTERNS = {
  today: '/',
  counted: '/counted',
  signIn: '/sign-in',
  password: '/password',
  firstRun: '/first-run',
  search: '/search',
  unreadFiles: '/search/unread-files',
  manuscripts: '/manuscripts',
  write: '/manuscripts/write',
  manuscript: '/manuscripts/$id',
  text: '/manuscripts/$id/text',
  field: '/field',
  reviews: '/reviews',
  reviewBatch: '/reviews/batch',
  stuck: '/reviews/stuck',
  desk: '/desk',
  merge: '/desk/merge',
  adoptions: '/adoptions',
  adoption: '/adoptions/$id',
  claim: '/adoptions/claim',
  faults: '/faults',
  duties: '/duties',
  dutyRates: '/duty-rates',
  dutyRules: '/duty-rules',
  calendar: '/calendar',
  releases: '/releases',
  releaseNew: '/releases/new',
  releaseErrors: '/releases/errors',
  release: '/releases/$id',
  commissions: '/commissions',
  commissionNew: '/commissions/new',
  commission: '/commissions/$id',
  leads: '/leads',
  lead: '/leads/$id',
  plan: '/plan',
  planTopic: '/plan/$id',
  mails: '/mail',
  mail: '/mail/$id',
  mailSettings: '/network/mail',
  instructions: '/instructions',
  instruction: '/instructions/$id',
  outlets: '/outlets',
  imports: '/imports',
  import: '/imports/$id',
  standings: '/standings',
  ledger: '/ledger',
  trials: '/standings/trial',
  trial: '/standings/trial/$id',
  objections: '/standings/objections',
  objection: '/standings/objections/$id',
  periodChanges: '/standings/changes',
  awards: '/awards',
  award: '/awards/$id',
  fees: '/fees',
  fee: '/fees/$id',
  fairness: '/standings/fairness',
  circulars: '/circulars',
  circular: '/circulars/$id',
  schemes: '/schemes',
  scheme: '/schemes/$id',
  schemeCompare: '/schemes/$id/compare',
  settings: '/settings',
  units: '/network/units',
  people: '/network/people',
  roster: '/network/roster',
  groups: '/network/groups',
  tokens: '/network/tokens',
  routes: '/settings/review-routes',
  delegations: '/settings/delegations',
  account: '/settings/account',
  audit: '/audit',
  notices: '/notices',
  noticeWishes: '/settings/notices',
  channels: '/network/channels',
  urgent: '/notices/urgent',
  checkRules: '/settings/check-rules',
  checkFigures: '/settings/check-figures',
  clearances: '/secrecy',
  secrecyWords: '/settings/secrecy',
} as const;
export type PathName = keyof typeof PATTERNS;

const list =
  (name: PathName) =>
  (search: Search = {}): Place => ({ to: PATTERNS[name], search });
const one =
  (name: PathName) =>
  (id: string, search: Search = {}): Place => ({ to: PATTERNS[name], params: { id }, search });

export const paths = {
  today: list('today'),
  counted: list('counted'),
  signIn: list('signIn'),
  password: list('password'),
  firstRun: list('firstRun'),
  search: list('search'),
  unreadFiles: list('unreadFiles'),
  manuscripts: list('manuscripts'),
  write: list('write'),
  rewrite: (id: string): Place => ({ to: PATTERNS.write, search: { id } }),
  manuscript: one('manuscript'),
  text: one('text'),
  field: list('field'),
  reviews: list('reviews'),
  reviewBatch: list('reviewBatch'),
  stuck: list('stuck'),
  desk: list('desk'),
  merge: list('merge'),
  adoptions: list('adoptions'),
  adoption: one('adoption'),
  claim: list('claim'),
  faults: list('faults'),
  duties: list('duties'),
  dutyRates: list('dutyRates'),
  dutyRules: list('dutyRules'),
  calendar: list('calendar'),
  releases: list('releases'),
  releaseNew: list('releaseNew'),
  releaseErrors: list('releaseErrors'),
  release: one('release'),
  commissions: list('commissions'),
  commissionNew: list('commissionNew'),
  commission: one('commission'),
  leads: list('leads'),
  lead: one('lead'),
  plan: list('plan'),
  planTopic: one('planTopic'),
  mails: list('mails'),
  mail: one('mail'),
  mailSettings: list('mailSettings'),
  instructions: list('instructions'),
  instruction: one('instruction'),
  outlets: list('outlets'),
  imports: list('imports'),
  import: one('import'),
  standings: list('standings'),
  ledger: list('ledger'),
  trials: list('trials'),
  trial: one('trial'),
  objections: list('objections'),
  objection: one('objection'),
  periodChanges: list('periodChanges'),
  awards: list('awards'),
  award: one('award'),
  fees: list('fees'),
  fee: one('fee'),
  fairness: list('fairness'),
  circulars: list('circulars'),
  circular: one('circular'),
  schemes: list('schemes'),
  scheme: one('scheme'),
  schemeCompare: one('schemeCompare'),
  settings: list('settings'),
  units: list('units'),
  people: list('people'),
  roster: list('roster'),
  groups: list('groups'),
  tokens: list('tokens'),
  routes: list('routes'),
  delegations: list('delegations'),
  account: list('account'),
  audit: list('audit'),
  notices: list('notices'),
  noticeWishes: list('noticeWishes'),
  channels: list('channels'),
  urgent: list('urgent'),
  checkRules: list('checkRules'),
  checkFigures: list('checkFigures'),
  clearances: list('clearances'),
  secrecyWords: list('secrecyWords'),
};

/** Where a stored file is read or downloaded. */
export function fileUrl(id: string, name: string): string {
  return `/api/files/${encodeURIComponent(id)}/${encodeURIComponent(name)}`;
}

/** `?state=at_desk,accepted&page=2`: readable, and short enough to be sent to a colleague. */
export function writeSearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) {
      if (value.length > 0) out.set(key, value.join(','));
    } else out.set(key, String(value));
  }
  const text = out.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}

/** The words after `?` as text; each page's own schema gives them their types. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The place of an address that the server gave: a notice's, a duty's. */
export function placeAt(address: string): Place {
  const [to = '/', search = ''] = address.split('?');
  return { to, search: readSearch(search) };
}
