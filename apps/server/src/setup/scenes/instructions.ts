import type { InstructionLevel } from '@xinxuan/contract';
import { instantAt } from '../../deadlines/days.ts';
import type { HeldPost, Item } from './queries.ts';
import type { Act, Hands, Stage } from './stage.ts';
import { sentWithin } from './themes.ts';

/** One closed, one answered and waiting to be read, one sent back, and one that is overdue in the stage's own unit. */
export function instructions(stage: Stage): Act[] {
  return [...closed(stage), ...waiting(stage), ...overdue(stage)];
}

type Written = { giver: string; level: InstructionLevel; text: string };
type Given = Written & { at: Date; givenOn: string; item: Item; units: { post: HeldPost; dueOn: string }[] };

class Instruction {
  readonly #stage: Stage;
  #id = '';

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  recorded({ at, item, units, ...written }: Given): Act {
    const hands = this.#stage.as(this.#stage.post('desk_editor'));
    const receivers = units.map(({ post, dueOn }) => ({ unitId: post.unitId, dueOn }));
    return {
      at,
      does: async () => {
        const { id } = await hands.instructions.record({ ...written, manuscriptId: item.id, receivers });
        this.#id = id;
      },
    };
  }

  /** An act of a person on the part of one unit. */
  by(post: HeldPost, on: { at: Date; unitId: string }, does: (hands: Hands, on: Part) => Promise<unknown>) {
    const hands = this.#stage.as(post);
    return {
      at: on.at,
      does: async () => {
        const { id, version, receivers } = await hands.instructions.get({ id: this.#id });
        const receiver = receivers.find(each => each.unit.id === on.unitId);
        if (!receiver) throw new Error(`${on.unitId} does not act on it`);
        return does(hands, { id, version, receiverId: receiver.id });
      },
    };
  }
}
type Part = { id: string; version: number; receiverId: string };

/** Titles of items that tell of a trouble; an instruction speaks of such in other words than of a success. */
const TROUBLE = /反映|问题|建议/u;

/** An item that the desk had taken before, of a trouble or of a success; those that were published come first. */
function itemBefore(stage: Stage, ago: number, { trouble }: { trouble: boolean }): Item | null {
  const fits = sentWithin(stage.at(ago + 12, '09:00'), stage.at(ago + 2, '17:30'));
  const found = stage
    .unused(item => item.channel === 'news' && item.state === 'accepted' && fits(item))
    .sort(
      (a, b) =>
        Number(TROUBLE.test(b.title) === trouble) - Number(TROUBLE.test(a.title) === trouble) ||
        b.adoptions - a.adoptions,
    );
  return found[0] ? stage.take(found[0]) : null;
}

function closed(stage: Stage): Act[] {
  const item = itemBefore(stage, 15, { trouble: false });
  const editor = stage.post('desk_editor');
  const [one, other] = stage.units(['section']);
  if (!item || !one || !other) return [];
  const heads = [stage.post('unit_head', one.unitId), stage.post('unit_head', other.unitId)] as const;
  const of = new Instruction(stage);
  const dueOn = stage.day(10);
  const answers = [
    '已按批示把该做法写入科室工作规程，并在三个路段先行试用，两周内无反复。',
    '已会同相关中队制定推广清单，明确责任人和完成时间，本周起每周通报进度。',
  ] as const;
  const units = [
    { post: one, dueOn },
    { post: other, dueOn },
  ];
  const by = (at: Date, post: HeldPost) => ({ at, unitId: post.unitId });
  return [
    of.recorded({
      ...{ at: stage.at(15, '16:10'), givenOn: stage.day(15), item, units },
      ...{ giver: '分管副区长', level: 'district' },
      text: '此做法贴近群众，请综合执法局总结完善，有条件的单位可以推开，并报进展。',
    }),
    ...heads.flatMap((head, i) => [
      of.by(head, by(stage.at(14, `09:${20 + i * 25}`), head), (hands, on) => hands.instructions.take(on)),
      of.by(head, by(stage.at(11, `15:${10 + i * 20}`), head), (hands, on) =>
        hands.instructions.answer({ ...on, text: answers[i]! }),
      ),
      of.by(editor, by(stage.at(10, `10:${10 + i * 15}`), head), (hands, on) =>
        hands.instructions.accept(on),
      ),
    ]),
    of.by(editor, by(stage.at(9, '11:00'), one), (hands, { id, version }) =>
      hands.instructions.close({
        ...{ id, version },
        outcome: '两个科室已形成规程和推广清单，试点路段市容投诉明显减少，进展已书面报分管副区长。',
      }),
    ),
  ];
}

function waiting(stage: Stage): Act[] {
  const item = itemBefore(stage, 6, { trouble: true });
  const editor = stage.post('desk_editor');
  const [answering, returned] = stage.units(['street']);
  if (!item || !answering || !returned) return [];
  const heads = {
    answering: stage.post('unit_head', answering.unitId),
    returned: stage.post('unit_head', returned.unitId),
  };
  const of = new Instruction(stage);
  const dueOn = stage.day(-1);
  const on = (post: HeldPost, ago: number, clock: string) => ({
    at: stage.at(ago, clock),
    unitId: post.unitId,
  });
  return [
    of.recorded({
      ...{ at: stage.at(6, '10:30'), givenOn: stage.day(6), item },
      units: [answering, returned].map(post => ({ post, dueOn })),
      ...{ giver: stage.post('principal_leader').personName, level: 'own' },
      text: '请两个街道对照信息所述情况逐段排查，拿出清单和时限，不要只看这一处。',
    }),
    of.by(heads.answering, on(answering, 5, '09:10'), (hands, part) => hands.instructions.take(part)),
    of.by(heads.returned, on(returned, 5, '14:00'), (hands, part) => hands.instructions.take(part)),
    of.by(heads.returned, on(returned, 3, '16:20'), (hands, part) =>
      hands.instructions.answer({ ...part, text: '已组织排查，发现的问题正在整改。' }),
    ),
    of.by(heads.answering, on(answering, 2, '15:40'), (hands, part) =>
      hands.instructions.answer({
        ...part,
        text: '共排查路段14条、点位63处，发现同类问题9处，已整改7处；其余2处涉及产权协调，月底前完成。',
      }),
    ),
    of.by(editor, on(returned, 2, '16:10'), (hands, part) =>
      hands.instructions.sendBack({ ...part, reason: '没有写明排查数量和完成时限，请补充后重报。' }),
    ),
  ];
}

/** Due at the end of the last day but one, and nobody has answered. */
function overdue(stage: Stage): Act[] {
  const item = itemBefore(stage, 8, { trouble: true });
  if (!item) return [];
  const of = new Instruction(stage);
  const head = stage.post('unit_head', stage.own.unitId);
  const at = instantAt(stage.day(5), 630);
  return [
    of.recorded({
      ...{ at, givenOn: stage.day(5), item, units: [{ post: stage.own, dueOn: stage.day(1) }] },
      ...{ giver: '分管副区长', level: 'district' },
      text: '请结合此件了解夜间和周末执法力量安排，提出加强值守的具体意见，专题报我。',
    }),
    of.by(head, { at: instantAt(stage.day(4), 560), unitId: stage.own.unitId }, (hands, on) =>
      hands.instructions.take(on),
    ),
  ];
}
