import type { NoticeGroup } from '@xinxuan/contract';
import type { HeldPost } from './queries.ts';
import type { Act, Stage } from './stage.ts';

/** How people want to be told, what the body has for it, digests of the last mornings, saved searches, an urgent message. */
export function notices(stage: Stage): Act[] {
  return [
    ...[...wishes(stage), channel(stage), ...searches(stage), ...digests(stage)],
    ...[...urgentMessage(stage), ...read(stage)],
  ];
}

function wishes(stage: Stage): Act[] {
  const wished: { post: HeldPost; mail: NoticeGroup[]; sms: NoticeGroup[]; quiet: boolean }[] = [
    { post: stage.post('desk_chief'), mail: ['to_do', 'duty'], sms: ['duty'], quiet: false },
    { post: stage.post('principal_leader'), mail: ['to_do'], sms: [], quiet: true },
    { post: stage.post('leader_in_charge', stage.own.unitId), mail: ['to_do'], sms: [], quiet: true },
    {
      post: stage.post('unit_head', stage.own.unitId),
      mail: ['to_do', 'duty'],
      sms: ['to_do'],
      quiet: false,
    },
    { post: stage.own, mail: ['to_do', 'my_work', 'duty'], sms: [], quiet: false },
  ];
  return wished.map(({ post, mail, sms, quiet }, i) => ({
    at: stage.at(20, `10:0${i}`),
    does: async () =>
      stage.as(post).notices.saveWishes({
        ...{ ways: { mail, sms }, digest: true, version: 0 },
        quiet: quiet ? { from: 1260, to: 450 } : null,
      }),
  }));
}

/** Set up and switched off: the demonstration sends nothing anywhere. */
function channel(stage: Stage): Act {
  const hands = stage.as(stage.post('system_admin'));
  return {
    at: stage.at(20, '10:30'),
    does: async () => {
      await hands.notices.saveChannel({
        ...{ version: 0, kind: 'webhook', name: '区政务协同平台', active: false },
        ...{ address: 'https://hooks.office.example/xinxuan', secret: null, template: null },
        groups: ['to_do', 'duty'],
      });
    },
  };
}

function searches(stage: Stage): Act[] {
  const asked = [
    { post: stage.post('desk_chief'), name: '垃圾分类新稿', q: '垃圾分类' },
    { post: stage.post('desk_editor'), name: '市民表扬', q: '点赞' },
    { post: stage.own, name: '本队相关', q: '夜查' },
  ];
  return asked.map(({ post, name, q }, i) => ({
    at: stage.at(6, `17:1${i}`),
    does: async () => stage.as(post).search.save({ name, question: { q }, notify: 'daily' }),
  }));
}

function digests(stage: Stage): Act[] {
  return [2, 1, 0].map(ago => ({
    at: stage.at(ago, '08:30'),
    does: async () => stage.house.sendDigests(stage.server.database, stage.server.clock),
  }));
}

/** So many confirm within a minute. */
const AT_ONCE = 3;

/** All but one of the others have confirmed; in the stage's own unit nobody has yet. */
function urgentMessage(stage: Stage): Act[] {
  const chief = stage.as(stage.post('desk_chief'));
  const others = stage.units(['squad']).slice(0, 3);
  const confirming = async (part: number): Promise<void> => {
    const { rows } = await chief.notices.urgent({ pageSize: 1 });
    const receivers = rows[0]?.receivers.filter(each => each.unit.id !== stage.own.unitId) ?? [];
    for (const { person } of receivers.slice(0, -1).slice(part, part + AT_ONCE))
      await stage.as(stage.postOf(person.id)).notices.confirm({ messageId: rows[0]!.id });
  };
  return [
    {
      at: stage.at(0, '16:02'),
      does: () =>
        chief.notices.sendUrgent({
          text: '今晚有六级阵风，请各中队通知值班人员核查户外广告、围挡和临时摊棚，异常情况半小时内电话报宣传科。',
          unitIds: [stage.own.unitId, ...others.map(post => post.unitId)],
          ...{ personIds: [], withinMinutes: 60 },
        }),
    },
    ...[0, 1, 2, 3].map(turn => ({
      at: stage.at(0, `16:0${4 + turn}`),
      does: () => confirming(turn * AT_ONCE),
    })),
  ];
}

/** Whoever signs in has read what came before the last day. */
function read(stage: Stage): Act[] {
  const own = [stage.own, stage.post('unit_head', stage.own.unitId)];
  const desk = (['desk_editor', 'desk_chief', 'assessor', 'principal_leader'] as const).map(role =>
    stage.post(role),
  );
  const readers = [...own, stage.post('leader_in_charge', stage.own.unitId), ...desk];
  return readers.map(post => ({
    at: stage.at(1, '17:40'),
    does: async () => stage.as(post).notices.read({ ids: 'all' }),
  }));
}
