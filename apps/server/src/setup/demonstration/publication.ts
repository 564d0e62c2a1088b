import type { Genre, OutletLevel, Position } from '@xinxuan/contract';
import { addDays, afterOfficeTime, dayOfMoment, isWorkday, momentOf, nextWorkday } from './days.ts';
import { drawId } from './ids.ts';
import type { Adoption, Day, Moment, Outlet } from './model.ts';
import type { Story } from './story.ts';

const HOUR = 3600;

const REFUSALS = [
  '链接打不开，请补充报纸扫描件或网页截图。',
  '所附页面未见供稿单位名称，不能认定。',
  '刊播日期与页面不一致，请核对后重新申报。',
  '页面为转载，请按首发媒体申报。',
] as const;
const CLAIMED_TWICE = '同一刊播已由本单位申报并核实，不重复认定。';

/** The desk puts an accepted item into its own bulletin, or reports that the bulletin above took it. */
export function adoptAtDesk(story: Story, from: Moment, level: 'inhouse' | 'upper_bulletin'): void {
  const { draw } = story;
  const at = afterOfficeTime(from, draw.int(1 * HOUR, (level === 'inhouse' ? 14 : 22) * HOUR));
  const day = dayOfMoment(at);
  const outlet = outletOf(story, level, day);
  if (!outlet || !story.reached(at)) return;
  const editor = story.editor(day);
  const adoption = booked(story, { outlet, publishedOn: day, at, by: editor.personId });
  Object.assign(adoption, {
    state: 'verified',
    decidedBy: editor.personId,
    decidedAt: at,
    position: 'ordinary',
  });
  recordAdopted(story, { adoption, outlet, at, by: editor.personId });
  story.tell(
    'adopted',
    { at, by: editor },
    { adoptionId: adoption.id, outlet: outlet.name, issue: adoption.issue },
  );
}

const LEVELS: Record<Exclude<OutletLevel, 'inhouse'>, number> = {
  national: 3,
  provincial: 12,
  municipal: 31,
  district: 46,
  upper_bulletin: 8,
};

/** Publications outside: each claimed by the unit with a link, then verified or refused by the desk. */
export function publishOutside(story: Story, from: Moment): void {
  const { draw, plan } = story;
  const forced = plan.twist?.kind === 'twice_claimed' || plan.hold === 'claimed';
  const count = forced ? 1 : Number(draw.weighted({ '0': 68, '1': 20, '2': 8, '3': 4 }));
  for (let i = 0; i < count; i++) {
    const publishedOn = addDays(dayOfMoment(from), draw.int(1, 5));
    const outlet = outletOf(story, draw.weighted(LEVELS), publishedOn);
    const known = story.adoptions.some(
      each => each.outletId === outlet?.id && each.publishedOn === publishedOn,
    );
    if (outlet && !known) claim(story, { outlet, publishedOn });
  }
}

type Publication = { outlet: Outlet; publishedOn: Day };

function claim(story: Story, { outlet, publishedOn }: Publication): void {
  const { draw, plan } = story;
  const start = momentOf(isWorkday(publishedOn) ? publishedOn : nextWorkday(publishedOn), 9 * HOUR);
  const at = afterOfficeTime(start, draw.int(0.5 * HOUR, 16 * HOUR));
  if (!story.reached(at)) return;
  const adoption = booked(story, { outlet, publishedOn, at, by: claimantOn(story, dayOfMoment(at)) });
  link(story, adoption);
  told(story, 'adoption_claimed', { adoption, outlet, at });
  if (plan.hold === 'claimed') return;
  const decidedAt = afterOfficeTime(at, draw.int(0.5 * HOUR, 20 * HOUR));
  const refused = plan.twist?.kind !== 'twice_claimed' && draw.chance(0.08);
  if (story.reached(decidedAt))
    decide(story, { adoption, outlet, at: decidedAt }, refused ? draw.pick(REFUSALS) : null);
  if (plan.twist?.kind === 'twice_claimed') claimAgain(story, { first: adoption, outlet, at: decidedAt });
}

/** The same publication claimed once more: half are noticed, half slip through under another issue number. */
function claimAgain(
  story: Story,
  { first, outlet, at }: { first: Adoption; outlet: Outlet; at: Moment },
): void {
  const again = afterOfficeTime(at, story.draw.int(1 * HOUR, 9 * HOUR));
  const decidedAt = afterOfficeTime(again, story.draw.int(1 * HOUR, 9 * HOUR));
  if (!story.reached(again)) return;
  const noticed = story.draw.chance(0.5);
  const twin = booked(story, {
    outlet,
    publishedOn: first.publishedOn,
    at: again,
    by: claimantOn(story, dayOfMoment(again)),
  });
  twin.issue = `${first.issue}A版`;
  const url = first.evidence[0]!.url;
  twin.evidence.push({
    ...first.evidence[0]!,
    id: drawId('evidence', again, story.draw),
    adoptionId: twin.id,
    url,
    addedAt: again,
  });
  told(story, 'adoption_claimed', { adoption: twin, outlet, at: again });
  if (story.reached(decidedAt))
    decide(story, { adoption: twin, outlet, at: decidedAt }, noticed ? CLAIMED_TWICE : null);
}

type Decided = { adoption: Adoption; outlet: Outlet; at: Moment };

function decide(story: Story, { adoption, outlet, at }: Decided, refusal: string | null): void {
  const editor = story.editor(dayOfMoment(at));
  Object.assign(adoption, {
    state: refusal ? 'refused' : 'verified',
    decidedBy: editor.personId,
    decidedAt: at,
    reason: refusal,
  });
  if (!refusal) recordAdopted(story, { adoption, outlet, at, by: editor.personId });
  story.tell(
    refusal ? 'adoption_refused' : 'adoption_verified',
    { at, by: editor },
    {
      adoptionId: adoption.id,
      outlet: outlet.name,
      reason: refusal,
    },
  );
}

function told(story: Story, kind: 'adoption_claimed', { adoption, outlet, at }: Decided): void {
  const writer = { ...story.writer, personId: adoption.claimedBy };
  story.tell(
    kind,
    { at, by: writer },
    {
      adoptionId: adoption.id,
      outlet: outlet.name,
      publishedOn: adoption.publishedOn,
    },
  );
}

/** The writer, or whoever has taken the post over. */
function claimantOn(story: Story, day: Day): string {
  const people = story.stage.cast.correspondents(story.plan.unit, day);
  const { personId } = story.writer;
  return people.length === 0 || people.includes(personId) ? personId : people[0]!;
}

function booked(
  story: Story,
  { outlet, publishedOn, at, by }: Publication & { at: Moment; by: string },
): Adoption {
  const { draw, manuscript } = story;
  const printed = outlet.kind === 'paper' || outlet.kind === 'journal' || outlet.kind === 'bulletin';
  const position: Position = printed
    ? draw.weighted({ ordinary: 82, page_lead: 13, front_lead: 5 })
    : 'ordinary';
  const adoption: Adoption = {
    id: drawId('adoption', at, draw),
    outletId: outlet.id,
    publishedOn,
    issue: printed ? `第${issueNumber(publishedOn, outlet)}期` : '',
    genre: genreIn(story),
    position,
    page: outlet.kind !== 'paper' ? '' : position === 'front_lead' ? '头版' : `第${draw.int(2, 12)}版`,
    length: printed ? Math.round(manuscript.words * (0.5 + draw.next() * 0.5)) : null,
    state: 'claimed',
    claimedBy: by,
    claimedAt: at,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    evidence: [],
  };
  story.adoptions.push(adoption);
  return adoption;
}

/** Papers count days, journals months, bulletins weeks. */
function issueNumber(day: Day, outlet: Outlet): number {
  const passed = (Date.parse(day) - Date.parse('2026-01-01')) / 86_400_000;
  if (outlet.kind === 'paper') return Math.floor(passed) + 1;
  return outlet.kind === 'journal' ? Number(day.slice(5, 7)) : Math.floor(passed / 7) + 1;
}

function genreIn(story: Story): Genre {
  const { genre } = story.plan;
  if (genre === 'brief') return 'brief';
  return story.draw.chance(0.35) ? 'brief' : 'long';
}

function link(story: Story, adoption: Adoption): void {
  const page = adoption.publishedOn.replaceAll('-', '');
  adoption.evidence.push({
    id: drawId('evidence', adoption.claimedAt, story.draw),
    adoptionId: adoption.id,
    kind: 'link',
    url: `https://media.example.cn/${page}/${adoption.id.slice(-10)}.html`,
    addedBy: adoption.claimedBy,
    addedAt: adoption.claimedAt,
  });
}

function recordAdopted(story: Story, { adoption, outlet, at, by }: Decided & { by: string }): void {
  story.fact(at, by, {
    kind: 'adopted',
    onDay: adoption.publishedOn,
    adoptionId: adoption.id,
    attrs: {
      level: outlet.level,
      outlet: outlet.name,
      outletKind: outlet.kind,
      genre: adoption.genre === 'research' ? 'long' : adoption.genre,
      position: adoption.position,
      channel: story.plan.channel,
      importance: story.plan.importance,
    },
    evidence: adoption.evidence.map(each => each.url),
  });
}

function outletOf(story: Story, level: OutletLevel, day: Day): Outlet | null {
  const open = story.stage.outlets.filter(
    each => each.level === level && each.openedOn <= day && (each.closedOn === null || each.closedOn >= day),
  );
  return open.length > 0 ? story.draw.pick(open) : null;
}
