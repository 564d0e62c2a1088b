import type { FaultKind } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';

export function whyNotFaultOn(
  unit: { name: string; opened_on: string; closed_on: string | null },
  day: string,
  today: string,
): Refusal | null {
  if (day > today) {
    return refuse('invalid', 'fault_in_future', {
      zh: `${day} 还没有到，不能登记迟报或漏报。请填写事件发生的日期。`,
      en: `The day ${day} has not come yet. Give the day of the event.`,
    });
  }
  if (day < unit.opened_on || (unit.closed_on !== null && day > unit.closed_on)) {
    return refuse('invalid', 'unit_not_open', {
      zh: `${unit.name}在 ${day} 不在运行期内，不能登记。请核对单位或日期。`,
      en: `${unit.name} was not open on ${day}. Check the unit or the day.`,
    });
  }
  return null;
}

/** A veto bars from every award of its period, so it has to rest on something that can be read again. */
export function whyNotWithout(basis: string, kind: FaultKind): Refusal | null {
  if (kind !== 'veto' || basis !== '') return null;
  const words = {
    zh: '一票否决须写明依据，例如处理决定或通报的文号。',
    en: 'A veto must name what it rests on, such as the number of a ruling or circular.',
  };
  return refuse('invalid', 'veto_without_basis', { ...words, fields: { basis: words } });
}

export function whyNotVoid(fault: { voided_at: string | null }): Refusal | null {
  if (fault.voided_at === null) return null;
  return refuse('wrong_state', 'voided_already', {
    zh: '这条记录已经撤销过了，无需再次办理。',
    en: 'This record has been taken back already.',
  });
}
