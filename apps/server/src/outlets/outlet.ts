import type { Outlet } from '@xinxuan/contract';
import type { OutletRow } from '../adoptions/tables.ts';
import type { Actor } from '../http/actor.ts';
import { can, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';

/** Bulletins of party and government stay inside: what is meant for colleagues only is never an outward outlet (P1). */
export function whyNotOutlet(
  outlet: Pick<OutletRow, 'level' | 'internal' | 'opened_on' | 'closed_on'>,
): Refusal | null {
  if (outlet.level === 'upper_bulletin' && !outlet.internal) {
    return refuse('invalid', 'bulletin_is_internal', {
      zh: '上级刊物属于党政信息载体，只在内部流转。请勾选“仅内部流转”。',
      en: 'A bulletin of the desk above is an internal carrier. Mark it as internal.',
    });
  }
  if (outlet.closed_on !== null && outlet.closed_on < outlet.opened_on) {
    return refuse('invalid', 'closed_before_opened', {
      zh: '停用日期早于启用日期。请改正其中一个。',
      en: 'The closing day lies before the opening day. Correct one of them.',
    });
  }
  return null;
}

export function nameTaken(name: string): Refusal {
  return refuse('conflict', 'outlet_name_taken', {
    zh: `已有名为“${name}”的载体。请直接使用它，或换一个能区分的名称。`,
    en: `There is already an outlet named “${name}”. Use it, or choose a name that tells them apart.`,
  });
}

export function openOn(outlet: OutletRow, day: string): boolean {
  return outlet.opened_on <= day && (outlet.closed_on === null || outlet.closed_on >= day);
}

export function viewOf(outlet: OutletRow, actor: Actor): Outlet {
  return {
    id: outlet.id,
    name: outlet.name,
    level: outlet.level,
    kind: outlet.kind,
    internal: outlet.internal,
    openedOn: outlet.opened_on,
    closedOn: outlet.closed_on,
    version: outlet.version,
    can: { change: can(whyNotAct(actor, 'outlet.manage')) },
  };
}
