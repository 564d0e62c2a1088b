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
const TOO_MANY = new Set([9499, 11232]);

/** The signature of a custom robot: key and message are the other way round than elsewhere; `timestamp` in seconds. */
export function feishuSign(timestamp: number, secret: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}

/** 飞书群机器人. */
export function feishuRequest(
  { address, secret }: { address: string; secret: string },
  message: RobotMessage,
  now: Date,
): RobotRequest {
  const timestamp = Math.floor(now.getTime() / 1000);
  const everybody = message.urgent ? '\n<at user_id="all">所有人</at>' : '';
  const text = withinBytes(lineOf(message), MOST_BYTES) + everybody;
  return {
    url: address,
    body: JSON.stringify({
      timestamp: String(timestamp),
      sign: feishuSign(timestamp, secret),
      msg_type: 'text',
      content: { text },
    }),
  };
}

export function feishuAnswer(text: string): RobotAnswer {
  const { code, StatusCode, msg } = answered(text);
  const found = code ?? StatusCode;
  if (found === 0) return { kind: 'sent' };
  if (typeof found === 'number' && TOO_MANY.has(found)) return { kind: 'later' };
  return { kind: 'refused', reason: `${found ?? ''} ${msg ?? '没有可读的答复'}`.trim() };
}
