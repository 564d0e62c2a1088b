import { randomBytes } from 'node:crypto';

/** Kinds of things and the prefix of their ids; an id says what it names. */
export const PREFIXES = {
  body: 'bod',
  unit: 'unt',
  group: 'grp',
  person: 'per',
  appointment: 'apt',
  token: 'tok',
  file: 'fil',
  manuscript: 'man',
  revision: 'rev',
  event: 'evt',
  review: 'rvw',
  delegation: 'dlg',
  outlet: 'out',
  adoption: 'ado',
  evidence: 'evd',
  fact: 'fac',
  scheme: 'sch',
  trial: 'tri',
  line: 'lin',
  objection: 'obj',
  correction: 'cor',
  circular: 'cir',
  notice: 'ntc',
  noticeChannel: 'nch',
  calendarFeed: 'caf',
  urgentMessage: 'urm',
  lead: 'led',
  planTopic: 'plt',
  awardRound: 'awr',
  candidate: 'can',
  award: 'awd',
  feeList: 'fee',
  feeItem: 'fei',
  finding: 'fnd',
  import: 'imp',
  mail: 'mil',
  refusal: 'rfs',
  checkRun: 'chk',
  secrecyWord: 'scw',
  clearance: 'clr',
  repeatAnswer: 'rpa',
  release: 'rls',
  commission: 'com',
  asking: 'cas',
  extension: 'cex',
  instruction: 'ins',
  instructionReceiver: 'inr',
  delivery: 'dlv',
  savedSearch: 'svs',
  duty: 'dut',
  calendarDay: 'cal',
  dutyRule: 'drl',
  thread: 'thr',
  comment: 'cmt',
  decision: 'dcs',
  seal: 'sea',
} as const;
export type Kind = keyof typeof PREFIXES;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** How many were made in each of the latest milliseconds: an act takes its time once and makes ids while others do. */
const madeAt = new Map<number, number>();
const REMEMBERED = 1_000;

/**
 * A prefixed id: 10 characters of time and 3 that count within the millisecond, so that ids made in one process sort in
 * the order of making and new rows sit together in an index; then 65 random bits.
 */
export function newId(kind: Kind, now: Date): string {
  const time = now.getTime();
  const made = madeAt.get(time) ?? 0;
  madeAt.set(time, made + 1);
  if (madeAt.size > REMEMBERED) madeAt.delete(madeAt.keys().next().value!);
  let tail = '';
  for (const byte of randomBytes(13)) tail += ALPHABET[byte % 32];
  return `${PREFIXES[kind]}_${base32(time, 10)}${base32(made, 3)}${tail}`;
}

function base32(value: number, length: number): string {
  let text = '';
  for (let rest = value, i = 0; i < length; i++, rest = Math.floor(rest / 32))
    text = ALPHABET[rest % 32] + text;
  return text;
}
