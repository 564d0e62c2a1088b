import type { Label } from './manuscript-words.ts';

/** A short word, or one set wide, and its colon, where a value could end before it. */
const OPEN =
  /(?<=^|[\s\u3000；;，,|（(])(?:\p{Script=Han}{2,8}|\p{Script=Han}(?:[\s\u3000]+\p{Script=Han}){1,4})[\s\u3000]*[:：]/gu;

/** What parts of a text are about, and never who sends it: 责任单位, 活动时间. */
const OF_THE_TEXT =
  /牵头|责任单位|责任部门|配合|协办|施工|监理|受理|活动|会议|培训|报名|开[工始]|起止|截止|完成|地点|嘉宾|主讲|主持|联系|咨询|举报/u;
/** What a text tells its readers, whatever its label looks like: 咨询电话, 数据来源. */
const FOR_READERS = /咨询|举报|报名|监督|投诉|服务|热线|预约|^(?:数据|资料)来源/u;
/** How the writer is reached: 作者联系方式. */
const REACHES = /(?:联系)?(?:方式|电话|手机号?码?)$/u;
const MEANINGS: [RegExp, Label][] = [
  [/(?:标题|题目)$/u, 'title'],
  [/(?:内容|摘要|概要|概述|概况|正文|建议|措施|分析|研判)$/u, 'body'],
  [/(?:电话|手机|邮箱|地址|邮编|网址|传真|微信|QQ)$/u, 'contact'],
  [
    /审|核|校|签发|责任编|责编|主编|值班(?!员)|把关|签字|签名|签批|批示|意见$|监制|统筹|策划|编辑$/u,
    'checker',
  ],
  [/(?:单位|部门|机构|处室|科室)(?:名称|全称)?$/u, 'unit'],
  [/(?:日期|时间)$/u, 'date'],
  [/(?:(?:摄影?|图片?|照片|影像|航拍|视频)(?:提供|拍摄|来源|作者)?|拍摄)$/u, 'photographer'],
  [
    /(?:(?:人|人员|员|者|师)(?:姓名|签字|签名)?|姓名|执笔|采访|写作|(?:文字|文稿|文案|撰文)(?:提供|整理|采写|撰写|编写|作者)?)$/u,
    'person',
  ],
  [/(?:出品|主管|制作|推送|出版|发布|选送|送稿|来源)$/u, 'unit'],
];

/** What the form of an unlisted label makes likely; null where nothing does. */
export function openMeaning(start: string): Label | null {
  const word = start.replace(/[\s\u3000:：]/gu, '');
  if (FOR_READERS.test(word)) return null;
  if (REACHES.test(word)) return 'contact';
  if (OF_THE_TEXT.test(word)) return null;
  return MEANINGS.find(([form]) => form.test(word))?.[1] ?? null;
}

/** 处置建议：… in a line is the text itself; only a form has it as a label. */
function isCreditLabel(meant: Label | null): boolean {
  return meant !== null && meant !== 'title' && meant !== 'body';
}

/** The labels of a line: listed ones, words that stand where labels stand, and behind these any word that ends a value. */
export function withOpenLabels(text: string, known: RegExpExecArray[]): RegExpExecArray[] {
  const covered = (start: RegExpExecArray) =>
    known.some(
      each => start.index < each.index + each[0].length && each.index < start.index + start[0].length,
    );
  const open = [...text.matchAll(OPEN)].filter(start => !covered(start));
  const labels = [...known, ...open.filter(start => isCreditLabel(openMeaning(start[0])))];
  const from = Math.min(...labels.map(start => start.index));
  const fields = open.filter(start => openMeaning(start[0]) === null && start.index > from);
  return [...labels, ...fields].sort((a, b) => a.index - b.index);
}
