import {
  answered,
  lineOf,
  type RobotAnswer,
  type RobotMessage,
  type RobotRequest,
  withinBytes,
} from './message.ts';

const MOST_BYTES = 2048;
const TOO_MANY = 45009;

/** 企业微信群机器人: no signature; the key in the address is the secret. */
export function wecomRequest(address: string, message: RobotMessage): RobotRequest {
  const content = withinBytes(lineOf(message), MOST_BYTES);
  const everybody = message.urgent ? { mentioned_list: ['@all'] } : {};
  return { url: address, body: JSON.stringify({ msgtype: 'text', text: { content, ...everybody } }) };
}

export function wecomAnswer(text: string): RobotAnswer {
  const { errcode, errmsg } = answered(text);
  if (errcode === 0) return { kind: 'sent' };
  if (errcode === TOO_MANY) return { kind: 'later' };
  return { kind: 'refused', reason: `${errcode ?? ''} ${errmsg ?? '没有可读的答复'}`.trim() };
}
