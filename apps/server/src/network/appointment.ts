import { type Refusal, refuse } from '../http/refusal.ts';
import type { AppointmentRow, PersonRow, UnitRow } from './tables.ts';

export type Term = { from_on: string; to_on: string | null };

/** The days of a term are both inclusive; an open end lasts. */
export function overlap(one: Term, other: Term): boolean {
  return (
    (one.to_on === null || other.from_on <= one.to_on) && (other.to_on === null || one.from_on <= other.to_on)
  );
}

export function isCurrent(term: Term, day: string): boolean {
  return term.from_on <= day && (term.to_on === null || term.to_on >= day);
}

export function whyNotTerm(term: Term): Refusal | null {
  if (term.to_on === null || term.to_on >= term.from_on) return null;
  const words = {
    zh: `任期截止日 ${term.to_on} 早于起始日 ${term.from_on}。请改正日期。`,
    en: `The term ends on ${term.to_on}, before it begins on ${term.from_on}. Correct the days.`,
  };
  return refuse('invalid', 'term', { ...words, fields: { toOn: words } });
}

/** A post exists only while its unit does. */
export function whyNotWithin(
  term: Term,
  unit: Pick<UnitRow, 'name' | 'opened_on' | 'closed_on'>,
): Refusal | null {
  if (term.from_on < unit.opened_on) {
    const words = {
      zh: `“${unit.name}”自 ${unit.opened_on} 起启用，任期不能早于这一天。`,
      en: `“${unit.name}” opens on ${unit.opened_on}; the term cannot begin earlier.`,
    };
    return refuse('invalid', 'before_opening', { ...words, fields: { fromOn: words } });
  }
  if (unit.closed_on === null || (term.to_on !== null && term.to_on <= unit.closed_on)) return null;
  const words = {
    zh: `“${unit.name}”于 ${unit.closed_on} 关闭，任期须在这一天或之前截止。`,
    en: `“${unit.name}” closes on ${unit.closed_on}; the term has to end by then.`,
  };
  return refuse('invalid', 'after_closing', { ...words, fields: { toOn: words } });
}

export function whyNotAppoint(
  wanted: Term & Pick<AppointmentRow, 'role' | 'unit_id'>,
  of: {
    person: Pick<PersonRow, 'name' | 'active'>;
    unit: Pick<UnitRow, 'name' | 'opened_on' | 'closed_on'>;
    held: (Term & Pick<AppointmentRow, 'role' | 'unit_id'>)[];
  },
): Refusal | null {
  if (!of.person.active) {
    return refuse('invalid', 'person_inactive', {
      zh: `${of.person.name}的账号已停用，不能任职。请先启用账号。`,
      en: `The account of ${of.person.name} is not active. Activate it first.`,
    });
  }
  const why = whyNotTerm(wanted) ?? whyNotWithin(wanted, of.unit);
  if (why) return why;
  const same = of.held.find(
    post => post.role === wanted.role && post.unit_id === wanted.unit_id && overlap(post, wanted),
  );
  if (!same) return null;
  const term = `${same.from_on}—${same.to_on ?? ''}`;
  return refuse('conflict', 'already_appointed', {
    zh: `${of.person.name}在“${of.unit.name}”已有同一任职（${term}），期间重叠，没有重复登记。请先结束原任职，或改动日期。`,
    en: `${of.person.name} already holds this role at “${of.unit.name}” (${term}) in the same time. End that post first, or change the days.`,
  });
}

/** An end can be brought forward or set, never put off: a longer term is a new appointment. */
export function whyNotEnd(post: Term & { id: string }, on: string, acting: string | null): Refusal | null {
  if (post.id === acting) {
    return refuse('invalid', 'own_post', {
      zh: '不能结束自己正在使用的任职，以免无人再能授予任职。请由其他安全管理员办理。',
      en: 'You cannot end the post you are acting in, or nobody might be left to appoint. Ask another security administrator.',
    });
  }
  const why = whyNotTerm({ from_on: post.from_on, to_on: on });
  if (why || post.to_on === null || on <= post.to_on) return why;
  const words = {
    zh: `该任职已于 ${post.to_on} 截止，不能延后到 ${on}。如需续任，请新增一项任职。`,
    en: `This post ends on ${post.to_on} and cannot be put off to ${on}. Record a new appointment instead.`,
  };
  return refuse('invalid', 'ends_earlier', { ...words, fields: { toOn: words } });
}
