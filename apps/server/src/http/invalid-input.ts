import { ORPCError, ValidationError } from '@orpc/server';
import type { RefusalData } from '@xinxuan/contract';
import { REFUSALS } from '@xinxuan/contract';

type Words = { zh: string; en: string };
type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] } & Record<
  string,
  unknown
>;

const FORMATS: Record<string, Words> = {
  date: {
    zh: '日期不存在或格式不对，应为 2026-03-12 这样的公历日期',
    en: 'no such day; write it like 2026-03-12',
  },
  datetime: { zh: '时间格式不对', en: 'not a moment in time' },
  email: { zh: '电子邮箱格式不对', en: 'not an e-mail address' },
  url: { zh: '网址应以 http:// 或 https:// 开头', en: 'the address must start with http:// or https://' },
  regex: { zh: '格式不对', en: 'not in the expected form' },
};

type Bounds = (n: number) => { least: Words; most: Words };
const BOUNDS: { number: Bounds; [origin: string]: Bounds | undefined } = {
  string: n => ({
    least:
      n > 1
        ? { zh: `至少写 ${n} 个字`, en: `write at least ${n} characters` }
        : { zh: '请填写', en: 'fill this in' },
    most: { zh: `太长，至多 ${n} 个字`, en: `too long, at most ${n} characters` },
  }),
  array: n => ({
    least:
      n > 1
        ? { zh: `至少要有 ${n} 项`, en: `at least ${n} are needed` }
        : { zh: '至少要有一项', en: 'at least one is needed' },
    most: { zh: `太多，至多 ${n} 项`, en: `too many, at most ${n}` },
  }),
  number: n => ({
    least: { zh: `太小，至少 ${n}`, en: `too small, at least ${n}` },
    most: { zh: `太大，至多 ${n}`, en: `too large, at most ${n}` },
  }),
};

/** What the contract's own rules say, by the word they leave. */
const RULES: Record<string, Words> = {
  years: {
    zh: '年份不对，只能在 1900 年至 2199 年之间',
    en: 'the year must lie between 1900 and 2199',
  },
};

const BY_CODE: Record<string, (issue: Issue) => Words> = {
  invalid_type: () => ({ zh: '没有填写，或类型不对', en: 'missing, or of the wrong type' }),
  // values are codes of ours: they help a program, which reads English, and nobody who reads Chinese
  invalid_value: issue => ({
    zh: '不是可选的值，请从给出的选项中选择',
    en: `must be one of: ${list(issue)}`,
  }),
  too_small: issue => (BOUNDS[String(issue['origin'])] ?? BOUNDS.number)(Number(issue['minimum'])).least,
  too_big: issue => (BOUNDS[String(issue['origin'])] ?? BOUNDS.number)(Number(issue['maximum'])).most,
  invalid_format: issue => FORMATS[String(issue['format'])] ?? FORMATS['regex']!,
  custom: issue => RULES[issue.message] ?? { zh: '不符合要求', en: 'not acceptable' },
  unrecognized_keys: () => ({ zh: '有不认识的项', en: 'holds unknown keys' }),
};

function list(issue: Issue): string {
  return Array.isArray(issue['values']) ? issue['values'].join('、') : '';
}

const MOST_SAID = 100;
const depthOf = (issue: Issue): number => issue.path?.length ?? 0;
/** Ten thousand wrong entries are refused by what is wrong with their list, not by ten thousand sentences. */
const outermost = (issues: readonly Issue[]): Issue[] =>
  issues.toSorted((a, b) => depthOf(a) - depthOf(b)).slice(0, MOST_SAID);

/** Turns the schema's findings into the refusal every form understands: a sentence for each field. */
export function invalidInput(error: unknown): ORPCError<string, RefusalData> | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null;
  const issues = error.cause instanceof ValidationError ? (error.cause.issues as unknown as Issue[]) : [];
  const fields: Record<string, Words> = {};
  for (const issue of issues.length > MOST_SAID ? outermost(issues) : issues) {
    const path = (issue.path ?? []).map(step => String(typeof step === 'object' ? step.key : step)).join('.');
    fields[path] ??= (BY_CODE[String(issue['code'])] ?? (() => ({ zh: '不符合要求', en: 'not acceptable' })))(
      issue,
    );
  }
  const data: RefusalData = {
    reason: 'bad_input',
    ...sentenceOn(Object.keys(fields).filter(Boolean)),
    fields,
  };
  return new ORPCError('invalid', { status: REFUSALS.invalid, message: data.zh, data, defined: true });
}

/** What people call the fields that most forms have; the field's own sentence goes by the path all the same. */
const FIELD_NAMES: Record<string, string> = {
  id: '编号',
  about: '异议事项',
  act: '事项',
  address: '地址',
  asOf: '截至日期',
  from: '开始日期',
  fromOn: '施行或开始日期',
  to: '结束日期',
  toOn: '结束日期',
  on: '日期',
  lastDay: '截止日期',
  paidOn: '发放日期',
  openedOn: '设立日期',
  name: '名称',
  shortName: '简称',
  title: '标题',
  text: '内容',
  body: '正文',
  reason: '理由',
  note: '备注',
  kind: '类别',
  state: '状态',
  outcome: '处理结果',
  points: '分值',
  period: '期别',
  unitId: '单位',
  unitIds: '单位',
  personIds: '人员',
  dueOn: '截止日期',
  dueAt: '截止时间',
  personId: '人员',
  role: '任职',
  yaml: '计分办法',
  voucher: '凭证号',
  page: '页码',
  pageSize: '每页条数',
  sort: '排序',
  password: '密码',
  userName: '用户名',
  remedy: '更正',
  files: '附件',
  fileIds: '附件',
  eventOn: '事件日期',
  authorIds: '作者',
  caption: '图片说明',
  photos: '照片',
  themes: '主题',
  issue: '期号',
  outletId: '媒体载体',
  publishedOn: '刊播日期',
  evidence: '佐证',
  phone: '电话',
  email: '电子邮箱',
  importance: '重要程度',
  genre: '体裁',
  type: '类型',
};

/** `remedy.points` is 分值; what has no name here counts among 其他项. */
function fieldName(path: string): string {
  const known = path.split('.').findLast(step => Object.hasOwn(FIELD_NAMES, step));
  return known === undefined ? '其他项' : (FIELD_NAMES[known] ?? '其他项');
}

/** An address with a broken id asks for nothing that could be corrected in a form. */
function sentenceOn(names: string[]): Words {
  if (names.length === 0)
    return {
      zh: '请求内容无法识别，没有保存。',
      en: 'The request could not be understood; nothing was saved.',
    };
  if (names.every(name => name === 'id'))
    return {
      zh: '没有这一项：网址或编号不完整。请返回列表重新打开。',
      en: 'There is no such item: the address or id is incomplete. Open it again from its list.',
    };
  return {
    zh: `填写有误，没有保存。请改正：${[...new Set(names.map(fieldName))].join('、')}。`,
    en: `Some input is wrong and nothing was saved. Correct: ${names.join(', ')}.`,
  };
}
