import { createHmac } from 'node:crypto';
import {
  answered,
  lineOf,
  type RobotAnswer,
  type RobotMessage,
  type RobotRequest,
  withinBytes,
} from './message.ts';

const MOST_BYTES = 18_000;
const TOO_MANY = new Set([130101, 410100]);

/** The signature of a custom robot (加签), ready for the address; `timestamp` in milliseconds. */
export function dingtalkSign(timestamp: number, secret: string): string {
  const mac = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return encodeURIComponent(mac);
}

/** 钉钉群机器人; `address` carries the access token. */
export function dingtalkRequest(
  { address, secret }: { address: string; secret: string },
  message: RobotMessage,
  now: Date,
): RobotRequest {
  const timestamp = now.getTime();
  const content = withinBytes(lineOf(message), MOST_BYTES);
  return {
    url: `${address}${address.includes('?') ? '&' : '?'}timestamp=${timestamp}&sign=${dingtalkSign(timestamp, secret)}`,
    body: JSON.stringify({ msgtype: 'text', text: { content }, at: { isAtAll: message.urgent } }),
  };
}

export function dingtalkAnswer(text: string): RobotAnswer {
  const { errcode, errmsg } = answered(text);
  if (errcode === 0) return { kind: 'sent' };
  if (typeof errcode === 'number' && TOO_MANY.has(errcode)) return { kind: 'later' };
  return { kind: 'refused', reason: `${errcode ?? ''} ${errmsg ?? '没有可读的答复'}`.trim() };
}
