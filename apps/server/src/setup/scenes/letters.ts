import { keepMessage } from '../../mail/keep.ts';
import { processStored } from '../../mail/process.ts';
import { spokenDay } from '../demonstration/days.ts';
import type { HeldPost } from './queries.ts';
import type { Act, Stage } from './stage.ts';

/** Letters that came by mail: taken in, left to a person, refused, answered by a machine. No mailbox is asked. */
export function letters(stage: Stage): Act[] {
  const [writer, other, opinion] = [
    ...stage.units(['street']).slice(0, 1),
    ...stage.units(['section']).slice(0, 1),
    ...stage.units(['community']).slice(0, 1),
  ];
  if (!writer || !other || !opinion) return [];
  return [
    mailbox(stage),
    arrives(stage, { at: stage.at(2, '10:12'), from: fromRoll(writer), ...fromStreet(stage, writer) }),
    arrives(stage, { at: stage.at(1, '08:52'), from: fromRoll(opinion), ...fromCommunity(stage, opinion) }),
    arrives(stage, { at: stage.at(1, '16:31'), from: fromRoll(other), ...withoutText(other) }),
    arrives(stage, { at: stage.at(0, '09:48'), from: STRANGER, ...fromStranger(stage) }),
    arrives(stage, { at: stage.at(1, '11:05'), from: ADVERTISER, ...ADVERTISING }),
    refused(stage),
    arrives(stage, { at: stage.at(0, '13:35'), from: fromRoll(writer), ...ABSENT, automatic: true }),
  ];
}

type Person = { name: string; address: string };
type Letter = { at: Date; from: Person; subject: string; lines: string[]; automatic?: boolean };

const fromRoll = ({ personName, email }: HeldPost): Person => ({ name: personName, address: email });
const STRANGER = { name: '平安物业项目部', address: 'wuye@estate.example' };
const ADVERTISER = { name: '印务推广', address: 'print@shop.example' };

/** Vouches for senders in its results, so that no name service is asked. */
const SERVER = 'mail.office.example';

/** As the administrator set it up: nothing is watched, and the receiving server is believed. */
function mailbox(stage: Stage): Act {
  const hands = stage.as(stage.post('system_admin'));
  return {
    at: stage.at(20, '09:30'),
    does: async () => {
      const { incoming, door, outgoing, rules, version } = await hands.mail.settings();
      await hands.mail.saveSettings({
        ...{ door, outgoing, version, incomingSecret: null, outgoingSecret: null },
        incoming: { ...incoming, on: false, host: SERVER, user: 'xinxi@office.example' },
        rules: {
          ...{ ...rules, onMatch: 'submit', trustedServers: [SERVER] },
          routes: [{ subjectHas: '舆情', senderHas: '', does: 'opinion' }],
        },
      });
    },
  };
}

function arrives(stage: Stage, letter: Letter): Act {
  const works = { ...stage.house.mail, server: stage.server };
  return {
    at: letter.at,
    does: async () => {
      const kept = await keepMessage(works, {
        ...{ body: stage.tx.body, bytes: bytesOf(letter), way: 'imap', envelope: {}, sighting: null },
      });
      if (!kept.ok) throw new Error(`a letter was not kept: ${kept.refusal.en}`);
      await processStored(works);
    },
  };
}

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** A message as a mail program writes it. */
function bytesOf({ at, from, subject, lines, automatic = false }: Letter): Buffer {
  const body = Buffer.from(lines.join('\r\n')).toString('base64').replace(/.{76}/gu, '$&\r\n');
  const domain = from.address.split('@')[1];
  const head = [
    `Authentication-Results: ${SERVER}; spf=pass smtp.mailfrom=${domain}; dkim=pass header.d=${domain}; dmarc=pass`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${at.getTime().toString(36)}@office.example>`,
    `From: ${encoded(from.name)} <${from.address}>`,
    'To: <xinxi@office.example>',
    `Subject: ${encoded(subject)}`,
    ...(automatic ? ['Auto-Submitted: auto-replied'] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}\r\n`);
}

type Said = Pick<Letter, 'subject' | 'lines'>;
const chineseDay = (day: string): string => `${day.slice(0, 4)}年${spokenDay(day)}`;

function fromStreet(stage: Stage, writer: HeldPost): Said {
  const [day, unit] = [stage.day(2), writer.unitName];
  return {
    subject: `${unit}${chineseDay(day)}工作信息`,
    lines: [
      `${unit}把垃圾分类讲堂开进楼栋`,
      `${spokenDay(day)}，${unit}组织分类指导员走进楼栋，面对面讲解冬季厨余垃圾投放要点，现场解答居民提问31个，发放对照卡220份。`,
      '讲堂选在居民下班后的晚上七点，每场半小时，内容只讲三件事：怎么分、投到哪、几点投。针对老年人多的楼栋，指导员把要点写成大字贴在单元门口。',
      '活动开展以来，辖区厨余垃圾分出量比上月增加两成。下一步，将把讲堂排进每周日程，由居民点题、指导员接单。',
      unit,
      `信息员：${writer.personName}`,
      chineseDay(day),
    ],
  };
}

function fromCommunity(stage: Stage, opinion: HeldPost): Said {
  const day = stage.day(1);
  return {
    subject: `${opinion.unitName}${chineseDay(day)}舆情信息`,
    lines: [
      `${opinion.unitName}：居民反映地下车库积水`,
      `${spokenDay(day)}上午，居民群里有人发出地下车库积水照片，约20人跟帖，担心车辆进水。社区已联系物业启动排水泵，10时左右积水退去。`,
      '建议提示物业检查排水沟并公布处理结果，社区继续关注。',
      opinion.unitName,
      chineseDay(day),
    ],
  };
}

/** Without a text that could be read as a manuscript. */
function withoutText(other: HeldPost): Said {
  return { subject: `${other.unitName}补报材料`, lines: ['材料见明天送来的纸质件。'] };
}

function fromStranger(stage: Stage): Said {
  const day = spokenDay(stage.day(0));
  return {
    subject: '小区配合执法队开展楼道清理的情况',
    lines: [
      '物业配合执法队清理楼道堆物',
      `${day}上午，我小区物业配合执法中队清理3号楼、5号楼楼道堆物14处，劝离飞线充电6处。居民对清理后的楼道环境表示满意。`,
      '现将情况发给你们，如有需要可以补充照片。',
    ],
  };
}

const ADVERTISING: Said = {
  subject: '年终画册、宣传册印刷优惠',
  lines: ['各单位：年终印刷旺季将至，画册、折页、展板均有优惠，欢迎来电咨询。', '以上价格有效期一个月。'],
};

const ABSENT: Said = {
  subject: '自动回复：工作信息收到情况',
  lines: ['我正在外出参加培训，邮件将在返回后处理。'],
};

/** The desk refuses what is no manuscript, without an answer to the sender. */
function refused(stage: Stage): Act {
  const editor = stage.as(stage.post('desk_editor'));
  return {
    at: stage.at(1, '15:20'),
    does: async () => {
      const { rows } = await editor.mail.list({ page: 1, pageSize: 20, q: ADVERTISING.subject.slice(0, 4) });
      const [message] = rows;
      if (!message) throw new Error('the letter to refuse did not come');
      const { id, version } = message;
      await editor.mail.refuse({ id, version, reason: '商业推广，不属于信息报送。', answer: false });
    },
  };
}
