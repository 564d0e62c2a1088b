import { isContended, isDiskFull, isUnavailable, isUnstorable, violatedUnique } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What went wrong outside every rule and can still be told; a bug is thrown on. Nothing of the act was saved. */
export function mishap(error: unknown, { log, act }: { log: Log; act: string }): Refusal {
  if (isUnavailable(error)) {
    log.warn('database unavailable', { act, error });
    return refuse('unavailable', 'database_away', {
      zh: '数据库暂时连接不上，本次操作没有保存。请稍候片刻再试；若持续出现，请联系系统管理员。',
      en: 'The database cannot be reached for the moment and nothing was saved. Try again shortly; tell the system administrator if it goes on.',
    });
  }
  if (isContended(error)) {
    log.warn('too busy', { act, error });
    return refuse('unavailable', 'too_busy', {
      zh: '同时办理的人太多，系统没有等到空闲，本次操作没有保存。请稍候片刻再试。',
      en: 'Too many were at work at once for this to get its turn, and nothing was saved. Try again shortly.',
    });
  }
  if (isDiskFull(error)) {
    log.error('disk full', { act, error });
    return refuse('disk_full', 'disk_full', {
      zh: '服务器磁盘已满，本次操作没有保存。请联系系统管理员清理空间后再试。',
      en: "The server's disk is full and nothing was saved. Ask the system administrator to free space, then try again.",
    });
  }
  if (isUnstorable(error)) {
    log.warn('text that cannot be stored', { act, error });
    return refuse('invalid', 'unstorable_text', {
      zh: '内容中有无法保存的控制字符，通常是从其他程序复制时带入的，没有保存。请先粘贴到记事本，再从记事本复制过来。',
      en: 'The text holds control characters that cannot be kept, mostly brought along by copying, and was not saved. Copy it by way of a plain text editor.',
    });
  }
  if (violatedUnique(error)) {
    log.warn('unforeseen duplicate', { act, constraint: violatedUnique(error) });
    return refuse('conflict', 'duplicate', {
      zh: '同样的内容刚刚已被他人登记，本次没有重复保存。请刷新后查看。',
      en: 'Somebody has just recorded the same; it was not saved twice. Reload and look.',
    });
  }
  throw error;
}
