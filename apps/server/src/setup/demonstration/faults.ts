import type { FaultKind } from '@xinxuan/contract';
import type { Cast } from './cast.ts';
import { daysBetween, FIRST_DAY, isWorkday, LAST_DAY, momentOf, nextWorkday, spokenDay } from './days.ts';
import { drawId } from './ids.ts';
import type { FactRecord, Size, World } from './model.ts';
import { isReporting } from './plan.ts';
import { type Draw, drawOf } from './random.ts';

const COUNTS: Record<Size, number> = { district: 12, county: 70, city: 500 };
const EVENTS = [
  '燃气管道被挖断',
  '沿街广告牌坠落',
  '市场棚架起火',
  '路面塌陷',
  '供水主管爆裂',
  '渣土车侧翻',
  '居民聚集反映停车问题',
] as const;
type LateOrMissed = Exclude<FaultKind, 'veto'>;
const WORDS: Record<LateOrMissed, string> = {
  major_event_late: '次日才报送，属重大活动信息迟报',
  major_event_missed: '始终未报送，由上级通报得知，属漏报',
};

/** What the desk chief found of late and missed major events: a person's finding, never the machine's. */
export function makeFaults(world: Pick<World, 'seed' | 'size' | 'units' | 'now'>, cast: Cast): FactRecord[] {
  const workdays = daysBetween(FIRST_DAY, LAST_DAY).filter(isWorkday);
  const found = Array.from({ length: COUNTS[world.size] }, (_, n) => {
    const draw = drawOf(world.seed, `fault/${n}`);
    const day = workdays[draw.int(5, workdays.length - 5)]!;
    const units = world.units.filter(unit => unit.groupId !== null && isReporting(unit, day));
    return faultOf(draw, { day, unit: draw.pick(units), cast });
  });
  return found.filter(fault => fault.recordedAt <= world.now);
}

type Where = { day: string; unit: World['units'][number]; cast: Cast };

function faultOf(draw: Draw, { day, unit, cast }: Where): FactRecord {
  const fault: LateOrMissed = draw.chance(0.65) ? 'major_event_late' : 'major_event_missed';
  const recordedOn = nextWorkday(nextWorkday(day));
  const recordedAt = momentOf(recordedOn, draw.int(9.5 * 3600, 16 * 3600));
  const note = `${spokenDay(day)}${unit.shortName}辖区${draw.pick(EVENTS)}，${WORDS[fault]}。`;
  const [chief] = cast.holders('desk_chief', cast.desk(unit), recordedOn);
  return {
    id: drawId('fact', recordedAt, draw),
    kind: 'fault',
    onDay: day,
    bookedOn: recordedOn,
    unitId: unit.id,
    personIds: [],
    manuscriptId: null,
    adoptionId: null,
    attrs: { fault },
    label: note,
    evidence: [],
    note,
    recordedBy: chief ?? null,
    recordedAt,
    voided: null,
  };
}
