import type { MailState } from '@xinxuan/contract';
import { type Refusal, refuse, stale } from '../http/refusal.ts';
import type { MailRow } from './queries.ts';

type Held = Pick<MailRow, 'state' | 'why' | 'raw_file_id'>;

const STATE_WORDS: Record<MailState, { zh: string; en: string }> = {
  stored: { zh: '正在读取', en: 'is being read' },
  waiting: { zh: '正等待处理', en: 'waits' },
  taken: { zh: '已收为稿件', en: 'was taken in' },
  refused: { zh: '已退回', en: 'was refused' },
  aside: { zh: '已搁置', en: 'was put aside' },
  ignored: { zh: '是自动邮件，没有处理', en: 'was written by a machine and left alone' },
};

function wrongState({ state }: Held, what: { zh: string; en: string }): Refusal {
  const words = STATE_WORDS[state];
  return refuse('wrong_state', `is_${state}`, {
    zh: `这封来信${words.zh}，${what.zh}`,
    en: `This message ${words.en}: ${what.en}`,
  });
}

const TO_BE_REOPENED = {
  zh: '不能再办理。如需改变，请先恢复为待处理。',
  en: 'nothing more can be done with it. Let it wait again first if that was wrong.',
};

export function whyNotTake(message: Held): Refusal | null {
  if (message.state !== 'waiting') return wrongState(message, TO_BE_REOPENED);
  return message.raw_file_id === null ? noOriginal() : null;
}

/** Removed for its secrecy mark, or sealed with a key that was lost. */
export function noOriginal(): Refusal {
  return refuse('wrong_state', 'no_original', {
    zh: '这封来信的原件没有保留，不能打开或收为稿件。请联系发件人重发。',
    en: 'The original of this message was not kept, so it can be neither opened nor taken in. Ask the sender to send it again.',
  });
}

/** It holds everything, what was sealed since as well. */
export function originalSealed(): Refusal {
  return refuse('wrong_state', 'file_sealed', {
    zh: '这封来信带来的稿件或附件已有内容被封存，原邮件不再提供下载。其余附件可以在下面单独打开；认为不应封存的，请稿件所属单位负责人解除封存。',
    en: 'Something of what this message brought has been sealed, so the original is not handed out. Its other attachments can be opened one by one; if it should not have been sealed, ask the head of the unit to undo the seal.',
  });
}

export function whyNotRefuse(message: Held): Refusal | null {
  return message.state === 'waiting' ? null : wrongState(message, TO_BE_REOPENED);
}

export const whyNotAside = whyNotRefuse;

const CAN_WAIT_AGAIN: readonly MailState[] = ['refused', 'aside', 'ignored'];

export function whyNotReopen(message: Held): Refusal | null {
  if (!CAN_WAIT_AGAIN.includes(message.state))
    return wrongState(message, {
      zh: '不需要恢复。已收为稿件的，请在稿件页处理。',
      en: 'there is nothing to take back. What was taken in is handled on the page of its manuscript.',
    });
  if (!message.why.includes('secrecy')) return null;
  return refuse('wrong_state', 'secrecy', {
    zh: '这封来信含有密级标志，内容已从系统中清除，不能恢复。请联系保密员。',
    en: 'This message bore a secrecy mark and was removed from the system, so it cannot wait again. Call the secrecy officer.',
  });
}

export function whyNotVersion(message: Pick<MailRow, 'version'>, version: number): Refusal | null {
  return message.version === version ? null : stale({ version: message.version });
}
