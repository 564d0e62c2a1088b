import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dingtalkAnswer, dingtalkRequest, dingtalkSign } from './dingtalk.ts';
import { feishuAnswer, feishuRequest, feishuSign } from './feishu.ts';
import { withinBytes } from './message.ts';
import { wecomAnswer, wecomRequest } from './wecom.ts';

const message = { title: '《城东夜巡》待您审核', link: 'https://xx.example.cn/m/1', urgent: false };
const now = new Date(1_599_360_473_000);

describe('signatures as the vendors document them', () => {
  it('DingTalk', () => {
    expect(dingtalkSign(1_599_360_473_000, 'SECtest')).toBe('9uMBwWNha8Pcr4QQCL9YQitwL0E0g2JIxycWz23gAkE%3D');
  });

  it('Feishu', () => {
    expect(feishuSign(1_599_360_473, 'test-secret')).toBe('wSds2BzzFIIGf/WrhUO+NI1q/9j+FRJd3JNHKAq0NZY=');
  });
});

describe('requests', () => {
  it('WeCom has its secret in the address and mentions everybody only in an emergency', () => {
    const { url, body } = wecomRequest('https://example.cn/send?key=K', message);
    expect(url).toBe('https://example.cn/send?key=K');
    expect(JSON.parse(body)).toEqual({
      msgtype: 'text',
      text: { content: '《城东夜巡》待您审核\nhttps://xx.example.cn/m/1' },
    });
    expect(JSON.parse(wecomRequest(url, { ...message, urgent: true }).body).text).toEqual({
      content: '【紧急】《城东夜巡》待您审核\nhttps://xx.example.cn/m/1',
      mentioned_list: ['@all'],
    });
  });

  it('DingTalk signs the address', () => {
    const { url, body } = dingtalkRequest(
      { address: 'https://example.cn/send?access_token=T', secret: 'SECtest' },
      message,
      now,
    );
    expect(url).toBe(
      'https://example.cn/send?access_token=T&timestamp=1599360473000&sign=9uMBwWNha8Pcr4QQCL9YQitwL0E0g2JIxycWz23gAkE%3D',
    );
    expect(JSON.parse(body)).toMatchObject({ msgtype: 'text', at: { isAtAll: false } });
  });

  it('Feishu signs the body', () => {
    const { body } = feishuRequest(
      { address: 'https://example.cn/hook/1', secret: 'test-secret' },
      message,
      now,
    );
    expect(JSON.parse(body)).toMatchObject({
      timestamp: '1599360473',
      sign: 'wSds2BzzFIIGf/WrhUO+NI1q/9j+FRJd3JNHKAq0NZY=',
      msg_type: 'text',
    });
  });

  it('keeps within the limits of bytes and splits no character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 3, max: 300 }),
        (text, bytes) => {
          const cut = withinBytes(text, bytes);
          expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytes);
          expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
          expect(cut.isWellFormed()).toBe(true);
        },
      ),
    );
    const long = wecomRequest('https://example.cn', { ...message, title: '长'.repeat(3000) });
    expect(Buffer.byteLength(JSON.parse(long.body).text.content)).toBeLessThanOrEqual(2048);
  });
});

describe('answers', () => {
  it.each([
    [wecomAnswer, '{"errcode":0,"errmsg":"ok"}', 'sent'],
    [wecomAnswer, '{"errcode":45009,"errmsg":"freq"}', 'later'],
    [wecomAnswer, '{"errcode":93000,"errmsg":"invalid webhook url"}', 'refused'],
    [wecomAnswer, '<html>502</html>', 'refused'],
    [dingtalkAnswer, '{"errcode":0}', 'sent'],
    [dingtalkAnswer, '{"errcode":130101}', 'later'],
    [dingtalkAnswer, '{"errcode":310000,"errmsg":"sign not match"}', 'refused'],
    [feishuAnswer, '{"code":0}', 'sent'],
    [feishuAnswer, '{"StatusCode":0,"StatusMessage":"success"}', 'sent'],
    [feishuAnswer, '{"code":11232}', 'later'],
    [feishuAnswer, '{"code":19021,"msg":"sign match fail"}', 'refused'],
    [feishuAnswer, 'null', 'refused'],
  ])('%o %s is %s', (read, text, kind) => {
    expect(read(text).kind).toBe(kind);
  });
});
