import type { Things } from '../things.ts';

export const draft = (things: Things) => ({
  title: '市容科整治占道经营',
  body: [{ kind: 'paragraph', level: 0, text: '市容科集中整治占道经营。' }],
  unitId: things.ownUnit,
  authorIds: [things.writer],
  channel: 'news',
  type: 'digest',
  genre: 'brief',
  importance: 'ordinary',
  themes: [],
  eventOn: '2026-05-18',
  secrecy: 'none',
  leadNote: null,
  photos: [],
  attachmentIds: [],
});
export const unit = {
  name: '新组',
  shortName: '新组',
  aliases: [],
  kind: 'other',
  groupId: null,
  deskName: null,
  openedOn: '2026-01-01',
};
export const person = { name: '新人', title: '', phone: null, email: null };
export const circular = {
  title: '第一季度情况通报',
  number: '',
  addressee: '各单位',
  body: [],
  signOff: '区局',
  signedOn: '2026-04-10',
};
export const outlet = {
  name: '东河日报',
  level: 'district',
  kind: 'paper',
  internal: false,
  openedOn: '2020-01-01',
};
export const published = { publishedOn: '2026-05-19', genre: 'brief', position: 'ordinary' };
export const link = [{ kind: 'link', url: 'https://paper.example/2' }];
/** A calendar that really changed would move due times behind the tests' back; its success is tested beside it. */
export const STALE = 7;
export const page = { page: 1, pageSize: 200 };
export const server = { host: '127.0.0.1', port: 9, tls: 'none', user: '' };
export const mailSettings = {
  incoming: { ...server, on: false, folder: 'INBOX', doneFolder: '已收', fromDay: '2026-05-20' },
  door: { on: false, host: '127.0.0.1', port: 9, recipient: '', limitMb: 30, networks: [] },
  outgoing: { ...server, on: false, sender: '', name: '' },
  rules: { onMatch: 'submit', trustedServers: [], innerOnly: false, nameServers: [], routes: [] },
};
export const NO_TRIAL = `tri_${'0'.repeat(26)}`;
export const none = () => undefined;
export const onRelease = (things: Things) => ({ id: things.release, version: 0 });
export const signing = (things: Things) => ({ ...onRelease(things), stage: 'review1', hash: '0'.repeat(64) });
export const onCommission = (things: Things) => ({ id: things.commission, version: 0 });
export const topic = { title: '防汛备汛', from: '2026-06-01', to: '2026-06-30' };
export const onTopic = (things: Things) => ({ id: things.topic, version: 0 });
export const onLead = (things: Things) => ({ id: things.lead, version: 0 });
export const onAsking = (things: Things) => ({ ...onCommission(things), askingId: things.asking });
export const onReceiver = (things: Things) => ({
  id: things.instruction,
  version: 0,
  receiverId: things.receiver,
});
/** A well-formed id of a thing that nobody has made: these acts concern the whole body, not a unit. */
export const like = (prefix: string, things: Things) => `${prefix}_${things.member.slice(4)}`;
