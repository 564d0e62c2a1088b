import { describe, expect, test } from 'vitest';
import type { ReadIn } from '../manuscripts/read-in.ts';
import { manuscriptIn } from './body-text.ts';
import { decide, doubtsOf, eventDayOf, type Known, routeOf } from './decide.ts';
import { standingOf } from './sender.ts';
import { readSubject } from './subject.ts';
import { UNITS } from './subject-spellings-for-tests.ts';

const post = (role: 'correspondent' | 'desk_editor' | 'assessor', unit: string, path = `top/${unit}/`) => ({
  ...{ id: `p-${unit}`, role, unitId: unit, unitName: unit, unitPath: path },
  ...{ fromOn: '2025-01-01', toOn: null },
});
const person = (...posts: ReturnType<typeof post>[]) => ({
  id: 'per',
  name: '陆晓棠',
  userName: 'lu',
  title: '',
  posts,
});
const unit = (id: string) => ({ id, name: id, path: `top/${id}/` });

describe('in which post somebody writes', () => {
  test.each([
    ['one post, no unit named', person(post('correspondent', 'a')), null, { unitId: 'a', sure: true }],
    [
      'two posts, one named',
      person(post('correspondent', 'a'), post('correspondent', 'b')),
      unit('b'),
      { unitId: 'b', sure: true },
    ],
    [
      'two posts, none named',
      person(post('correspondent', 'a'), post('correspondent', 'b')),
      null,
      { unitId: 'a', sure: false },
    ],
    [
      'a post above the unit',
      person(post('desk_editor', 'top', 'top/')),
      unit('b'),
      { unitId: 'b', sure: true },
    ],
  ])('%s', (_, sender, named, expected) => expect(standingOf(sender, named)).toMatchObject(expected));

  test('none, or none for that unit', () => {
    expect(standingOf(person(), null)).toBe('no_post');
    expect(standingOf(person(post('assessor', 'a')), null)).toBe('no_post');
    expect(standingOf(person(post('correspondent', 'a')), unit('b'))).toBe('other_unit');
  });
});

const GOOD: Known = {
  automatic: null,
  hasSender: true,
  people: [person(post('correspondent', 'a'))],
  authentication: { verdict: 'pass' },
  unit: unit('a'),
  twin: false,
  manuscripts: 1,
  unreadable: 0,
  route: null,
};

test('what happens to a message', () => {
  expect(decide(GOOD)).toMatchObject({ end: 'taken', standing: { unitId: 'a' } });
  expect(decide({ ...GOOD, unreadable: 1 }).end).toBe('taken');
  const waits: [Partial<Known>, string[]][] = [
    [{ authentication: { verdict: 'none' } }, ['not_authenticated']],
    [{ authentication: { verdict: 'fail' } }, ['failed_authentication']],
    [{ people: [] }, ['unknown_sender']],
    [{ people: [...GOOD.people, ...GOOD.people] }, ['shared_address']],
    [{ hasSender: false, people: [] }, ['no_sender']],
    [{ unit: unit('b') }, ['other_unit']],
    [{ manuscripts: 0 }, ['no_manuscript']],
    [{ manuscripts: 0, unreadable: 1 }, ['unreadable']],
    [{ twin: true }, ['same_id_other_text']],
    [{ route: 'wait' }, ['rule']],
    [{ people: [], authentication: { verdict: 'fail' } }, ['failed_authentication', 'unknown_sender']],
  ];
  for (const [change, why] of waits) expect(decide({ ...GOOD, ...change })).toEqual({ end: 'waiting', why });
  expect(decide({ ...GOOD, route: 'aside' })).toEqual({ end: 'aside', why: ['rule'] });
  expect(decide({ ...GOOD, automatic: 'list' })).toEqual({ end: 'ignored', why: 'list' });
});

test('the first rule that fits holds, and an empty rule fits nothing', () => {
  const rules = [
    { subjectHas: '', senderHas: '', does: 'aside' as const },
    { subjectHas: '舆情', senderHas: '', does: 'opinion' as const },
    { subjectHas: '', senderHas: '@NEWS.example', does: 'wait' as const },
  ];
  const route = (subject: string, address: string) => routeOf(rules, { subject, address, name: '' });
  expect(route('舆情快报', 'a@news.example')).toBe('opinion');
  expect(route('工作信息', 'a@news.example')).toBe('wait');
  expect(route('工作信息', 'a@b.example')).toBeNull();
});

const subject = readSubject('市容科2026年3月5日工作信息', '2026-03-06', UNITS);

test('the day is told by the opening within a week before the subject, else by the subject', () => {
  const day = (value: string | null) =>
    eventDayOf({ eventOn: { value, certainty: 'likely', from: '' } }, subject);
  expect([day(null), day('2026-03-05'), day('2026-02-26')]).toEqual([
    '2026-03-05',
    '2026-03-05',
    '2026-02-26',
  ]);
  expect([day('2026-02-25'), day('2026-03-06')]).toEqual([null, null]);
});

test('each doubt is one sentence, and nothing in doubt is none', () => {
  const sure = { certainty: 'certain' as const, from: '' };
  const read = {
    title: { ...sure, value: '夜查' },
    body: { ...sure, value: [{ kind: 'paragraph', level: 0, text: '正文' }] },
    unit: { ...sure, value: { text: 'a', id: 'a' } },
    correspondents: { ...sure, value: [{ text: '陆晓棠', id: 'per' }] },
    eventOn: { ...sure, value: null },
    type: { ...sure, value: null },
    pictures: [],
    findings: [],
  } as ReadIn;
  const all = {
    ...{ read, subject, standing: { unitId: 'a', sure: true }, day: '2026-03-05' },
    ...{ textIsSure: true, photosWithoutCaption: 0, spread: false },
  };
  expect(doubtsOf(all)).toEqual([]);
  const likely = <T extends object>(field: T) => ({ ...field, certainty: 'likely' as const });
  const doubts: [Parameters<typeof doubtsOf>[0], RegExp][] = [
    [{ ...all, read: { ...read, title: likely(read.title) } }, /标题/u],
    [{ ...all, textIsSure: false }, /正文/u],
    [{ ...all, standing: { unitId: 'b', sure: true } }, /单位/u],
    [{ ...all, standing: { unitId: 'a', sure: false } }, /单位/u],
    [
      { ...all, read: { ...read, correspondents: { ...sure, value: [{ text: '某人', id: null }] } } },
      /作者/u,
    ],
    [{ ...all, day: null }, /日期/u],
    [{ ...all, photosWithoutCaption: 1 }, /照片/u],
    [{ ...all, spread: true }, /第一篇/u],
  ];
  for (const [doubt, words] of doubts) {
    const said = doubtsOf(doubt);
    expect(said).toHaveLength(1);
    expect(said[0]?.zh).toMatch(words);
  }
});

test('the words of a message are a manuscript without what programs add', () => {
  const body =
    '5月18日，市容科组织三十名队员对城东夜市开展集中整治，劝离占道摊点四十六处，清理杂物十二处，夜市秩序明显好转，群众满意。';
  expect(manuscriptIn(body)).toEqual({ text: body, sure: true });
  expect(manuscriptIn(`${body}\n\n发自我的手机`)).toEqual({ text: body, sure: false });
  expect(manuscriptIn(`${body}\n\n----- 原始邮件 -----\n发件人：某人`)).toEqual({ text: body, sure: false });
  const forwarded = `请收。\n---------- 转发邮件信息 ----------\n发件人：某人\n主题：信息\n\n${body}`;
  expect(manuscriptIn(forwarded)).toEqual({ text: body, sure: false });
  expect(manuscriptIn('您好：稿件见附件，请审阅。')).toBeNull();
  expect(manuscriptIn(`> ${body}`)).toBeNull();
});
