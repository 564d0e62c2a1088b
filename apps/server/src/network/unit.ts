import { type Refusal, refuse } from '../http/refusal.ts';
import type { UnitRow } from './tables.ts';

/** Work that a closing would leave without hands; people are named, titles are not: they may be internal. */
export type OpenWork = {
  kind: 'in_review' | 'returned' | 'at_desk' | 'claimed';
  person: string;
  count: number;
};

export type ClosingFacts = {
  below: { name: string; closedOn: string | null }[];
  starting: { person: string; fromOn: string }[];
  work: OpenWork[];
};

export const NOTHING_OPEN: ClosingFacts = { below: [], starting: [], work: [] };

type Life = Pick<UnitRow, 'name' | 'opened_on' | 'closed_on'>;

/** Whether the unit exists on this day; `closed_on` is its last day. */
export function livesOn(unit: Life, day: string): boolean {
  return unit.opened_on <= day && (unit.closed_on === null || unit.closed_on >= day);
}

export function whyNotNamed(name: string, taken: boolean): Refusal | null {
  if (!taken) return null;
  const words = {
    zh: `同一上级单位下已有名为“${name}”的单位，没有保存。请换一个名称，或先撤销原来的单位。`,
    en: `There is already an open unit named “${name}” below the same unit, so nothing was saved. Choose another name, or close the other unit first.`,
  };
  return refuse('conflict', 'same_name', { ...words, fields: { name: words } });
}

export function whyNotAddBelow(parent: Life): Refusal | null {
  if (parent.closed_on === null) return null;
  return refuse('wrong_state', 'parent_closed', {
    zh: `“${parent.name}”已定于 ${parent.closed_on} 关闭，其下不能再设单位。请选择其他上级单位，或先恢复该单位。`,
    en: `“${parent.name}” closes on ${parent.closed_on}, so no unit can stand below it. Choose another unit, or take its closing back.`,
  });
}

export function whyNotMove(
  unit: Pick<UnitRow, 'name' | 'path' | 'parent_id'>,
  target: Pick<UnitRow, 'path'> & Life,
): Refusal | null {
  if (unit.parent_id === null) {
    return refuse('conflict', 'top_unit', {
      zh: `“${unit.name}”是最上级单位，不能移到其他单位之下。`,
      en: `“${unit.name}” is the top unit and cannot be moved below another.`,
    });
  }
  if (target.path.startsWith(unit.path)) {
    return refuse('conflict', 'below_itself', {
      zh: `“${target.name}”就是“${unit.name}”或在它之下，不能移到那里。请选择这一支以外的单位。`,
      en: `“${target.name}” is “${unit.name}” itself or lies below it. Choose a unit outside this branch.`,
    });
  }
  const closed = whyNotAddBelow(target);
  return closed && { ...closed, code: 'conflict' };
}

/** The day from which a unit exists cannot be later than what already happened there. */
export function whyNotOpenedOn(
  openedOn: string,
  unit: Pick<UnitRow, 'closed_on'> & { firstUse: string | null },
): Refusal | null {
  const words =
    unit.closed_on !== null && openedOn > unit.closed_on
      ? {
          zh: `启用日期 ${openedOn} 晚于关闭日期 ${unit.closed_on}。请改为不晚于该日。`,
          en: `The opening day ${openedOn} is after the closing day ${unit.closed_on}. Choose that day or an earlier one.`,
        }
      : unit.firstUse !== null && openedOn > unit.firstUse
        ? {
            zh: `该单位 ${unit.firstUse} 已有人任职，启用日期不能晚于这一天。`,
            en: `Somebody has held a post at this unit since ${unit.firstUse}; it cannot open later than that.`,
          }
        : null;
  return words && refuse('invalid', 'opening_day', { ...words, fields: { openedOn: words } });
}

export function whyNotClose(
  unit: Life & Pick<UnitRow, 'parent_id'>,
  on: string,
  facts: ClosingFacts,
): Refusal | null {
  if (unit.parent_id === null) {
    return refuse('wrong_state', 'top_unit', {
      zh: `“${unit.name}”是最上级单位，不能关闭。`,
      en: `“${unit.name}” is the top unit and cannot be closed.`,
    });
  }
  if (unit.closed_on !== null) {
    return refuse('wrong_state', 'already_closed', {
      zh: `“${unit.name}”已定于 ${unit.closed_on} 关闭。如需改期，请先恢复，再重新关闭。`,
      en: `“${unit.name}” already closes on ${unit.closed_on}. To change the day, reopen it first.`,
    });
  }
  if (on < unit.opened_on) {
    const words = {
      zh: `关闭日期 ${on} 早于启用日期 ${unit.opened_on}。请选择 ${unit.opened_on} 或以后的日期。`,
      en: `The closing day ${on} is before the opening day ${unit.opened_on}. Choose that day or a later one.`,
    };
    return refuse('invalid', 'closing_day', { ...words, fields: { closedOn: words } });
  }
  return whyNotLeave(unit, on, facts);
}

/** Nobody and nothing may be left behind in a unit that closes. */
function whyNotLeave(unit: Life, on: string, facts: ClosingFacts): Refusal | null {
  const below = facts.below
    .filter(each => each.closedOn === null || each.closedOn > on)
    .map(each => each.name);
  if (below.length > 0) {
    return refuse('wrong_state', 'units_below', {
      zh: `“${unit.name}”之下还有在用的单位：${some(below, '、')}。请先撤销它们，或调整它们的隶属。`,
      en: `Open units still stand below “${unit.name}”: ${some(below, ', ')}. Close or move them first.`,
      details: { units: below },
    });
  }
  if (facts.work.length > 0) {
    const zh = facts.work.map(work => `${work.person}的 ${work.count} ${WORK[work.kind].zh}`);
    const en = facts.work.map(work => `${work.count} ${WORK[work.kind].en} of ${work.person}`);
    return refuse('wrong_state', 'open_work', {
      zh: `“${unit.name}”还有未办结的工作：${some(zh, '；')}。请办结后再撤销。`,
      en: `“${unit.name}” still has open work: ${some(en, '; ')}. Finish it first.`,
      details: { work: facts.work },
    });
  }
  const starting = facts.starting.filter(each => each.fromOn > on);
  if (starting.length === 0) return null;
  return refuse('wrong_state', 'posts_begin_later', {
    zh: `有人在关闭日之后才到“${unit.name}”任职：${some(
      starting.map(each => `${each.person}（${each.fromOn}）`),
      '、',
    )}。请选择更晚的关闭日期。`,
    en: `Posts at “${unit.name}” begin after that day: ${some(
      starting.map(each => `${each.person} (${each.fromOn})`),
      ', ',
    )}. Choose a later closing day.`,
  });
}

const WORK: Record<OpenWork['kind'], { zh: string; en: string }> = {
  in_review: { zh: '篇稿件在审', en: 'manuscript(s) in review' },
  returned: { zh: '篇稿件退回待改', en: 'returned manuscript(s)' },
  at_desk: { zh: '篇稿件待编辑部处理', en: 'manuscript(s) at the desk' },
  claimed: { zh: '条采用申报待核实', en: 'adoption claim(s) to be verified' },
};

function some(names: string[], mark: string): string {
  return names.length <= 6 ? names.join(mark) : `${names.slice(0, 6).join(mark)} …（${names.length}）`;
}

export function whyNotReopen(unit: Life, parent: Life | null): Refusal | null {
  if (unit.closed_on === null) {
    return refuse('wrong_state', 'not_closed', {
      zh: `“${unit.name}”没有关闭，无需恢复。`,
      en: `“${unit.name}” is not closed; there is nothing to take back.`,
    });
  }
  return parent && whyNotAddBelow(parent);
}
