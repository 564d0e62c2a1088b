import { type Refusal, refuse } from '../http/refusal.ts';

/** What decides whether a way reaches a person. */
export type WayState = {
  /** The address in the roster. */
  to: string | null;
  /** The body has this way out and it is switched on. */
  open: boolean;
  /** It is an address that this way can send to. */
  fits: boolean;
  /** Nothing has left by it for a while; the administrators know. */
  down: boolean;
  /** The last message to this address was refused for good. */
  refused: boolean;
};

export const PLACES = {
  roster: '/network/people',
  mail: '/network/mail',
  channels: '/network/channels',
} as const;
type MendPlace = (typeof PLACES)[keyof typeof PLACES];
export type Wrong = { why: Refusal | null; place: MendPlace | null };
const FINE: Wrong = { why: null, place: null };

const wrong = (place: MendPlace, reason: string, words: { zh: string; en: string }): Wrong => ({
  why: refuse('wrong_state', reason, words),
  place,
});

/** Why mail does not reach the person, said with where it is put right: what the person lacks first. */
export function whyNotMail({ to, open, down, refused }: WayState): Wrong {
  if (!to)
    return wrong(PLACES.roster, 'no_mail_address', {
      zh: '名册里没有您的电子邮箱。请系统管理员在“人员与任职”里打开您的资料，填上电子邮箱。',
      en: 'The roster has no e-mail address of yours. A system administrator enters it under “People and posts”.',
    });
  if (!open)
    return wrong(PLACES.mail, 'no_outgoing_mail', {
      zh: '单位还没有开启发信。请系统管理员在“收信邮箱”里填写发信服务器（SMTP）并开启。',
      en: 'The body sends no mail yet. A system administrator sets up outgoing mail (SMTP) under “Mailbox”.',
    });
  if (down) return isDown(PLACES.mail);
  if (refused)
    return wrong(PLACES.roster, 'mail_refused', {
      zh: `最近一封被对方拒收。请核对邮箱 ${to}；不对的，请系统管理员在“人员与任职”里更正。再次送达后本提示消失。`,
      en: `The last letter was refused. Check the address ${to}; a system administrator corrects it under “People and posts”. This goes once a letter arrives.`,
    });
  return FINE;
}

/** Why short messages do not reach the person. */
export function whyNotSms({ to, open, fits, down, refused }: WayState): Wrong {
  if (!to)
    return wrong(PLACES.roster, 'no_phone', {
      zh: '名册里没有您的手机号。请系统管理员在“人员与任职”里打开您的资料，填上电话。',
      en: 'The roster has no phone number of yours. A system administrator enters it under “People and posts”.',
    });
  if (!fits)
    return wrong(PLACES.roster, 'no_mobile', {
      zh: `名册里的电话 ${to} 不是手机号。请系统管理员在“人员与任职”里改填手机号。`,
      en: `${to} in the roster is no mobile number. A system administrator enters one under “People and posts”.`,
    });
  if (!open)
    return wrong(PLACES.channels, 'no_gateway', {
      zh: '单位还没有启用短信网关。请系统管理员在“通知渠道”里添加并启用。',
      en: 'The body has no SMS gateway. A system administrator adds one under “Ways out”.',
    });
  if (down || refused) return isDown(PLACES.channels);
  return FINE;
}

/** Why no chat group of the unit hears of anything. */
export function whyNoRobot(count: number): Wrong {
  if (count > 0) return FINE;
  return wrong(PLACES.channels, 'no_robot', {
    zh: '单位还没有启用群机器人，工作群里收不到通知。请系统管理员在“通知渠道”里添加企业微信、钉钉或飞书群机器人。',
    en: 'No robot of a chat group is switched on, so no group is told. A system administrator adds one of WeCom, DingTalk or Feishu under “Ways out”.',
  });
}

export function isDown(place: MendPlace): Wrong {
  return wrong(place, 'way_down', {
    zh: '这条渠道正在发生故障，已通知系统管理员。待发的都留着，修好后补发。',
    en: 'This way out fails, and the system administrators were told. What waits is kept and sent once it is mended.',
  });
}
