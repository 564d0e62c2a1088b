import { D, type Form, form, NOTHING, P, PD, U, UD, UP, UPD } from './forms.ts';

/** Unlikely on purpose, written when the lists before and the committed documents were read, and measured at once. */
export const LAST_ABOVE: readonly Form[] = [
  NOTHING,
  NOTHING,
  form(UD, f => [`${f.unit}每日信息`, `总第0312号　${f.day}`]),
  form(UPD, f => [
    `提交人：${f.people}`,
    `所属机构：${f.unit}`,
    `提交时间：${f.day} 15:02:11`,
    '稿件状态：待审核',
  ]),
  form(UD, f => [`签发：　　　　核稿：　　　　拟稿单位：${f.unit}`, `${f.day}`]),
  form(UP, f => [`投稿｜${f.unit}｜${f.people}`]),
  form(UP, f => [`作者信息：${f.people}，${f.unit}`]),
  form([], () => ['征求意见稿', '（第二稿）']),
  form(U, f => [`${f.unit}文件`]),
  form([], () => ['转发自“基层信息交流群”']),
  form(U, f => [`主送：区委信息科　　呈报：${f.unit}`]),
  form([], () => ['稿件编号：XX-2026-0318']),
  form(UD, f => [`★${f.unit}★　${f.day}`]),
];

export const LAST_BELOW: readonly Form[] = [
  NOTHING,
  NOTHING,
  form(UP, f => [`${f.unit}　文/${f.people}　图/${f.first}`]),
  form(UP, f => [`${f.people}　发自${f.unit}`]),
  form(UP, f => [`${f.unit}融媒记者　${f.people}`]),
  form(UP, f => [`撰稿人单位：${f.unit}　撰稿人：${f.people}`]),
  form(UPD, f => [`<${f.unit}>　${f.people}　${f.day}`]),
  form(PD, f => [`${f.people}　写于${f.day}`]),
  form(UP, f => [`@${f.unit}　${f.people}`]),
  form(D, f => [`（截至${f.day}）`]),
  form(UD, f => [`据${f.unit}　${f.day}消息`]),
  form(UP, f => [`信息员：${f.people}　审核：${f.checker}　（${f.unit}）`]),
  form(P, f => [`文 ${f.people}　图 ${f.first}`]),
  form(UP, f => [`${f.unit}　${f.people}　整理`]),
  form(UPD, f => [`报送：${f.unit}　执笔：${f.people}　${f.day}报`]),
];

export const LAST_TAIL: readonly Form[] = [
  NOTHING,
  NOTHING,
  form(UPD, f => [
    `供稿人：${f.people}`,
    `供稿单位：${f.unit}`,
    `审稿：${f.checker}`,
    `${f.day}`,
    '（请勿外传）',
  ]),
  form(UP, f => [`稿件由${f.unit}${f.people}提供`]),
  form(UP, f => [`（${f.unit}　${f.people}　摄影报道）`]),
  form(UP, f => [`特约撰稿：${f.people}（${f.unit}）`]),
  form(UD, f => [`${f.unit}`, `于${f.day}`]),
  form(UP, f => [`★ 供稿：${f.unit}　★ 撰写：${f.people}`]),
  form(UPD, f => [`${f.day}，${f.unit}，${f.people}`]),
  form(P, f => [`作者：${f.people}。`]),
  form(UP, f => [`作者：${f.people}，系${f.unit}工作人员。`]),
  form(UP, f => [`（以上信息由${f.unit}报送，信息员：${f.people}）`]),
  form(U, f => [`发布：${f.unit}`, '#基层治理#', '#信息快递#']),
  form(PD, f => [`${f.people} ${f.day}`, `联系电话：${f.phone}`]),
  form(UP, f => [`投稿邮箱：xxb@example.com`, `投稿人：${f.people}　单位：${f.unit}`]),
  form(UPD, f => [`以上，${f.unit} ${f.people}`, `${f.day}`]),
];

export const LAST_ENDINGS: readonly Form[] = [
  NOTHING,
  NOTHING,
  NOTHING,
  form(UP, f => [`（本信息由${f.unit}${f.people}提供）`]),
  form(UP, f => [`（${f.unit} 文/${f.people}）`]),
  form(UD, f => [`（${f.unit}${f.day}报）`]),
  form(UP, f => [`（报送单位：${f.unit}；报送人：${f.people}）`]),
  form(P, f => [`（编写：${f.people}）`]),
];
