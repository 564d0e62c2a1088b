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

const BY_CODE: Record<string, (issue: Issue) => Words> = {
  invalid_type: () => ({ zh: '没有填写，或类型不对', en: 'missing, or of the wrong type' }),
  invalid_value: issue => ({ zh: `只能是：${list(issue)}`, en: `must be one of: ${list(issue)}` }),
  too_small: issue => (BOUNDS[String(issue['origin'])] ?? BOUNDS.number)(Number(issue['minimum'])).least,
  too_big: issue => (BOUNDS[String(issue['origin'])] ?? BOUNDS.number)(Number(issue['maximum'])).most,
  invalid_format: issue => FORMATS[String(issue['format'])] ?? FORMATS['regex']!,
  unrecognized_keys: () => ({ zh: '有不认识的项', en: 'holds unknown keys' }),
};

function list(issue: Issue): string {
  return Array.isArray(issue['values']) ? issue['values'].join('、') : '';
}

/** Turns the schema's findings into the refusal every form understands: a sentence for each field. */
export function invalidInput(error: unknown): ORPCError<string, RefusalData> | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null;
  const issues = error.cause instanceof ValidationError ? (error.cause.issues as unknown as Issue[]) : [];
  const fields: Record<string, Words> = {};
  for (const issue of issues) {
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
    zh: `填写有误，没有保存。请改正：${names.join('、')}。`,
    en: `Some input is wrong and nothing was saved. Correct: ${names.join(', ')}.`,
  };
}
