import { contract } from '@xinxuan/contract';
import { acts, answers, streams } from '../http/endpoint.ts';
import {
  exchangeSecret,
  removeChannel,
  saveChannel,
  saveQuiet,
  showChannels,
  testChannel,
} from './channel-routes.ts';
import type { Parts } from './channels.ts';
import { makeFeed, revokeFeed, showFeeds } from './feed-routes.ts';
import { countUnread, listNotices, markRead } from './queries.ts';
import { changeWishes, showWishes } from './wish-routes.ts';

export const noticeRoutes = (parts: Parts) => ({
  list: answers(contract.notices.list, ({ input, reader, actor, scope }) => {
    scope();
    return listNotices(reader, actor.personId, input);
  }),
  read: acts(contract.notices.read, async ({ input, tx, actor, now, scope, record }) => {
    scope();
    await markRead(tx, actor.personId, { ids: input.ids, now });
    record(actor.personId, null, { read: input.ids });
    return { unread: await countUnread(tx, actor.personId) };
  }),
  live: streams(contract.notices.live, async function* ({ actor, server, signal }) {
    const at = (): string => server.clock().toISOString();
    yield { kind: 'hello' as const, at: at() };
    for await (const hint of server.live.listen(actor.bodyId, signal)) yield { kind: hint, at: at() };
  }),
  wishes: showWishes,
  saveWishes: changeWishes,
  channels: showChannels,
  saveChannel: saveChannel(parts),
  exchangeSecret: exchangeSecret(parts),
  testChannel: testChannel(parts),
  removeChannel,
  saveQuiet,
  feeds: showFeeds,
  makeFeed,
  revokeFeed,
});
