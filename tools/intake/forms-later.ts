import type { Facts, Form, Said } from './forms.ts';

const form = (says: readonly Said[], lines: (facts: Facts) => string[]): Form => ({ says, lines });
const NOTHING: Form = form([], () => []);
const U = ['unit'] as const;
const P = ['people'] as const;
const D = ['date'] as const;
const UP = ['unit', 'people'] as const;
const UD = ['unit', 'date'] as const;
const PD = ['people', 'date'] as const;
const UPD = ['unit', 'people', 'date'] as const;

/** Written when everything above was read, and measured before anything was mended for them. */
export const LATER_ABOVE: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  form(U, f => [`${f.unit}信息`, '（第7期）']),

  form([], () => ['学习贯彻进行时']),
  form([], () => ['基层动态｜']),
  form([], () => ['No.018']),
  form(UD, f => ['政务信息', `〔2026〕第9期`, `${f.unit}编　　　${f.day}`]),
  form(UPD, f => [`1.报送单位：${f.unit}`, `2.报送人：${f.people}`, `3.报送日期：${f.day}`]),
  form(UP, f => [`单位：${f.unit}　　姓名：${f.people}　　电话：${f.phone}`]),
  form([], () => ['信息约稿回复件']),
  form(UPD, f => [
    `发件人：${f.people}`,
    `单位：${f.unit}`,
    `发送时间：${f.day} 16:20`,
    '收件人：市委宣传部信息科',
  ]),
  form(U, f => [`报送单位`, f.unit]),
  form(UPD, f => ['报送单位', f.unit, '报送人', f.people, '报送时间', f.day]),
  form([], () => ['密级：内部', '紧急程度：平件']),
  form(U, f => [`（${f.unit}）`]),
  form(UD, f => [`${f.unit}报送　　${f.day}`]),
  form(D, f => [`${f.day}　第36期　（总第208期）`]),
  form([], () => ['请编辑老师审阅']),
  form([], () => ['领导签字：', '审核意见：']),
];

export const LATER_BELOW: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  form(UP, f => [`文 / ${f.people}　　（${f.unit}）`]),
  form(P, f => [`${f.people}`]),
  form(P, f => [`本报记者 ${f.first}　通讯员 ${f.people}`]),
  form(P, f => [`□通讯员　${f.people}`]),
  form(UP, f => [`□ ${f.unit}　${f.people}`]),
  form(UP, f => [`（作者：${f.people}　单位：${f.unit}）`]),
  form(PD, f => [`（${f.people}　${f.day}）`]),
  form(PD, f => [`${f.people}　${f.day}`]),
  form(UPD, f => [`${f.unit}　|　${f.people}　|　${f.day}`]),
  form(UPD, f => [`${f.unit}—${f.people}—${f.day}`]),
  form(P, f => [`信息员 ${f.people}`]),
  form(UP, f => [`${f.unit}信息员${f.people}`]),
  form(UD, f => [`${f.day} 来源：${f.unit} 【字体：大 中 小】`]),
  form(UD, f => [`文章来源：${f.unit}　更新时间：${f.day}　阅读：（52）`]),
  form(UPD, f => [`${f.day} 16:32　${f.unit}　${f.people}　审核：${f.checker}　阅读 233`]),
  form(P, f => [`撰文：${f.people}；摄影：${f.first}`]),
  form(P, f => [`采写：${f.people}　编审：${f.checker}`]),
  form(UP, f => [`${f.unit}干部　${f.people}`]),
  form(UP, f => [`${f.unit}党支部书记　${f.people}`]),
  form(UD, f => [`${f.unit}`, `（${f.day}）`]),
  form(UPD, f => [f.unit, f.people, f.day]),
  form(D, f => [`时间：${f.day}　地点：三楼会议室`]),
  form(D, f => [`[${f.day}]`]),
  form(D, f => [f.day]),
  form(UP, f => [`通讯员：${f.people}（${f.unit}）`]),
  form(P, f => [`作者/${f.people}　编辑/${f.checker}　校对/${f.checker}`]),
  form(P, f => [`作者 ${f.people}　审核 ${f.checker}`]),
  form(UP, f => [`供稿单位 ${f.unit}　供稿人 ${f.people}`]),
];

export const LATER_TAIL: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  form(UPD, f => [`报送单位：${f.unit}`, `撰稿：${f.people}`, `时间：${f.day}`]),
  form(UPD, f => [`${f.unit}`, `撰稿人：${f.people}`, `${f.day}`]),
  form(UP, f => [`（供稿：${f.unit} ${f.people}）`]),
  form(UP, f => [`（${f.unit}　${f.people}　供稿）`]),
  form(UP, f => [`（文/图：${f.unit}　${f.people}）`]),
  form(P, f => [`（撰稿人：${f.people} 审稿人：${f.checker}）`]),
  form(UP, f => [`信息来源：${f.unit}　信息员：${f.people}`]),
  form(UP, f => [`${f.unit}${f.people}供稿`]),
  form(U, f => [`${f.unit}报送`]),

  form(P, f => [`（作者：${f.people}）`, '（此稿件已审核）']),
  form(P, f => [`文字丨${f.people}`, `编辑丨${f.checker}`, `审核丨${f.checker}`]),
  form(UP, f => [`供稿丨${f.unit}`, `撰稿丨${f.people}`]),
  form(UPD, f => [`单位：${f.unit}　作者：${f.people}　电话：${f.phone}`, `${f.day}`]),
  form(P, f => [`一审：${f.checker}　二审：${f.checker}　三审：${f.checker}`, `撰稿：${f.people}`]),
  form(P, f => [`初审：${f.checker}`, `作者：${f.people}`, '本信息已经单位领导审核同意。']),
  form(U, f => [`（转自${f.unit}）`]),
  form(UP, f => [`（作者系${f.unit}干部 ${f.people}）`]),
  form(UP, f => [`（${f.people}，${f.unit}工作人员）`]),
  form(P, f => [`执笔：${f.people}`]),
  form(PD, f => [`执笔人：${f.people}　　${f.day}`]),
  form(UD, f => [`${f.unit}（盖章）`, f.day]),
  form(UD, f => [`${f.unit}（公章）　${f.day}`]),
  form(UD, f => [`日期：${f.day}　　单位（盖章）：${f.unit}`]),
  form(D, f => [`发稿日期：${f.day}`]),
  form(D, f => [`报送时间：${f.day}上午`]),
  form(P, f => [`联系人：${f.checker}，${f.phone}`, `作者：${f.people}`]),
  form(P, f => [`作者联系方式：${f.phone}`, `作者姓名：${f.people}`]),
  form(UPD, f => [`【${f.unit}　${f.people}　${f.day}】`]),
  form(UP, f => [`[${f.unit}　${f.people}]`]),
  form(PD, f => [`（${f.people}，${f.day}）`]),
  form(UP, f => [`——（${f.unit}　${f.people}）`]),
  form([], () => ['（图片由受访单位提供）']),
  form([], () => ['附：现场照片2张']),
  form([], () => ['主题词：基层治理　民生', '（共印30份）']),
];

export const LATER_ENDINGS: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  NOTHING,
  form(UP, f => [`（供稿：${f.unit} ${f.people}）`]),
  form(UP, f => [`（${f.unit}：${f.people}）`]),
  form(UP, f => [`（${f.unit}/${f.people}）`]),
  form(UP, f => [`（${f.unit}、${f.people}）`]),
  form(UPD, f => [`（${f.unit}　${f.people}　${f.day}）`]),
  form(P, f => [`（文/${f.people}）`]),
  form(P, f => [`（撰稿：${f.people}）`]),
  form(P, f => [`〔${f.people}〕`]),
  form(U, f => [`（${f.unit}报）`]),
  form(U, f => [`（来源：${f.unit}）`]),
  form(PD, f => [`（${f.people} ${f.day}）`]),
];
