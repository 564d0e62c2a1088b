import type { Genre, ManuscriptType } from '@xinxuan/contract';

/** A text of the stage's own unit. All of it is invented. */
export type Written = {
  title: string;
  paragraphs: string[];
  theme: string;
  type: ManuscriptType;
  genre: Genre;
  /** Working days before the last on which it happened. */
  happened: number;
};

export const PATROL: Written = {
  title: '中队“错时巡查”破解早市散场难题',
  paragraphs: [
    '早市散场后路面留有菜叶和污水，是沿线居民反映较多的问题。中队从本月初起把巡查时间提前到清晨6点，推行“错时巡查、随散随清”，街面面貌有了彻底改变。',
    '一是定时段。每天6点至8点半由两个小组在早市两端值守，8点开始提醒收摊，8点半前商户自清摊位。二是定责任。把63个摊位划成6段，每段推选一名“清洁组长”，保洁车跟着散场走。三是定标准。地面无菜叶、无积水、无杂物，达不到的当天整改。',
    '半个月来，散场清扫用时由原来的70多分钟缩短到25分钟，居民来电投诉由每周11件降到2件。摊主老周说：“咱们自个儿收拾利索了，买菜的人也愿意来。”',
    '下一步，中队将把做法推广到另外2处早市，每周公布一次各段排名。',
  ],
  theme: '市容环境',
  type: 'experience',
  genre: 'long',
  happened: 3,
};

export const NIGHT: Written = {
  title: '中队开展冬季占道经营夜查行动',
  paragraphs: [
    '11月以来，针对夜间流动摊点增多的情况，中队联合社区开展夜查，重点查看学校周边、公交站点和背街小巷三类点位。',
    '行动中坚持先劝导、后处罚,共劝导流动摊贩86人次，引导进入疏导点41户，清理乱堆放27处，暂扣占道物品5件。对主动配合的摊主，队员帮助把物品推到疏导点。',
    '夜查期间未发生一起冲突。附近居民在小区群里留言：“最近晚上回家，路口宽敞多了”。',
  ],
  theme: '市容环境',
  type: 'other',
  genre: 'brief',
  happened: 1,
};

/** What is changed in them, by whom. */
export const MEND = {
  head: ['街面面貌有了彻底改变', '散场后的街面明显整洁'],
  desk: ['8点半前商户自清摊位', '8点半前商户自行清扫摊位'],
  deskAgain: ['达不到的当天整改', '达不到的当天返工'],
  night: ['重点查看学校周边、公交站点和背街小巷三类点位', '重点巡查校园周边、公交站点、背街小巷等三类点位'],
} as const;

/** What is said about which passage. */
export const TEXT_SHOWN = {
  head: { quote: '由每周11件降到2件', said: '投诉数据用的是哪个口径？请与热线月报核对。' },
  writer: '用的是热线平台按路段导出的数据，已与月报核对：上月同期11件，本月2件。',
  desk: {
    quote: '每段推选一名“清洁组长”',
    said: '“清洁组长”是商户自己推选的还是中队指定的？写清楚更有说服力。',
  },
  again: '是商户自己推选的，每月一换；可以写成“由商户推选”。',
  night: { quote: '共劝导流动摊贩86人次', said: '86人次是整月数还是这一次行动的？' },
  nightAnswer: '是11月1日以来的累计数，我在前面补一句。',
} as const;
