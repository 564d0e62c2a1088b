import { dayOf, minuteOfDay } from '../clock.ts';
import { weekdayOf } from '../deadlines/days.ts';
import type { DutyRow } from './tables.ts';

const WEEKDAYS = '日一二三四五六';

/** 11月23日（周一）09:15 */
export function moment(at: Date): { zh: string; en: string } {
  const day = dayOf(at);
  const [, month, of] = day.split('-').map(Number);
  const minute = minuteOfDay(at);
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return { zh: `${month}月${of}日（周${WEEKDAYS[weekdayOf(day)]}）${clock}`, en: `${day} ${clock}` };
}

/** `subject`: what the duty is about, when that has a name of its own. */
export type Owing = { unit: string; person: string | null; subject: string | null };

/**
 * What a step says: whose duty, what, by when, and what to do now (D2). The last step says that it is the last (D1).
 */
export function stepWords(
  duty: Pick<DutyRow, 'title_zh' | 'title_en' | 'due_at'>,
  owing: Owing,
  at: { planned: Date; last: boolean; held: boolean; above: boolean },
): { zh: string; en: string } {
  const about = owing.subject === null ? '' : `《${owing.subject}》：`;
  const aboutEn = owing.subject === null ? '' : `“${owing.subject}”: `;
  const due = moment(new Date(duty.due_at));
  const who = owing.person ? `${owing.unit}${owing.person}` : owing.unit;
  const whoEn = owing.person ? `${owing.person}, ${owing.unit}` : owing.unit;
  const over = at.planned.getTime() >= Date.parse(duty.due_at);
  const zh = over ? `已到截止时间 ${due.zh}` : `截止时间 ${due.zh}`;
  const en = over ? `was due ${due.en}` : `is due ${due.en}`;
  const now = whatNow(at);
  const last = at.last
    ? { zh: '这是最后一次提醒，以后不再提醒。', en: ' This is the last reminder; no other follows.' }
    : { zh: '', en: '' };
  return {
    zh: `${about}${who}的“${duty.title_zh}”${zh}，尚未办结。${now.zh}。${last.zh}`,
    en: `${aboutEn}“${duty.title_en}” of ${whoEn} ${en} and is not done. ${now.en}.${last.en}`,
  };
}

/** Nobody is asked for what he cannot do: a duty stays with its post, and a post that is empty can be filled. */
function whatNow({ held, above }: { held: boolean; above: boolean }): { zh: string; en: string } {
  if (!held)
    return {
      zh: '目前没有人承办，请安排人员',
      en: 'Nobody has it in hand; please see to it that somebody has',
    };
  if (above) return { zh: '请督促办理', en: 'Please see that it is done' };
  return { zh: '请现在办理', en: 'Please do it now' };
}

type Handing = {
  unit: string;
  subject: string | null;
  from: readonly string[];
  to: readonly string[];
  by: string;
  reason: string;
};

/** The same to both: what, from whom to whom, by whom, until when and why. */
export function handedWords(
  duty: Pick<DutyRow, 'title_zh' | 'title_en' | 'due_at'>,
  { unit, subject, from, to, by, reason }: Handing,
): { zh: string; en: string } {
  const about = subject === null ? '' : `《${subject}》：`;
  const aboutEn = subject === null ? '' : `“${subject}”: `;
  const due = moment(new Date(duty.due_at));
  const had = from.length === 0 ? '' : `由${from.join('、')}`;
  const hadEn = from.length === 0 ? '' : ` from ${from.join(', ')}`;
  return {
    zh: `${about}${unit}的“${duty.title_zh}”${had}转交${to.join('、')}办理（${by}转交），截止时间 ${due.zh}。理由：${reason}`,
    en: `${aboutEn}“${duty.title_en}” of ${unit} was handed${hadEn} to ${to.join(', ')} by ${by}; due ${due.en}. Reason: ${reason}`,
  };
}
