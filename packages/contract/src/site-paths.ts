/**
 * The pages of the site that a message may lead to: each a pattern of `apps/web/src/paths.ts` (its test holds them
 * together), so that a link that leaves in a notice, an e-mail or a robot's card always opens a page.
 */
export const LINKED_PAGES = [
  '/',
  '/reviews',
  '/desk',
  '/manuscripts',
  '/manuscripts/write',
  '/manuscripts/$id',
  '/manuscripts/$id/text',
  '/adoptions/$id',
  '/commissions/$id',
  '/leads/$id',
  '/imports/$id',
  '/plan',
  '/plan/$id',
  '/instructions/$id',
  '/releases/$id',
  '/faults',
  '/duties',
  '/ledger',
  '/standings',
  '/standings/objections/$id',
  '/awards',
  '/awards/$id',
  '/fees',
  '/fees/$id',
  '/schemes/$id',
  '/search',
  '/secrecy',
  '/settings/delegations',
  '/network/mail',
  '/network/channels',
  '/audit',
  '/notices',
] as const;

type Filled<Pattern extends string> = Pattern extends `${infer Before}$id${infer After}`
  ? `${Before}${string}${After}`
  : Pattern;

type Page = Filled<(typeof LINKED_PAGES)[number]>;

/** The address of a page that exists, with its state where it has one: `/commissions/com_1`, `/faults?unit=uni_2`. */
export type SitePath = Page | `${Page}?${string}`;
