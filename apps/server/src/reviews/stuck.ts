import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { countsByRole, insideOf, listRows, unanswered } from '../manuscripts/list-queries.ts';

const DAY_MS = 86_400_000;

/** What nobody has answered for so many days, longest first, and at whose step it lies. */
export const stuck = answers(contract.reviews.stuck, async ({ input, reader, now, scope }) => {
  const { days, unitId, role, page, pageSize } = input;
  const since = new Date(now.getTime() - days * DAY_MS);
  const inside = insideOf(scope());
  const conditions = [unanswered({ since, unitId }), ...(inside ? [inside] : [])];
  const counts = await countsByRole(reader, conditions);
  const parts = [role ? [...conditions, unanswered({ since, role })] : conditions];
  const found = await listRows(reader, { parts, order: 'waiting', page, pageSize, day: dayOf(now) });
  return { ...found, counts };
});
