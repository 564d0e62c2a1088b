import type { NoticeGroup } from '@xinxuan/contract';

type Words = { zh: string; en: string };
type Entry = { group: NoticeGroup } & Words;

/**
 * What a notice is called outside: general words by its kind, written here and nowhere else. Nothing of a text, no
 * title, name or reason can get out, because nothing of a notice is ever copied into them.
 */
const KINDS = {
  submitted: { group: 'to_do', zh: '有新的来稿', en: 'A new manuscript' },
  to_review: { group: 'to_do', zh: '有稿件待审核', en: 'A manuscript to review' },
  at_desk: { group: 'to_do', zh: '有来稿待处理', en: 'A manuscript at the desk' },
  received: { group: 'to_do', zh: '有来稿待处理', en: 'A manuscript at the desk' },
  to_clear: { group: 'to_do', zh: '有一项保密审查待办', en: 'A secrecy clearance to decide' },
  release: { group: 'to_do', zh: '发布审核有进展', en: 'News of a release' },
  release_check: { group: 'to_do', zh: '有发布审核待签署', en: 'A release check to sign' },
  commissioned: { group: 'to_do', zh: '有新的约稿', en: 'A new commission' },
  adoption_claimed: { group: 'to_do', zh: '有采用申报待核实', en: 'An adoption claim to verify' },
  scheme_submitted: { group: 'to_do', zh: '有计分办法待批准', en: 'A points scheme to approve' },
  delegated: { group: 'to_do', zh: '有审核委托给您', en: 'Reviews were delegated to you' },
  delegation_ended: { group: 'to_do', zh: '一项审核委托已结束', en: 'A delegation has ended' },
  urgent_message: {
    group: 'to_do',
    zh: '紧急通知，请立即查看并确认已读',
    en: 'Urgent: read and confirm now',
  },
  digest: { group: 'to_do', zh: '今日待办摘要', en: 'What waits for you today' },
  returned: { group: 'my_work', zh: '有稿件被退回', en: 'A manuscript was returned' },
  approved: { group: 'my_work', zh: '有稿件通过审核', en: 'A manuscript was approved' },
  adopted: { group: 'my_work', zh: '有稿件被采用', en: 'A manuscript was adopted' },
  withdrawn: { group: 'my_work', zh: '有稿件被撤回', en: 'A manuscript was withdrawn' },
  comment_mention: { group: 'my_work', zh: '有批注提到您', en: 'A comment mentions you' },
  comment_reply: { group: 'my_work', zh: '有批注得到回复', en: 'A comment was answered' },
  saved_search: { group: 'my_work', zh: '订阅的检索有新结果', en: 'News for a saved search' },
  accepted: { group: 'my_work', zh: '有稿件被采编', en: 'A manuscript was accepted by the desk' },
  declined: { group: 'my_work', zh: '有稿件未被采用', en: 'A manuscript was declined' },
  merged: { group: 'my_work', zh: '有稿件被合并', en: 'A manuscript was merged' },
  undone: { group: 'my_work', zh: '有一项处理已撤销', en: 'A decision was taken back' },
  taken_back: { group: 'my_work', zh: '有审签被收回', en: 'A signature was taken back' },
  repeat_decided: { group: 'my_work', zh: '有重复来稿已裁定', en: 'A repeat was decided' },
  instructed: { group: 'to_do', zh: '有新的领导批示', en: 'A new instruction of a leader' },
  lead: { group: 'to_do', zh: '有线索待报送', en: 'News of a lead' },
  plan_topic: { group: 'to_do', zh: '有新的报送要点', en: 'New topics are wanted' },
  duty: { group: 'duty', zh: '有应办事项到了提醒时间', en: 'A duty wants attention' },
  duty_handed: { group: 'duty', zh: '有应办事项转交', en: 'A duty was handed on' },
  duty_moved: { group: 'duty', zh: '有应办事项的截止时间已改变', en: 'A due time has moved' },
  mailbox_dead: { group: 'system', zh: '收信邮箱连接中断', en: 'The mailbox cannot be reached' },
  channel_dead: { group: 'system', zh: '一条通知渠道发送失败', en: 'A way out of the system fails' },
  import_kept: { group: 'my_work', zh: '一次导入没有全部撤销', en: 'An import was not undone wholly' },
  secrecy_refused: { group: 'system', zh: '有内容被保密检查拦截', en: 'The secrecy gate refused something' },
} as const satisfies Record<string, Entry>;

/** Kinds that come in families, by how they begin: `commission_graded`. */
const FAMILIES = {
  commission: { group: 'to_do', zh: '约稿有进展', en: 'News of a commission' },
  extension: { group: 'to_do', zh: '约稿延期有进展', en: 'News of an extension' },
  lead: { group: 'to_do', zh: '线索有进展', en: 'News of a lead' },
  instruction: { group: 'to_do', zh: '领导批示有进展', en: 'News of an instruction' },
  scheme: { group: 'points', zh: '计分办法有进展', en: 'News of a points scheme' },
  objection: { group: 'points', zh: '公示异议有进展', en: 'News of an objection' },
  adoption: { group: 'my_work', zh: '采用申报有进展', en: 'News of an adoption claim' },
  award: { group: 'points', zh: '评优有进展', en: 'News of an award' },
  awards: { group: 'points', zh: '评优有进展', en: 'News of an award' },
  fee: { group: 'points', zh: '稿酬有进展', en: 'News of fees' },
  fees: { group: 'points', zh: '稿酬有进展', en: 'News of fees' },
  fault: { group: 'points', zh: '考核记录有变化', en: 'A record of assessment changed' },
  import: { group: 'my_work', zh: '导入有进展', en: 'News of an import' },
  period: { group: 'points', zh: '积分公示有变化', en: 'News of published points' },
  publication: { group: 'points', zh: '积分公示有变化', en: 'News of published points' },
} as const satisfies Record<string, Entry>;
/** For what an older program wrote, and this one knows no more. */
const OTHER = { group: 'my_work', zh: '信宣有一条新通知', en: 'A new notice' } as const;

/** What a notice is about. Every kind has its words here: a new one does not compile without them. */
export type NoticeKind = keyof typeof KINDS | `${keyof typeof FAMILIES}_${string}`;

const ENTRIES = new Map<string, Entry>([...Object.entries(KINDS), ...Object.entries(FAMILIES)]);

const entryOf = (kind: string): Entry =>
  ENTRIES.get(kind) ?? ENTRIES.get(kind.slice(0, kind.indexOf('_'))) ?? OTHER;

export const groupOf = (kind: string): NoticeGroup => entryOf(kind).group;

/** The general words of one notice. */
export function outsideWords(kind: string): Words {
  const { zh, en } = entryOf(kind);
  return { zh, en };
}

const MOST_NAMED = 3;

/** The general words of several that leave as one: each kind once, with how many there are of it. */
export function gatheredWords(kinds: readonly string[]): Words {
  const [only] = kinds;
  if (kinds.length === 1 && only !== undefined) return outsideWords(only);
  const counts = new Map<string, { words: Words; n: number }>();
  for (const kind of kinds) {
    const words = outsideWords(kind);
    const known = counts.get(words.zh);
    counts.set(words.zh, { words, n: (known?.n ?? 0) + 1 });
  }
  const named = [...counts.values()].sort((a, b) => b.n - a.n).slice(0, MOST_NAMED);
  const more = counts.size > MOST_NAMED;
  return {
    zh: `${kinds.length} 条新通知：${named.map(({ words, n }) => `${words.zh}（${n}）`).join('、')}${more ? '等' : ''}`,
    en: `${kinds.length} new notices: ${named.map(({ words, n }) => `${words.en} (${n})`).join('; ')}${more ? ' …' : ''}`,
  };
}
