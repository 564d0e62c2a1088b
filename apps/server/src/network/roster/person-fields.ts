import { PersonInput } from '@xinxuan/contract';
import { registerProblem } from './problems.ts';
import type { Complaints, KnownPerson } from './state.ts';

const FIELDS = {
  name: { zh: '姓名', en: 'name', rule: { zh: '至多 30 个字。', en: 'At most 30 characters.' } },
  userName: {
    zh: '登录名',
    en: 'user name',
    rule: {
      zh: '须为 3 至 32 位小写字母、数字、点、横线或下划线，以字母开头。',
      en: 'It needs 3 to 32 lower-case letters, digits, dots, dashes or underscores, beginning with a letter.',
    },
  },
  title: { zh: '职务', en: 'title', rule: { zh: '至多 40 个字。', en: 'At most 40 characters.' } },
  phone: {
    zh: '电话',
    en: 'telephone number',
    rule: { zh: '请填手机号、区号-号码或内线号。', en: 'Give a mobile, a fixed or an inside number.' },
  },
  email: {
    zh: '邮箱',
    en: 'e-mail address',
    rule: { zh: '请填写完整的邮箱地址。', en: 'Give a complete address.' },
  },
} as const;

/** A roster registers nothing of a person that the page would refuse. */
export function checkFields(row: number, person: KnownPerson, { problems, at }: Complaints): void {
  const read = PersonInput.safeParse(person);
  if (read.success) return;
  for (const field of new Set(read.error.issues.map(issue => issue.path[0] as keyof typeof FIELDS))) {
    const { zh, en, rule } = FIELDS[field];
    const facts = { name: person.name, rule: rule.zh, rule_en: rule.en };
    const problem = registerProblem('field_bad', { ...facts, what: zh }, at(row, field));
    problems.push({ ...problem, en: registerProblem('field_bad', { ...facts, what: en }).en });
  }
}
