import { findingsFrom } from '../../files/finding.ts';

/** What can be wrong with a roster against what the system already knows; its own cells are checked on reading. */
export const registerProblem = findingsFrom({
  unit_ambiguous: {
    zh: '系统中有几个单位都叫“{name}”。请在“上级单位”中写明是哪一个，例如“城东中队/夜市班”。',
    en: 'Several units in the system are called “{name}”. Say which by the unit above, for example “East Squad/Night Team”.',
  },
  unit_differs: {
    zh: '“{name}”在系统中的{what}是“{kept}”，与本表的“{given}”不一致。名册不改动已有单位：请改成一致，或先在单位页修改。',
    en: 'The {what} of “{name}” is “{kept}” in the system but “{given}” here. A roster does not change existing units: make them agree, or change the unit first.',
  },
  unit_short: {
    zh: '单位名称“{name}”太短，至少两个字。请写全称。',
    en: 'The unit name “{name}” is too short. Write it in full.',
  },
  person_unclear: {
    zh: '已有同名人员“{name}”（登录名 {userName}）。若是同一人，请填写这个登录名；若是另一人，请为其另填一个登录名。',
    en: 'There is another “{name}” (user name {userName}). If it is the same person, give that user name; if not, give this one a user name of their own.',
  },
  person_unclear_here: {
    zh: '本表另有同名人员“{name}”（{other}），不知是否同一人。请填写登录名加以区分。',
    en: 'Another “{name}” stands in {other}; it is unclear whether they are the same person. Tell them apart by user name.',
  },
  person_inactive: {
    zh: '“{name}”的账号已停用，不能任职。请先启用账号，或从本表删去。',
    en: 'The account of “{name}” is not active. Activate it first, or remove the row.',
  },
  user_name_taken: {
    zh: '登录名“{name}”是“{owner}”的。请换一个，或改正姓名。',
    en: 'The user name “{name}” belongs to “{owner}”. Choose another, or correct the name.',
  },
  field_bad: {
    zh: '“{name}”的{what}不符合要求。{rule}',
    en: 'The {what} of “{name}” is not acceptable. {rule_en}',
  },
  post_differs: {
    zh: '“{name}”已有同一任职，任期为 {kept}，与本表不一致。名册不改动已有任职：请改成一致，或先在人员页修改。',
    en: '“{name}” already holds this post with the term {kept}, which differs from this row. A roster does not change existing posts: make them agree, or change the post first.',
  },
  post_outside: {
    zh: '“{name}”的任期不在“{unit}”的存续期（{life}）之内。请改正日期。',
    en: 'The term of “{name}” lies outside the life of “{unit}” ({life}). Correct the days.',
  },
  role_not_granted: {
    zh: '系统、安全、审计管理员不能通过名册任命。请由安全管理员在人员页办理，并从本表删去这一角色。',
    en: 'System, security and audit administrators are not appointed by roster. Ask the security administrator, and remove the role here.',
  },
});
