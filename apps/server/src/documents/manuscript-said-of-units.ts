import { opensWithLabel } from './manuscript-words.ts';

/** A unit and what it did with the paper: 市政务服务中心主办. */
export const CLOSED_UNIT =
  /^(.{3,40}?)(?:供稿|报送|上报|来稿|投稿|撰稿|供图|撰写|报道|编印|印发|编发|主办|编|印|报|讯|消息|稿|出品|干部|职工|工作人员|教师|民警|法官|检察官)$/u;

/** 城西中队马思远、林小满供稿: the last word is about all of them. */
export const CLOSING_AT_END = /(?:供稿|撰稿|来稿|投稿|摄影报道|报道)$/u;

/** What an office writes before its own name in place of a label: 作者系石门镇, 转自区应急局. */
export const OPENING_WORDS =
  /^(?:(?:本文|该文)?作者(?:系|是|为|来自)|作者单位(?:系|为)?|转自|摘自|来自|来源于|发自|据|系|由)(?=.{3})/u;

/** 以上信息由石门镇马思远提供, 作者：马思远，系石门镇干部。: sentences that say nothing but who. */
export function spokenAsList(text: string): string {
  const told =
    /^(?:以上|本|该|此)?(?:信息|稿件?|消息|内容|文章?)?由(.{3,40}?)(?:提供|报送|供稿|撰写|采写|报道|整理)(?=[，,。]|$)/u;
  const list = text.replace(told, '$1供稿').replace(/^以上[，,]/u, '');
  // A full stop behind a label's value ends no sentence.
  return opensWithLabel(list) && /^[^。]{4,40}。$/u.test(list) ? list.slice(0, -1) : list;
}
