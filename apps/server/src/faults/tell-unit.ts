import type { FaultKind } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { membersOf } from '../network/place-queries.ts';
import { tell } from '../notices/tell.ts';

const WORDS: Record<FaultKind, { zh: string; en: string }> = {
  major_event_late: { zh: '重大事项迟报', en: 'a major event reported late' },
  major_event_missed: { zh: '重大事项漏报', en: 'a missed major event' },
  veto: { zh: '一票否决', en: 'a veto' },
};

type Fault = { kind: FaultKind; unit: { id: string; name: string }; on: string; note: string };
type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>;

/** The unit learns of a fault at once, from whom and why, so that it can object while all remember. */
export function tellRecorded(call: Call, { kind, unit, on, note }: Fault): Promise<void> {
  const by = call.actor.personName;
  return tellUnit(call, unit.id, {
    kind: 'fault_recorded',
    zh: `${by}记录了${unit.name} ${on} 的${WORDS[kind].zh}：${unstopped(note)}。如与事实不符，请与${by}联系，可以撤销。`,
    en: `${by} recorded ${WORDS[kind].en} of ${unit.name} on ${on}: ${unstopped(note)}. If this is wrong, speak to ${by}: it can be taken back.`,
  });
}

export function tellVoided(
  call: Call,
  { kind, unit, on }: Omit<Fault, 'note'>,
  reason: string,
): Promise<void> {
  const by = call.actor.personName;
  return tellUnit(call, unit.id, {
    kind: 'fault_voided',
    zh: `${by}撤销了${unit.name} ${on} 的${WORDS[kind].zh}记录，不再计入考核。理由：${unstopped(reason)}。`,
    en: `${by} took back the record of ${WORDS[kind].en} of ${unit.name} on ${on}; it does not count any more. Reason: ${unstopped(reason)}.`,
  });
}

async function tellUnit(
  { tx, now, server, afterwards }: Call,
  unitId: string,
  words: { kind: `fault_${string}`; zh: string; en: string },
): Promise<void> {
  await tell(tx, { personIds: await membersOf(tx, unitId, dayOf(now)), ...words, link: '/faults', now });
  afterwards(() => server.live.tell(tx.body, 'notice'));
}

/** People end a sentence or not; ours goes on behind it. */
const unstopped = (sentence: string): string => sentence.replace(/[。.]+$/u, '');
