import { ORPCError, ValidationError } from '@orpc/server';
import { Day, MomentSet } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { invalidInput } from './invalid-input.ts';

/** What the person reads when `value` is sent where `schema` is asked for. */
function told(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value);
  const cause = new ValidationError({ message: 'no', issues: error!.issues, data: value });
  return invalidInput(new ORPCError('BAD_REQUEST', { cause }))!.data;
}

test.each([
  [z.string().min(1), '', '请填写'],
  [z.string().min(2), '', '至少写 2 个字'],
  [z.string().max(3), '太长的名称', '太长，至多 3 个字'],
  [z.array(z.string()).min(1), [], '至少要有一项'],
  [z.array(z.string()).max(1), ['a', 'b'], '太多，至多 1 项'],
  [z.int().min(1), 0, '太小，至少 1'],
  [z.int().max(9), 10, '太大，至多 9'],
  [Day, '2200-01-01', '年份不对，只能在 1900 年至 2199 年之间'],
  [Day, '0000-01-01', '年份不对，只能在 1900 年至 2199 年之间'],
  [MomentSet, '2199-12-31T23:59:59-00:01', '年份不对，只能在 1900 年至 2199 年之间'],
  [MomentSet, '1900-01-01T00:00:00+00:01', '年份不对，只能在 1900 年至 2199 年之间'],
] as const)('a field out of bounds says what would do: %#', (field, value, sentence) => {
  expect(told(z.object({ name: field }), { name: value }).fields?.['name']?.zh).toBe(sentence);
});

test('an address with a broken id is not called a form that was not saved', () => {
  const schema = z.object({ id: z.string().min(8), name: z.string().min(1) });
  expect(told(schema, { id: 'x', name: '甲' }).zh).toBe('没有这一项：网址或编号不完整。请返回列表重新打开。');
  expect(told(schema, { id: 'x', name: '' }).zh).toBe('填写有误，没有保存。请改正：编号、名称。');
});

test('the general sentence names fields in Chinese, each once, and codes stay out of it', () => {
  const remedy = z.object({
    points: z.string().min(1),
    fromOn: z.iso.date(),
    about: z.enum(['line', 'missing']),
  });
  const schema = z.object({ remedy, constructor: z.string(), rows: z.array(z.string().min(1)) });
  const given = { remedy: { points: '', fromOn: '9月', about: 'x' }, constructor: 1, rows: ['', ''] };
  const { zh, en, fields } = told(schema, given);
  expect(zh).toBe('填写有误，没有保存。请改正：分值、施行或开始日期、异议事项、其他项。');
  expect(en).toContain('remedy.points');
  expect(fields?.['remedy.about']?.zh).toBe('不是可选的值，请从给出的选项中选择');
});

test('a list of ten thousand wrong entries is refused by its length, in a short answer', () => {
  const schema = z.object({ unitIds: z.array(z.string().min(8)).max(200), topic: z.string().min(2) });
  const { zh, fields } = told(schema, { unitIds: Array.from({ length: 10_000 }, () => 'x'), topic: '' });
  expect(fields?.['unitIds']?.zh).toBe('太多，至多 200 项');
  expect(fields?.['topic']?.zh).toBe('至少写 2 个字');
  expect(Object.keys(fields ?? {}).length).toBeLessThanOrEqual(100);
  expect(zh).toBe('填写有误，没有保存。请改正：单位、其他项。');
});
