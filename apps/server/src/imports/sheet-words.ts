import type { Genre, Importance, ManuscriptType, Position } from '@xinxuan/contract';

/** What sheets write for a choice; the first name of each is the official one. */
function wordsOf<T extends string>(names: Record<T, string>): ReadonlyMap<string, T> {
  return new Map(
    Object.entries<string>(names).flatMap(([value, list]) =>
      list.split(' ').map(name => [name, value as T] as const),
    ),
  );
}

export const TYPE_WORDS = wordsOf<ManuscriptType>({
  experience: '经验型 经验 经验做法 工作经验 亮点做法',
  problem: '问题反映型 问题 问题建议 问题反映 建议',
  digest: '简编 动态 工作动态 摘编',
  response: '反响热烈型 反响 社会反响',
  urgent: '紧急型 紧急 突发 紧急信息',
  other: '其他 其它',
});
export const GENRE_WORDS = wordsOf<Genre>({
  long: '长篇 长稿 综合 专报 要情',
  brief: '简讯 短讯 消息 动态 简报 快讯',
  research: '调研 调研报告 调研文章',
});
export const IMPORTANCE_WORDS = wordsOf<Importance>({
  ordinary: '一般工作 一般 普通',
  major_event: '重大活动',
  special_work: '专项工作 专项',
  brand: '品牌工作 品牌',
  decision: '党委决策 决策',
  important_meeting: '重要会议 会议',
  evaluation: '综合评价 评价',
  comment: '重要评论 评论',
});
export const POSITION_WORDS = wordsOf<Position>({
  ordinary: '一般版位 一般 普通 其他',
  front_lead: '头版头条 头条',
  page_lead: '版面头条 其他版面头条 版头条',
});
/** In a column of outlets this says that there was none. */
export const NOT_ADOPTED = /^(?:未采用|未采|未刊用|否|无|不采用|没有|[-—/×xX]+)$/u;
