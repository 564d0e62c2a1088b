import { ORPCError } from '@orpc/client';
import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../words/i18n.ts';
import { refusal } from './refusal.ts';

afterEach(() => speak('zh'));

const stale = new ORPCError('stale', {
  status: 409,
  data: {
    reason: 'stale',
    zh: '已被他人改动。',
    en: 'Somebody changed it.',
    fields: { title: { zh: '标题太长', en: 'too long' } },
  },
});

describe('an error becomes words', () => {
  it('says the sentence of the server in the language of the reader', () => {
    expect(refusal(stale, 'zh')).toEqual({
      code: 'stale',
      reason: 'stale',
      text: '已被他人改动。',
      fields: { title: '标题太长' },
    });
    expect(refusal(stale, 'en')).toMatchObject({
      text: 'Somebody changed it.',
      fields: { title: 'too long' },
    });
  });

  it.each([
    [503, '服务暂时不可用'],
    [401, '登录已失效'],
    [404, '没有找到'],
    [413, '太大'],
    [429, '过于频繁'],
    [500, '没有完成'],
  ])('finds its own words for a bare %i', (status, part) => {
    const { text } = refusal(new ORPCError('SOMETHING', { status, data: '<html>' }), 'zh');
    expect(text).toContain(part);
    expect(text).not.toContain('SOMETHING');
  });

  it('knows a dead network and a cancelled act', () => {
    expect(refusal(new TypeError('Failed to fetch'), 'zh')).toMatchObject({ code: 'offline' });
    expect(refusal(new DOMException('x', 'AbortError'), 'zh')).toMatchObject({ code: 'cancelled' });
  });

  it('never shows what a program would say', () => {
    const { text } = refusal(new Error("Cannot read properties of undefined (reading 'x')"), 'zh');
    expect(text).not.toContain('undefined');
    speak('en');
    expect(refusal(new Error('boom'), 'en').text).not.toContain('boom');
  });
});
