/** What an office knows of a text that it sends: the values, and how this office spells them. */
export interface Facts {
  unit: string;
  /** As a form joins them: 马思远、林小满 or 马思远　林小满. */
  people: string;
  first: string;
  checker: string;
  /** The day as this office spells it. */
  day: string;
  phone: string;
}

export const SAID = ['unit', 'people', 'date'] as const;
export type Said = (typeof SAID)[number];

/** Lines that stand together around a text, and what they say about it. */
export interface Form {
  lines(facts: Facts): string[];
  says: readonly Said[];
}

export const U = ['unit'] as const;
export const P = ['people'] as const;
export const D = ['date'] as const;
export const UP = ['unit', 'people'] as const;
export const UD = ['unit', 'date'] as const;
export const PD = ['people', 'date'] as const;
export const UPD = ['unit', 'people', 'date'] as const;
export const form = (says: readonly Said[], lines: (facts: Facts) => string[]): Form => ({ says, lines });
export const NOTHING: Form = form([], () => []);

/** What stands above a title. */
export const ABOVE: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  NOTHING,
  form(UD, f => [`报送单位：${f.unit}　　　报送时间：${f.day}`]),
  form(U, f => [`【${f.unit}】`]),
  form([], () => ['工作信息', '第12期']),
  form(UD, f => ['信 息 快 报', '2026年第12期', `${f.unit}　　　　${f.day}`]),
  form(UD, f => [`上报单位（盖章）：${f.unit}　　上报日期：${f.day}`]),
  form([], () => ['附件2']),
  form([], () => ['类别：经验型']),
  form(UP, f => [`来稿单位：${f.unit}`, `作者：${f.people}`]),
  form(U, f => [`单位名称：${f.unit}`, '栏目：基层动态']),
  form(UPD, f => [`填报单位：${f.unit}`, `填报人：${f.people}`, `填报时间：${f.day}`]),
  form(UD, f => [`${f.unit}　　　　　　　　${f.day}`]),
  form([], () => ['【基层动态】']),
  form([], () => ['●经验交流']),
  form([], () => ['报：市委宣传部']),
];

/** What stands between a title and its text. */
export const BELOW: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  NOTHING,
  form(UPD, f => [`作者：${f.people}　单位：${f.unit}　时间：${f.day}`]),
  form(UP, f => [`${f.unit}　${f.people}`]),
  form(UPD, f => [`${f.unit}　${f.people}（${f.day}）`]),
  form(UP, f => [`（${f.unit}　${f.people}）`]),
  form(P, f => [`文/${f.people}`]),
  form(P, f => [`文｜${f.people}`]),
  form(P, f => [`文字：${f.people}　图片：${f.first}　编辑：${f.checker}`]),
  form(D, f => [`（${f.day}）`]),
  form(UD, f => [`${f.unit}（${f.day}）`]),
  form(UPD, f => [`${f.day}　来源：${f.unit}　作者：${f.people}　浏览：128次`]),
  form(UD, f => [`发布时间：${f.day}　供稿单位：${f.unit}　点击率：36次`]),
  form(UD, f => [`（来源：${f.unit}　发布日期：${f.day}）`]),
  form(PD, f => [`撰稿人：${f.people}　审核人：${f.checker}　日期：${f.day}`]),
  form(UP, f => [`${f.unit} · ${f.people}`]),
  form(UP, f => [`${f.unit}/${f.people}`]),
  form(UP, f => [`${f.people}（${f.unit}）`]),
  form(U, f => [`${f.unit}供稿`]),
  form(PD, f => [`信息员：${f.people}　联系电话：${f.phone}　报送时间：${f.day}`]),
  form(U, f => [`[来源：${f.unit}]`]),
  form(UPD, f => [`${f.day}　${f.unit}　${f.people}`]),
  form(UP, f => [`作者: ${f.people}; 审核: ${f.checker}; 来稿单位: ${f.unit}`]),
  form(P, f => [`通讯员　${f.people}`]),
  form(P, f => [`通讯员 ${f.people} 文/图`]),
  form(P, f => [`${f.people}　摄影报道`]),
  form(UP, f => [`${f.unit}通讯员　${f.people}`]),
  form(UD, f => [`${f.day} 星期四　${f.unit}`]),
  form(UPD, f => [`单位 ${f.unit}　姓名 ${f.people}　日期 ${f.day}`]),
  form(UP, f => [`${f.unit}　${f.people}　${f.phone}`]),
  form(UD, f => [`${f.day} 09:30:00　${f.unit}　点击：[123]`]),
  form(UPD, f => [`${f.people}　${f.unit}　${f.day}`]),
  form(P, f => [`图文：${f.people}`]),
  form(UP, f => [`撰稿 | ${f.people}　供稿 | ${f.unit}`]),
];

/** What stands below a text. A line of right shift stands there as signatures do. */
export const TAIL: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  form(UD, f => [f.unit, f.day]),
  form(UPD, f => [`${f.unit}　${f.people}`, f.day]),
  form(UP, f => [`（${f.unit}　${f.people}）`]),
  form(U, f => [`（${f.unit}供稿）`]),
  form(P, f => [`（${f.people} 报道）`]),
  form(UP, f => [`（撰稿：${f.people}；审核：${f.checker}；单位：${f.unit}）`]),
  form(UP, f => [`供稿：${f.unit} ${f.people}　　审核：${f.checker}`]),
  form(PD, f => [
    `报送人：${f.people}`,
    `审核人：${f.checker}`,
    `联系电话：${f.phone}`,
    `报送日期：${f.day}`,
  ]),
  form(P, f => [`撰稿人（签字）：${f.people}　　审核人（签字）：`]),
  form(P, f => [`（本文作者：${f.people}）`]),
  form(UD, f => [`${f.unit}　${f.day}`]),
  form(UD, f => [`${f.day}　${f.unit}`]),
  form(P, f => [`（${f.people}/文　${f.first}/图）`]),
  form([], f => [`编辑：${f.checker}　初审：${f.checker}　复审：${f.checker}`]),
  form([], f => [`联系人：${f.checker}　电话：${f.phone}`]),
  form(U, f => [`来源：${f.unit}`]),
  form(U, f => [`——${f.unit}`]),
  form(UP, f => [`——${f.unit} ${f.people}`]),
  form([], f => ['（完）', `（责编：${f.checker}）`]),
  form(UD, f => [f.unit, f.day, '抄送：市委办公室，各镇（街道）']),
  form(UD, f => [`${f.unit}　　　　　　　　${f.day}印发`]),
  form(P, f => [`文稿：${f.people}　图片：${f.first}　审核：${f.checker}`]),
  form(U, f => [`稿件来源：${f.unit}`]),
  form(P, f => [`撰稿/${f.people}　审核/${f.checker}　编发/${f.checker}`]),
  form(P, f => [`撰稿 | ${f.people}`, `审核 | ${f.checker}`]),
  form(UPD, f => [`（${f.unit}　${f.people}　${f.day}）`]),
  form(D, f => [`${f.day}报`]),
  form(D, f => [`（${f.day}成稿）`]),
  form(P, f => [`文字提供：${f.people}　图片提供：${f.first}`]),
  form(U, f => [`供稿部门 | ${f.unit}`]),
  form(P, f => [`（通讯员：${f.people}）`]),
  form(UP, f => [`（${f.unit}　通讯员　${f.people}）`]),
  form(UP, f => [`（${f.unit}：${f.people}）`]),
  form(UP, f => [`（${f.unit}/${f.people}）`]),
  form(UP, f => [`（${f.people}　${f.unit}）`]),
  form(U, f => [`（作者单位：${f.unit}）`]),
  form(UP, f => [`（作者：${f.people}，${f.unit}）`]),
  form(UP, f => [`作者单位：${f.unit}　作者姓名：${f.people}　邮编：223000`]),
  form(PD, f => [f.people, f.day]),
  form(UPD, f => [f.unit, f.people, f.day]),
  form(D, f => [f.day]),
];

/** What stands in brackets right behind the last sentence, in its line. */
export const ENDINGS: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  NOTHING,
  form(UP, f => [`（${f.unit}　${f.people}）`]),
  form(UP, f => [`（作者：${f.people}，单位：${f.unit}）`]),
  form(U, f => [`（作者单位：${f.unit}）`]),
  form(P, f => [`（${f.people}）`]),
  form(U, f => [`（${f.unit}）`]),
  form(UP, f => [`（${f.unit}供稿　通讯员：${f.people}）`]),
  form(UD, f => [`（${f.unit}，${f.day}）`]),
  form(P, f => [`（通讯员${f.people}）`]),
  form(UP, f => [`【${f.unit}　${f.people}】`]),
];
