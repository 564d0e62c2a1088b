import type { MailWhy } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import { queueDelivery } from '../outbox/queue.ts';
import type { Entered } from './enter.ts';
import { answersSince } from './queries.ts';
import type { MailAnswer, Sentence } from './tables.ts';

/** The name of the way by which answers leave; the receiver is the message. */
export const ANSWER_CHANNEL = 'mail_answer';

const WITHIN_MS = 3_600_000;
const MOST_WITHIN = 10;

export type Told = {
  /** Null when there is nobody to answer. */
  to: string | null;
  subject: string;
  /** Written by a machine, or a mailbox of our own. */
  automatic: boolean;
  verdict: 'pass' | 'fail' | 'none';
  known: boolean;
  /** The body has a way out for mail. */
  canSend: boolean;
};

/**
 * Whom the system answers: never a machine, never a sender whose proof failed (it would reach the one whose name was
 * used), a stranger only when his address is proven, and nobody more than ten times an hour.
 */
export async function mayAnswer(tx: Tx, told: Told, now: Date): Promise<boolean> {
  if (!told.canSend || told.to === null || told.automatic || told.verdict === 'fail') return false;
  if (!told.known && told.verdict !== 'pass') return false;
  return (await answersSince(tx, told.to, new Date(now.getTime() - WITHIN_MS))) < MOST_WITHIN;
}

/** Queues the answer with the act; its words stand in the message's row. */
export async function queueAnswer(
  tx: Tx,
  { messageId, turn, now }: { messageId: string; turn: number; now: Date },
): Promise<void> {
  await queueDelivery(tx, {
    channel: ANSWER_CHANNEL,
    receiver: messageId,
    about: messageId,
    payload: {
      title: { zh: '来信回执', en: 'Answer to a message' },
      link: `/mail/${messageId}?turn=${turn}`,
    },
    dedupeKey: `mail/${messageId}/${turn}`,
    now,
  });
}

export type Report = {
  to: string;
  subject: string;
  arrivedAt: Date;
  origin: string;
  manuscripts: readonly Entered[];
  /** What could not be read, by name and reason. */
  unreadable: readonly { name: string; finding: Sentence | null }[];
  /** Why it waits for a person; empty once it was taken in. */
  why: readonly MailWhy[];
  /** Why the desk refuses it. */
  refused: string | null;
  turn: number;
};

/** What was received, what could not be read and what is still to be done; Chinese first. */
export function answerOf(report: Report): MailAnswer {
  const zh = linesOf(report, 'zh');
  const en = linesOf(report, 'en');
  const about = report.subject === '' ? '（无主题）' : report.subject;
  return {
    to: report.to,
    turn: report.turn,
    subject: `回执：${about}`.slice(0, 200),
    text: `${zh.join('\n')}\n\n----------------------------------------\n${en.join('\n')}\n`,
  };
}

type Language = 'zh' | 'en';

function linesOf(report: Report, lang: Language): string[] {
  const lines = [opening(report, lang), ''];
  for (const entered of report.manuscripts) lines.push(...manuscriptLines(report, entered, lang));
  if (report.unreadable.length > 0) {
    lines.push(lang === 'zh' ? '以下附件没有读出：' : 'These attachments could not be read:');
    for (const { name, finding } of report.unreadable)
      lines.push(lang === 'zh' ? `　· ${name}：${finding?.zh ?? ''}` : `  - ${name}: ${finding?.en ?? ''}`);
    lines.push('');
  }
  if (report.refused !== null) {
    lines.push(
      lang === 'zh'
        ? `编辑部没有采用这封来信：${report.refused}`
        : `The desk did not take this message: ${report.refused}`,
      '',
    );
  } else if (report.manuscripts.length === 0) lines.push(...waitingLines(report, lang), '');
  lines.push(CLOSING[lang]);
  return lines;
}

const CLOSING = {
  zh: '此邮件由系统自动发出，请不要直接回复。',
  en: 'This message was sent by the system; please do not answer it.',
};

function opening({ subject, arrivedAt }: Report, lang: Language): string {
  const at = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(arrivedAt);
  return lang === 'zh'
    ? `您好！来信“${subject}”已于${at}收到。`
    : `Your message “${subject}” was received on ${at}.`;
}

function manuscriptLines(
  { origin }: Report,
  { id, title, submitted, doubts }: Entered,
  lang: Language,
): string[] {
  const link = `${origin}/manuscripts/${id}`;
  if (lang === 'zh') {
    const name = title || '（未读出标题）';
    if (submitted) return [`《${name}》已报送，进入审核。`, `　查看：${link}`, ''];
    const open =
      doubts.length > 0 ? `请先核对：${doubts.map(each => each.zh).join('；')}。` : '请核对后报送。';
    return [`《${name}》已存为您的草稿，尚未报送。${open}`, `　打开：${link}`, ''];
  }
  const name = title || '(no title found)';
  if (submitted) return [`“${name}” was sent to review.`, `  See: ${link}`, ''];
  const open =
    doubts.length > 0
      ? `Please look at it first: ${doubts.map(each => each.en).join('; ')}.`
      : 'Please check and send it.';
  return [`“${name}” is kept as your draft and not sent yet. ${open}`, `  Open: ${link}`, ''];
}

/** The sender learns what he can do about it, and nothing about other people. */
const ADVICE: Partial<Record<MailWhy, Sentence>> = {
  no_manuscript: {
    zh: '邮件里没有找到稿件。请把稿件作为 Word 文档附上，或把全文写在邮件正文里重新发送。',
    en: 'No manuscript was found in it. Attach the manuscript as a Word document, or write the whole text into the message, and send it again.',
  },
  unreadable: {
    zh: '附件没有读出，正等待编辑部处理。请按上面的说明改存后重新发送。',
    en: 'The attachments could not be read and wait for the desk. Save them as said above and send them again.',
  },
  other_unit: {
    zh: '主题所写的单位不是您任职的单位，正等待编辑部核对。',
    en: 'The unit in the subject is not one of yours; the desk will look at it.',
  },
  no_post: {
    zh: '您目前没有报送稿件的任职，正等待编辑部处理。',
    en: 'You hold no post that reports manuscripts at present; the desk will look at it.',
  },
  secrecy: {
    zh: '内容含有密级标志，没有接收，系统内不保留。涉密内容不得通过本系统传递，请立即联系保密员。',
    en: 'It bears a secrecy mark, was not taken in and is not kept here. Classified matter may not pass through this system: call the secrecy officer at once.',
  },
};

function waitingLines({ why }: Report, lang: Language): string[] {
  const said = why.flatMap(each => (ADVICE[each] ? [ADVICE[each][lang]] : []));
  if (said.length > 0) return said;
  return [
    lang === 'zh' ? '正等待编辑部处理，处理后会再通知您。' : 'It waits for the desk; you will hear again.',
  ];
}
