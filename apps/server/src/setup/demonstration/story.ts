import type { Role } from '@xinxuan/contract';
import { wordsIn } from '../../manuscripts/paper.ts';
import type { EventKind, RevisionKind } from '../../manuscripts/tables.ts';
import type { Cast } from './cast.ts';
import { dayOfMoment } from './days.ts';
import { drawId } from './ids.ts';
import type {
  Adoption,
  Day,
  Dossier,
  FactRecord,
  Holder,
  LifeEvent,
  Manuscript,
  Moment,
  Outlet,
  Review,
  Revision,
  Unit,
} from './model.ts';
import type { Text } from './pen.ts';
import type { Plan } from './plan.ts';
import { type Draw, drawOf } from './random.ts';

/** What all stories of a year share. */
export type Stage = { seed: number; now: Moment; cast: Cast; outlets: readonly Outlet[] };

type Doer = { personId: string; role: Role; unit: Unit };

/** The life of one manuscript while it is told: every step is written down until the moment of the cut. */
export class Story {
  readonly stage: Stage;
  readonly plan: Plan;
  readonly text: Text;
  readonly draw: Draw;
  readonly desk: Unit;
  readonly manuscript: Manuscript;
  readonly revisions: Revision[] = [];
  readonly events: LifeEvent[] = [];
  readonly reviews: Review[] = [];
  readonly adoptions: Adoption[] = [];
  readonly facts: FactRecord[] = [];

  constructor(stage: Stage, plan: Plan, text: Text) {
    this.stage = stage;
    this.plan = plan;
    this.text = text;
    this.draw = drawOf(stage.seed, `story/${plan.key}`);
    this.desk = stage.cast.desk(plan.unit);
    this.manuscript = blank(plan, this.draw);
  }

  get writer(): Doer {
    return { personId: this.plan.authorIds[0]!, role: 'correspondent', unit: this.plan.unit };
  }

  /** An editor of the desk on a day; the same manuscript meets the same one unless the post has changed hands. */
  editor(day: Day): Doer {
    const people = this.stage.cast.holders('desk_editor', this.desk, day);
    const person = people[this.plan.key.length % Math.max(people.length, 1)];
    if (!person) throw new Error(`no editor at ${this.desk.name} on ${day}`);
    return { personId: person, role: 'desk_editor', unit: this.desk };
  }

  reached(moment: Moment): boolean {
    return moment <= this.stage.now;
  }

  tell(kind: EventKind, { at, by }: { at: Moment; by: Doer | null }, detail: LifeEvent['detail'] = {}): void {
    const unitId = by?.unit.id ?? this.desk.id;
    const who = { personId: by?.personId ?? null, role: by?.role ?? null, unitId };
    this.events.push({ id: drawId('event', at, this.draw), at, kind, ...who, detail });
    this.manuscript.version = this.events.length - 1;
    if (!kind.startsWith('adopt')) this.manuscript.updatedAt = at;
  }

  revise(kind: RevisionKind, text: Text, by: { personId: string; at: Moment }): Revision {
    const revision: Revision = {
      id: drawId('revision', by.at, this.draw),
      number: this.revisions.length + 1,
      kind,
      title: text.title,
      body: text.body,
      words: wordsIn(text.body),
      createdBy: by.personId,
      createdAt: by.at,
    };
    this.revisions.push(revision);
    if (kind === 'desk') this.manuscript.deskRevisionId = revision.id;
    else
      Object.assign(this.manuscript, { revisionId: revision.id, title: text.title, words: revision.words });
    return revision;
  }

  stand(state: Manuscript['state'], holder: Holder | null): void {
    this.manuscript.state = state;
    this.manuscript.holder = holder;
  }

  withWriter(state: 'draft' | 'returned', since: Moment): void {
    const { personId, role } = this.writer;
    this.stand(state, { personId, role, unitId: null, since, dueAt: null });
  }

  withDesk(state: 'at_desk' | 'accepted', since: Moment): void {
    this.stand(state, { personId: null, role: 'desk_editor', unitId: this.desk.id, since, dueAt: null });
  }

  /** The sending as a fact: recorded when the desk receives it, and anew when the desk finds a blemish in it. */
  creditSubmission(at: Moment, by: string, blemish: Record<string, boolean> = {}): void {
    const { plan, manuscript } = this;
    this.fact(at, by, {
      kind: 'submitted',
      onDay: dayOfMoment(manuscript.submittedAt!),
      adoptionId: null,
      attrs: {
        channel: plan.channel,
        genre: plan.genre,
        importance: plan.importance,
        type: plan.type,
        late: plan.late,
        poor: false,
        forwarded: false,
        ...blemish,
      },
      evidence: [],
    });
  }

  voidSubmission(at: Moment, by: string, reason: string): void {
    for (const fact of this.facts) {
      if (fact.kind === 'submitted' && !fact.voided) fact.voided = { at, by, reason };
    }
  }

  fact(
    at: Moment,
    by: string,
    what: Pick<FactRecord, 'kind' | 'onDay' | 'adoptionId' | 'attrs' | 'evidence'>,
  ): void {
    this.facts.push({
      id: drawId('fact', at, this.draw),
      ...what,
      bookedOn: dayOfMoment(at),
      unitId: this.plan.unit.id,
      personIds: [...this.plan.authorIds],
      manuscriptId: this.plan.id,
      label: this.manuscript.title,
      note: '',
      recordedBy: by,
      recordedAt: at,
      voided: null,
    });
  }

  dossier(): Dossier {
    const { manuscript, revisions, events, reviews, adoptions, facts } = this;
    return { manuscript, revisions, events, reviews, adoptions, facts, repeats: [] };
  }
}

const KIND_THEMES: Partial<Record<Plan['importance'], string>> = {
  brand: '品牌工作',
  special_work: '专项工作',
  decision: '中心工作',
  important_meeting: '中心工作',
  major_event: '重大活动',
};
const LEADS = ['市民服务热线转办', '巡查中发现', '居民微信群反映', '上级交办', '媒体关注线索'] as const;

function blank(plan: Plan, draw: Draw): Manuscript {
  const extra = plan.shape === 'problem' ? '热点难点' : KIND_THEMES[plan.importance];
  const internal = plan.channel === 'opinion' || draw.chance(0.06);
  return {
    id: plan.id,
    unitId: plan.unit.id,
    unitPath: plan.unit.path,
    state: 'draft',
    channel: plan.channel,
    type: plan.type,
    genre: plan.genre,
    importance: plan.importance,
    themes: extra ? [plan.theme.label, extra] : [plan.theme.label],
    title: '',
    eventOn: plan.eventOn,
    secrecy: internal ? 'internal' : 'none',
    leadNote: draw.chance(0.08) ? draw.pick(LEADS) : null,
    revisionId: '',
    deskRevisionId: null,
    words: 0,
    round: 0,
    holder: null,
    late: false,
    decline: null,
    mergedInto: null,
    forwardedFrom: null,
    authorIds: plan.authorIds,
    createdBy: plan.authorIds[0]!,
    createdAt: plan.createdAt,
    updatedAt: plan.createdAt,
    submittedAt: null,
    atDeskAt: null,
    decidedAt: null,
    version: 0,
  };
}
