import type { Grade } from '@xinxuan/contract';
import type { HeldPost, Item } from './queries.ts';
import type { Act, Hands, Stage } from './stage.ts';
import { after, commonTheme, sentWithin } from './themes.ts';

const OFFICE_ABOVE = '市综合行政执法局宣传处';

/** One that runs, one that is finished and graded, one handed down from above, and one that was answered upward. */
export function commissions(stage: Stage): Act[] {
  return [...finished(stage), ...answeredUp(stage), ...running(stage), ...fromAbove(stage)];
}

type Named = { id: string };
type Part = { id: string; version: number; askingId: string };

/** One unit's part as it stands now. */
async function partOf(hands: Hands, of: Named, unitId: string): Promise<Part> {
  const { id, version, askings } = await hands.commissions.get(of);
  const asking = askings.find(each => each.unit.id === unitId);
  if (!asking) throw new Error(`${unitId} is not asked`);
  return { id, version, askingId: asking.id };
}

/** What a scene knows of its commission once it has been issued. */
class Issued implements Named {
  #id: string | null = null;
  get id(): string {
    if (this.#id === null) throw new Error('not issued yet');
    return this.#id;
  }
  set id(id: string) {
    this.#id = id;
  }
}

/** A unit answers with an item that it has sent, half an hour after the desk had it. */
function delivers(stage: Stage, of: Named, item: Item): Act {
  const hands = stage.as(stage.post('correspondent', item.unitId));
  return {
    at: after(item.atDeskAt, 30),
    does: async () =>
      hands.commissions.link({ ...(await partOf(hands, of, item.unitId)), manuscriptId: item.id }),
  };
}

function running(stage: Stage): Act[] {
  const editor = stage.as(stage.post('desk_editor'));
  const issuedAt = stage.at(4, '09:20');
  const fits = sentWithin(stage.at(4, '10:00'), stage.at(0, '15:30'));
  const { theme, items } = commonTheme(stage, fits);
  const delivering = items.slice(0, 2).map(item => stage.take(item));
  const dueAt = stage.at(-2, '17:30').toISOString();
  const others = stage.units(
    ['section', 'squad', 'street'],
    delivering.map(item => item.unitId),
  );
  const [declining, waiting, writing, accepting, silent] = others;
  if (!declining || !waiting || !writing || !accepting || !silent) return [];
  const asked = [declining, waiting, writing, accepting, silent];
  const commission = new Issued();
  const answer = (post: HeldPost, at: Date, does: (hands: Hands, part: Part) => Promise<unknown>): Act => {
    const hands = stage.as(post);
    return { at, does: async () => does(hands, await partOf(hands, commission, post.unitId)) };
  };
  return [
    {
      at: issuedAt,
      does: async () => {
        const issued = await editor.commissions.issue({
          topic: `岁末${theme}典型做法`,
          wanted: `围绕${theme}，写清做了什么、用什么办法、取得什么实效，附一个具体事例和一组数据，800字以内。拟编入月末专刊。`,
          deskUnitId: stage.post('desk_editor').unitId,
          unitIds: [...delivering.map(item => item.unitId), ...asked.map(post => post.unitId)],
          dueAt,
        });
        commission.id = issued.id;
      },
    },
    answer(declining, stage.at(4, '10:35'), (hands, part) =>
      hands.commissions.decline({
        ...part,
        reason: '本月全员参加执法资格轮训，近期没有这方面的专项行动，素材不足。',
      }),
    ),
    answer(accepting, stage.at(4, '11:10'), (hands, part) => hands.commissions.accept(part)),
    answer(waiting, stage.at(3, '09:40'), (hands, part) => hands.commissions.accept(part)),
    answer(writing, stage.at(3, '14:20'), (hands, part) => hands.commissions.write(part)),
    answer(waiting, stage.at(1, '16:05'), (hands, part) =>
      hands.commissions.askExtension({
        ...part,
        until: stage.at(-4, '12:00').toISOString(),
        reason: '联合整治安排在下周一、二，等行动结束才有完整数据。',
      }),
    ),
    {
      at: stage.at(0, '09:35'),
      does: async () => {
        const { id, version } = await editor.commissions.get({ id: commission.id });
        return editor.commissions.askMore({ id, version, unitIds: [stage.own.unitId], dueAt });
      },
    },
    ...delivering.map(item => delivers(stage, commission, item)),
  ];
}

const GRADES: { grade: Grade; note: string }[] = [
  { grade: 'excellent', note: '事例具体、数据完整，已编入专刊头条。' },
  { grade: 'good', note: '做法清楚，群众反映部分可再具体些。' },
  { grade: 'fair', note: '报送超期，内容偏概括。' },
];

type Finished = { theme: string; onTime: Item[]; late: Item[] };

/** What units sent on the theme of three weeks ago, in time and after it. */
function sentThen(stage: Stage, { from, due }: { from: Date; due: Date }): Finished {
  const { theme, items } = commonTheme(stage, sentWithin(from, due));
  const onTime = items.slice(0, 2).map(item => stage.take(item));
  const fits = sentWithin(due, stage.at(11, '17:30'));
  const others = stage.unused(
    item => item.theme === theme && item.unitId !== stage.own.unitId && fits(item) && item.channel === 'news',
  );
  const [late] = others.filter(item => !onTime.some(other => other.unitId === item.unitId));
  return { theme, onTime, late: late ? [stage.take(late)] : [] };
}

function finished(stage: Stage): Act[] {
  const chief = stage.as(stage.post('desk_chief'));
  const [from, due] = [stage.at(18, '09:00'), stage.at(14, '17:30')];
  const { theme, onTime, late } = sentThen(stage, { from, due });
  const delivering = [...onTime, ...late];
  const sending = delivering.map(item => item.unitId);
  const [excused, missing] = stage.units(['squad', 'street'], sending).slice(-2);
  if (!excused || !missing) return [];
  const commission = new Issued();
  const onPart = (hands: Hands, unitId: string, does: (part: Part) => Promise<unknown>) => async () =>
    does(await partOf(hands, commission, unitId));
  return [
    {
      at: from,
      does: async () => {
        const issued = await chief.commissions.issue({
          ...{ topic: `${theme}阶段性进展`, wanted: '反映今年以来的进展、难点和下步打算，每单位一篇。' },
          deskUnitId: stage.post('desk_chief').unitId,
          unitIds: [...sending, excused.unitId, missing.unitId],
          dueAt: due.toISOString(),
        });
        commission.id = issued.id;
      },
    },
    ...[excused, missing].map((post, i) => {
      const hands = stage.as(post);
      const does = onPart(hands, post.unitId, part => hands.commissions.accept(part));
      return { at: stage.at(17, `09:${10 + i * 20}`), does };
    }),
    ...delivering.map(item => delivers(stage, commission, item)),
    {
      at: stage.at(13, '09:30'),
      does: async () => chief.commissions.remind(await chief.commissions.get({ id: commission.id })),
    },
    {
      at: stage.at(12, '10:00'),
      does: onPart(chief, excused.unitId, part =>
        chief.commissions.waive({ ...part, reason: '该单位本周承担区里迎检保障任务，同意本次免报。' }),
      ),
    },
    ...delivering.map((item, i): Act => {
      const given = late.includes(item) ? GRADES[2]! : GRADES[i]!;
      const does = onPart(chief, item.unitId, part => chief.commissions.grade({ ...part, ...given }));
      return { at: stage.at(8, `10:${20 + i * 7}`), does };
    }),
  ];
}

/** The clock of the office above is the shorter one; the stage's own unit has accepted, another has passed it on. */
function fromAbove(stage: Stage): Act[] {
  const chief = stage.as(stage.post('desk_chief'));
  const [giver, taker, other] = stage.units(['squad']);
  if (!giver || !taker || !other) return [];
  const commission = new Issued();
  const acting = (post: HeldPost, does: (hands: Hands, part: Part) => Promise<unknown>) => async () => {
    const hands = stage.as(post);
    return does(hands, await partOf(hands, commission, post.unitId));
  };
  return [
    {
      at: stage.at(2, '15:10'),
      does: async () => {
        const issued = await chief.commissions.issue({
          topic: '基层一线“最美执法人”事迹',
          wanted: '市局拟编发一线队员事迹专版，每单位推荐一人，600字以内，突出具体事例。',
          deskUnitId: stage.post('desk_chief').unitId,
          unitIds: [stage.own.unitId, giver.unitId, other.unitId],
          dueAt: stage.at(-2, '12:00').toISOString(),
          above: {
            office: OFFICE_ABOVE,
            number: '执法宣函〔2026〕58号',
            dueAt: stage.at(-3, '17:00').toISOString(),
          },
        });
        commission.id = issued.id;
      },
    },
    {
      at: stage.at(1, '09:15'),
      does: acting(giver, (hands, part) =>
        hands.commissions.passOn({
          ...part,
          unitId: taker.unitId,
          reason: '我单位推荐对象上月已调入该中队，事迹由该中队整理更合适。',
        }),
      ),
    },
    { at: stage.at(1, '10:05'), does: acting(taker, (hands, part) => hands.commissions.accept(part)) },
    { at: stage.at(1, '11:20'), does: acting(stage.own, (hands, part) => hands.commissions.accept(part)) },
  ];
}

function answeredUp(stage: Stage): Act[] {
  const chief = stage.as(stage.post('desk_chief'));
  const [from, to] = [stage.at(12, '09:00'), stage.at(9, '16:00')];
  const { theme, items } = commonTheme(stage, sentWithin(from, to));
  const delivering = items.slice(0, 2).map(item => stage.take(item));
  const [first] = delivering;
  if (!first) return [];
  const commission = new Issued();
  return [
    {
      at: from,
      does: async () => {
        const issued = await chief.commissions.issue({
          topic: `${theme}工作情况`,
          wanted: '市局汇总各区做法，请报有数据、有事例的材料。',
          deskUnitId: stage.post('desk_chief').unitId,
          unitIds: delivering.map(item => item.unitId),
          dueAt: stage.at(9, '16:30').toISOString(),
          above: {
            office: OFFICE_ABOVE,
            number: '执法宣函〔2026〕55号',
            dueAt: stage.at(8, '17:00').toISOString(),
          },
        });
        commission.id = issued.id;
      },
    },
    ...delivering.map(item => delivers(stage, commission, item)),
    {
      at: stage.at(8, '11:30'),
      does: async () => {
        const { id, version } = await chief.commissions.get({ id: commission.id });
        return chief.commissions.answerUp({
          ...{ id, version, manuscriptId: first.id },
          note: '已汇总两个单位材料，形成一篇报送市局宣传处。',
        });
      },
    },
  ];
}
