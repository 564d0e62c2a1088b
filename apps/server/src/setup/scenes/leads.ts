import type { HeldPost, Item } from './queries.ts';
import type { Act, Hands, Stage } from './stage.ts';
import { after, sentWithin } from './themes.ts';

type Recorded = {
  what: string;
  place: string;
  source: string;
  unitId: string;
  at: Date;
  /** Hours before the recording in which it was seen. */
  seen: number;
};

/** Leads in every state: open, taken, handed on, completed by the unit and by another, said to be nothing, agreed, missed. */
export function leads(stage: Stage): Act[] {
  return [...open(stage), ...handedOn(stage), ...completed(stage), ...nothing(stage)];
}

class Lead {
  readonly #stage: Stage;
  #id = '';

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** The desk writes the lead down and names the unit that supplies the material. */
  recorded({ at, seen, ...lead }: Recorded): Act {
    const desk = this.#stage.post('desk_editor');
    const hands = this.#stage.as(desk);
    const seenAt = new Date(at.getTime() - seen * 3_600_000).toISOString();
    return {
      at,
      does: async () => {
        const recorded = await hands.leads.record({ ...lead, seenAt, fileIds: [], fromUnitId: desk.unitId });
        this.#id = recorded.id;
      },
    };
  }

  by(
    post: HeldPost,
    at: Date,
    does: (hands: Hands, on: { id: string; version: number }) => Promise<unknown>,
  ) {
    const hands = this.#stage.as(post);
    return {
      at,
      does: async () => {
        const { id, version } = await hands.leads.get({ id: this.#id });
        return does(hands, { id, version });
      },
    };
  }
}

function open(stage: Stage): Act[] {
  const [taking, missing] = stage.units(['street', 'squad']);
  const [own, taken, missed] = [new Lead(stage), new Lead(stage), new Lead(stage)];
  if (!taking || !missing) return [];
  return [
    own.recorded({
      ...{
        what: '市民来电表扬：夜间施工噪声投诉后，队员当晚到场劝停，第二天回访。请核实经过，写一篇短消息。',
      },
      ...{ place: '文昌路东段', source: '12345热线转办', unitId: stage.own.unitId },
      ...{ at: stage.at(0, '10:25'), seen: 16 },
    }),
    taken.recorded({
      ...{ what: '居民群反映小区门口早市垃圾清运及时、道路干净，商户自发建群互相提醒。' },
      ...{ place: '清河早市', source: '居民微信群', unitId: taking.unitId },
      ...{ at: stage.at(1, '15:30'), seen: 30 },
    }),
    taken.by(taking, stage.at(0, '09:20'), (hands, on) => hands.leads.accept(on)),
    missed.recorded({
      ...{ what: '区融媒体中心记者询问沿街商铺“门前三包”新办法的执行情况，可借此反映成效。' },
      ...{ place: '鼓楼街', source: '区融媒体中心', unitId: missing.unitId },
      ...{ at: stage.at(13, '09:10'), seen: 3 },
    }),
  ];
}

function handedOn(stage: Stage): Act[] {
  const [from, to] = stage.units(['squad']).slice(-2);
  const lead = new Lead(stage);
  if (!from || !to) return [];
  return [
    lead.recorded({
      ...{ what: '热心市民拍到队员帮助走失老人回家，视频在本地社区号转发较多。' },
      ...{ place: '老码头市场北门', source: '网络巡查', unitId: from.unitId },
      ...{ at: stage.at(3, '09:50'), seen: 14 },
    }),
    lead.by(from, stage.at(3, '14:40'), (hands, on) =>
      hands.leads.passOn({
        ...on,
        unitId: to.unitId,
        reason: '事发地属相邻中队辖区，当班队员也是该中队的。',
      }),
    ),
    lead.by(to, stage.at(2, '10:15'), (hands, on) => hands.leads.accept(on)),
  ];
}

/** An item that a unit really sent a little after the lead was given. */
function sentAfter(stage: Stage, from: Date, to: Date): Item | null {
  const fits = sentWithin(from, to);
  const [item] = stage.unused(
    each => each.channel === 'news' && each.unitId !== stage.own.unitId && fits(each),
  );
  return item ? stage.take(item) : null;
}

function completed(stage: Stage): Act[] {
  const acts: Act[] = [];
  const item = sentAfter(stage, stage.at(7, '10:00'), stage.at(6, '16:00'));
  if (item) {
    const lead = new Lead(stage);
    const writer = stage.post('correspondent', item.unitId);
    acts.push(
      lead.recorded({
        ...{ what: `督察巡查中看到${writer.unitName}${item.theme}工作有新做法，请整理成稿。` },
        ...{ place: '', source: '督察巡查', unitId: item.unitId, at: stage.at(7, '09:30'), seen: 20 },
      }),
      lead.by(writer, after(item.atDeskAt, 25), (hands, on) =>
        hands.leads.link({ ...on, manuscriptId: item.id }),
      ),
    );
  }
  const late = sentAfter(stage, stage.at(9, '17:30'), stage.at(7, '17:00'));
  const [owing] = stage.units(['section'], late ? [late.unitId] : []);
  if (late && owing) {
    const lead = new Lead(stage);
    const writer = stage.post('correspondent', late.unitId);
    acts.push(
      lead.recorded({
        ...{
          what: `例会上几个单位都提到${late.theme}中的新情况，请牵头科室反映；科室未报的，其他单位可以补报。`,
        },
        ...{ place: '', source: '局周例会', unitId: owing.unitId, at: stage.at(12, '09:00'), seen: 1 },
      }),
      lead.by(writer, after(late.atDeskAt, 40), (hands, on) =>
        hands.leads.link({ ...on, manuscriptId: late.id }),
      ),
    );
  }
  return acts;
}

function nothing(stage: Stage): Act[] {
  const [doubting, , agreeing] = stage.units(['street']);
  const chief = stage.post('desk_chief');
  const [waits, agreed] = [new Lead(stage), new Lead(stage)];
  if (!doubting || !agreeing) return [];
  return [
    waits.recorded({
      ...{ what: '网友发帖称公园步道照明恢复后夜跑人多了，可写一篇民生小稿。' },
      ...{ place: '滨河公园', source: '网络巡查', unitId: doubting.unitId },
      ...{ at: stage.at(2, '11:00'), seen: 9 },
    }),
    waits.by(doubting, stage.at(1, '14:10'), (hands, on) =>
      hands.leads.sayNothing({ ...on, reason: '照明由园林部门维护，我单位没有参与，写了也不属实。' }),
    ),
    agreed.recorded({
      ...{ what: '来信称某路段新装隔离护栏，请了解是否有可报的效果。' },
      ...{ place: '学府路', source: '群众来信', unitId: agreeing.unitId },
      ...{ at: stage.at(9, '10:00'), seen: 24 },
    }),
    agreed.by(agreeing, stage.at(8, '09:40'), (hands, on) =>
      hands.leads.sayNothing({ ...on, reason: '护栏为交警部门安装，与本街道工作无关。' }),
    ),
    agreed.by(chief, stage.at(8, '15:00'), (hands, on) =>
      hands.leads.judge({ ...on, agreed: true, reason: '情况属实，不再报送。' }),
    ),
  ];
}
