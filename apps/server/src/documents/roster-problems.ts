import { findingsFrom } from '../files/finding.ts';

/** What can be wrong with a roster; the cell stands beside each finding. */
export const rosterProblem = findingsFrom({
  column_missing: {
    zh: '没有找到“{name}”列。请使用模板的表头，不要改动列名。',
    en: 'There is no column “{name}”. Keep the headings of the template.',
  },
  column_repeated: {
    zh: '“{name}”列出现了两次，无法判断以哪一列为准。请删去一列。',
    en: 'The column “{name}” stands there twice. Remove one of them.',
  },
  unit_missing: {
    zh: '这一行没有写单位名称。请补写。',
    en: 'This row names no unit. Please add it.',
  },
  unit_repeated: {
    zh: '“{parent}”下有两个同名单位“{name}”（另见 {other}）。请改名，或合并为一个。',
    en: '“{parent}” has two units called “{name}” (see {other}). Rename one, or make them one.',
  },
  unit_conflicts: {
    zh: '单位“{name}”的{what}前后不一致（另见 {other}）。请改成一致。',
    en: 'The {what} of unit “{name}” differs between rows (see {other}). Make them agree.',
  },
  unit_ambiguous: {
    zh: '有几个单位都叫“{name}”，不知道是哪一个。请在上级单位或单位编码中写明。',
    en: 'Several units are called “{name}”. Say which, by the unit above or by code.',
  },
  parent_unknown: {
    zh: '上级单位“{name}”既不在本表，也不在系统中。请核对名称。',
    en: 'The unit above, “{name}”, is neither in this file nor in the system. Check the name.',
  },
  parent_cycle: {
    zh: '单位“{name}”绕了一圈成了自己的上级。请改正上级单位。',
    en: 'Unit “{name}” ends up above itself. Correct the unit above.',
  },
  person_missing: {
    zh: '写了{what}却没有写姓名。请补写姓名，或清空这些格。',
    en: 'There is a {what} but no name. Add the name or clear these cells.',
  },
  role_missing: {
    zh: '“{name}”没有写角色。请从模板列出的角色中选填。',
    en: '“{name}” has no role. Choose one of those the template lists.',
  },
  role_unknown: {
    zh: '角色“{name}”不认识。可填：{known}。',
    en: 'The role “{name}” is unknown. Known are: {known}.',
  },
  user_name_bad: {
    zh: '登录名“{name}”不合要求：须为 3 至 32 位小写字母、数字、点、横线或下划线，以字母开头。',
    en: 'The user name “{name}” must have 3 to 32 lower-case letters, digits, dots, dashes or underscores, and begin with a letter.',
  },
  user_name_taken: {
    zh: '登录名“{name}”已给了另一个人（另见 {other}）。请换一个。',
    en: 'The user name “{name}” belongs to somebody else already (see {other}). Choose another.',
  },
  date_bad: {
    zh: '日期“{text}”不存在或看不懂。请写成 2026-03-12 的样子。',
    en: 'The date “{text}” does not exist or cannot be read. Write it like 2026-03-12.',
  },
  term_reversed: {
    zh: '任职止早于任职起。请改正。',
    en: 'The post ends before it begins. Please correct this.',
  },
  phone_bad: {
    zh: '电话“{text}”看不懂。请填手机号，或区号-号码。',
    en: 'The telephone number “{text}” cannot be read. Give a mobile number, or area code-number.',
  },
  email_bad: {
    zh: '邮箱“{text}”格式不对。请改正。',
    en: 'The e-mail address “{text}” is malformed. Please correct it.',
  },
  too_long: {
    zh: '“{name}”超过 {limit} 个字。请缩短。',
    en: '“{name}” has more than {limit} characters. Shorten it.',
  },
});
