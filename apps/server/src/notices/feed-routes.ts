import { createHash, randomBytes } from 'node:crypto';
import { contract, type DutyKind } from '@xinxuan/contract';
import type { FastifyInstance } from 'fastify';
import { dayOf } from '../clock.ts';
import { acts, answers, type Server } from '../http/endpoint.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { sendRefusal } from '../http/unserved.ts';
import { newId } from '../ids.ts';
import { calendarFeed } from './calendar-feed.ts';
import { feedDuties, insertFeed, listFeeds, ownerOfToken, revokeFeedRow } from './feed-queries.ts';

const MOST_FEEDS = 5;
const TOKEN = /^[A-Za-z0-9_-]{43}$/u;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const showFeeds = answers(contract.notices.feeds, async ({ reader, actor }) => {
  return { rows: await listFeeds(reader, actor.personId) };
});

export const makeFeed = acts(contract.notices.makeFeed, async ({ input, tx, actor, now, record }) => {
  const running = (await listFeeds(tx, actor.personId)).filter(feed => feed.revokedAt === null);
  if (running.length >= MOST_FEEDS)
    return refuse('conflict', 'too_many_feeds', {
      zh: `最多同时保留 ${MOST_FEEDS} 个日历订阅。请先停用不再使用的。`,
      en: `At most ${MOST_FEEDS} subscriptions at once. End one that you no longer use.`,
    });
  const token = randomBytes(32).toString('base64url');
  const id = newId('calendarFeed', now);
  await insertFeed(tx, { id, personId: actor.personId, name: input.name, tokenHash: hashOf(token), now });
  record(id, null, { name: input.name });
  return { id, path: `/api/calendar/${token}.ics` };
});

export const revokeFeed = acts(contract.notices.revokeFeed, async ({ input, tx, actor, now, record }) => {
  const revokedAt = await revokeFeedRow(tx, { id: input.id, personId: actor.personId, now });
  if (revokedAt === null) return notFound('这个日历订阅', 'subscription');
  record(input.id, null, { revokedAt });
  return { revokedAt };
});

/** General words alone: a feed is read by phones and by the clouds of their makers. */
const SUMMARIES: Record<DutyKind, string> = {
  review: '稿件待审核',
  proof: '校对待办',
  release_check: '发布审核待签署',
  commission: '约稿待报送',
  lead: '线索待落实',
  instruction: '批示待办理',
  plan_topic: '选题待报送',
  desk_item: '来稿待处理',
  objection: '公示异议待办',
  other: '应办事项',
  weekly_item: '每周信息待报送',
  opinion_report: '舆情报告待报送',
  window_renewal: '橱窗更换待办',
};

const PER_MINUTE = 60;

/** The feed itself, for programs that know no sign-in: whoever has the address reads it, until it is revoked. */
export function calendarRoutesOf(http: FastifyInstance, server: Server, origin: string): void {
  http.get<{ Params: { file: string } }>(
    '/api/calendar/:file',
    { config: { rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } } },
    async (request, reply) => {
      const token = request.params.file.replace(/\.ics$/u, '');
      const owner = TOKEN.test(token) ? await ownerOfToken(server.database, hashOf(token)) : null;
      if (!owner) return sendRefusal(request, reply, notFound('这个日历订阅', 'subscription'));
      const now = server.clock();
      const reader = server.database.reader(owner.body);
      const duties = await feedDuties(reader, owner.personId, { day: dayOf(now), now });
      const feed = calendarFeed({
        name: '信宣 应办事项',
        host: new URL(origin).hostname,
        entries: duties.map(duty => ({
          id: duty.id,
          title: SUMMARIES[duty.kind],
          link: `${origin}${duty.link}`,
          dueAt: new Date(duty.dueAt),
          sequence: duty.version,
          withdrawn: duty.ended,
          changedAt: new Date(duty.changedAt),
        })),
      });
      return reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'inline; filename="xinxuan.ics"')
        .send(feed);
    },
  );
}
