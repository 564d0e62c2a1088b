import type { ImportState, TakeAs } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';

/** What decides what may be done with an import. */
export type Standing = {
  kind: 'history' | 'folder';
  state: ImportState;
  beatAt: string | null;
  ready: number;
  taken: number;
};

/** So long a server may be silent about work under way before it counts as gone. */
const SILENT_MS = 30_000;

export function isInterrupted({ state, beatAt }: Pick<Standing, 'state' | 'beatAt'>, now: Date): boolean {
  const working = state === 'taking' || state === 'undoing' || state === 'reading';
  return working && (beatAt === null || now.getTime() - Date.parse(beatAt) > SILENT_MS);
}

export function whyNotTake(of: Standing, now: Date): Refusal | null {
  const goesOn = of.state === 'taking' && isInterrupted(of, now);
  if (of.state !== 'ready' && of.state !== 'done' && !goesOn) return wrongState(of.state);
  if (of.ready > 0 || goesOn) return null;
  return refuse('wrong_state', 'nothing_ready', {
    zh: '没有可以导入的内容。请先把有错误的更正，或重新选择文件。',
    en: 'There is nothing that can be taken in. Put right what is wrong first, or choose another file.',
  });
}

/** A sheet tells of what was; only documents can become drafts. */
export function whyNotTakenAs(of: Standing, as: TakeAs): Refusal | null {
  if (of.kind === 'folder' || as === 'history') return null;
  return refuse('invalid', 'sheet_is_history', {
    zh: '表格中的历史记录只能按历史导入，不能导入为草稿。',
    en: 'A sheet of the past can only be taken in as history, not as drafts.',
  });
}

export function whyNotChange(of: Standing): Refusal | null {
  if (of.state === 'mapping' || of.state === 'ready' || (of.kind === 'folder' && of.state === 'reading'))
    return null;
  return wrongState(of.state);
}

export function whyNotCancel(of: Standing): Refusal | null {
  if (['mapping', 'ready', 'reading', 'taking'].includes(of.state)) return null;
  return wrongState(of.state);
}

export function whyNotUndo(of: Standing, now: Date): Refusal | null {
  const ended = of.state === 'done' || of.state === 'cancelled';
  const goesOn = of.state === 'undoing' && isInterrupted(of, now);
  if (!ended && !goesOn) return wrongState(of.state);
  if (of.taken > 0 || goesOn) return null;
  return refuse('wrong_state', 'nothing_taken', {
    zh: '这次导入没有写入任何内容，不需要撤销。',
    en: 'Nothing came in with this import, so there is nothing to undo.',
  });
}

const WORDS: Record<ImportState, { zh: string; en: string }> = {
  mapping: { zh: '还没有核对列', en: 'waits for its columns to be named' },
  reading: { zh: '正在读取文件', en: 'is being read' },
  ready: { zh: '还没有导入', en: 'has not been taken in' },
  taking: { zh: '正在导入', en: 'is being taken in' },
  done: { zh: '已经导入完毕', en: 'has been taken in' },
  undoing: { zh: '正在撤销', en: 'is being undone' },
  undone: { zh: '已经撤销', en: 'was undone' },
  cancelled: { zh: '已经取消', en: 'was stopped' },
};

function wrongState(state: ImportState): Refusal {
  return refuse('wrong_state', `is_${state}`, {
    zh: `这次导入${WORDS[state].zh}，现在不能这样办理。请刷新页面查看最新情况。`,
    en: `This import ${WORDS[state].en}, so this cannot be done now. Reload to see how it stands.`,
  });
}
