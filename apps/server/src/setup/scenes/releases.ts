import { checksOf, type ErrorKind, RELEASE_STAGES, type Release, type ReleaseStage } from '@xinxuan/contract';
import { type Item, outletNames } from './queries.ts';
import type { Act, Stage } from './stage.ts';
import { sentWithin } from './themes.ts';

/** One in the middle of its duties, one that went out, one let out first with the review owed, one sent back and put right. */
export function releases(stage: Stage): Act[] {
  return [...released(stage), ...urgent(stage), ...putRight(stage), ...inTheMiddle(stage)];
}

type Found = { kind: ErrorKind; note: string; where: RegExp };
const FOUND: Partial<Record<ReleaseStage, Found>> = {
  proof1: { kind: 'place_or_organ', note: '首次出现宜用单位全称，已改。', where: /^.{0,12}/u },
  proof2: {
    kind: 'date_or_figure',
    note: '与科室台账不一致，已按台账改。',
    where: /[\p{Script=Han}]{0,6}\d+[\p{Script=Han}]{1,4}/u,
  },
  review2: {
    kind: 'wording',
    note: '说得过满，改为留有余地的说法。',
    where: /.{0,6}(?:全部|全面|彻底|100%|零|均|不再).{0,6}/u,
  },
};
const OPINIONS: Partial<Record<ReleaseStage, string>> = {
  review1: '事实清楚，同意送复审。',
  review2: '导向正确，个别提法已调整。',
  secrecy: '不涉及国家秘密、工作秘密和个人隐私，可以公开。',
  review3: '同意发布。',
};

class Round {
  readonly #stage: Stage;
  readonly #item: Item;
  #id = '';

  constructor(stage: Stage, item: Item) {
    this.#stage = stage;
    this.#item = item;
  }

  get #editor() {
    return this.#stage.as(this.#stage.post('desk_editor'));
  }

  #now(): Promise<Release> {
    return this.#editor.releases.get({ id: this.#id });
  }

  /** Begins with the signers that the program proposes. */
  begun(at: Date, place: number): Act {
    return {
      at,
      does: async () => {
        const { duties } = await this.#editor.releases.propose({ manuscriptId: this.#item.id });
        const destination = (await outletNames(this.#stage.tx, 12))[place] ?? '局政务新媒体';
        const named = Object.fromEntries(RELEASE_STAGES.map(stage => [stage, duties[stage] ?? '']));
        const { id } = await this.#editor.releases.start({
          ...{ manuscriptId: this.#item.id, destination },
          duties: named as Record<ReleaseStage, string>,
        });
        this.#id = id;
      },
    };
  }

  signed(stage: ReleaseStage, at: Date): Act {
    return {
      at,
      does: async () => {
        const release = await this.#now();
        const found = FOUND[stage];
        await this.#hands(release, stage).releases.sign({
          ...{ id: release.id, version: release.version, stage, hash: release.hash },
          ...{ checks: [...checksOf(stage)], opinion: OPINIONS[stage] ?? '' },
          errors: found ? foundIn(release, found) : [],
        });
      },
    };
  }

  returned(stage: ReleaseStage, at: Date, reason: string): Act {
    return {
      at,
      does: async () => {
        const release = await this.#now();
        await this.#hands(release, stage).releases.return({
          ...{ id: release.id, version: release.version, stage, hash: release.hash, reason },
          errors: foundIn(release, { ...FOUND.proof2!, kind: 'fact', note: '与业务科室台账不一致' }),
        });
      },
    };
  }

  /** The desk puts its text right and sends that one round. */
  revised(at: Date, title: (before: string) => string): Act {
    return {
      at,
      does: async () => {
        const { id, version, deskText, body } = await this.#editor.manuscripts.get({ id: this.#item.id });
        await this.#editor.reviews.desk.edit({
          ...{ id, version, body: deskText?.body ?? body },
          title: title(deskText?.title ?? this.#item.title),
        });
        const release = await this.#now();
        await this.#editor.releases.revise({ id: release.id, version: release.version });
      },
    };
  }

  letOut(at: Date): Act {
    return {
      at,
      does: async () => {
        const { id, version } = await this.#now();
        await this.#editor.releases.release({ id, version });
      },
    };
  }

  letOutUrgently(at: Date, reason: string): Act {
    const leader = this.#stage.as(this.#stage.post('principal_leader'));
    return {
      at,
      does: async () => {
        const { id, version } = await this.#now();
        await leader.releases.releaseUrgent({ id, version, reason });
      },
    };
  }

  #hands(release: Release, stage: ReleaseStage) {
    const duty = release.duties.find(each => each.stage === stage);
    if (!duty) throw new Error(`nobody is named for ${stage}`);
    return this.#stage.as(this.#stage.postOf(duty.person.id, SIGNING));
  }
}

const SIGNING = [
  'principal_leader',
  'desk_chief',
  'desk_editor',
  'assessor',
  'leader_in_charge',
  'unit_head',
  'correspondent',
] as const;

/** What stands in the text where such an error could be; nothing where there is no such passage. */
function foundIn({ body }: Release, { kind, note, where }: Found) {
  const texts = body.flatMap(block => (block.kind === 'paragraph' && block.level === 0 ? [block.text] : []));
  const passage = texts.map(text => where.exec(text)?.[0]).find(Boolean);
  return passage ? [{ kind, note, passage }] : [];
}

/** Taken by the desk some days before, by a unit that is not the stage's own. */
function itemBefore(stage: Stage, ago: number): Item | null {
  const fits = sentWithin(stage.at(ago + 9, '09:00'), stage.at(ago + 2, '12:00'));
  const found = stage.unused(
    item =>
      item.channel === 'news' &&
      item.state === 'accepted' &&
      item.unitId !== stage.own.unitId &&
      (item.decidedAt === null || Date.parse(item.decidedAt) < stage.at(ago, '09:00').getTime()) &&
      fits(item),
  );
  const last = found.at(-1);
  return last ? stage.take(last) : null;
}

type When = readonly [stage: ReleaseStage, ago: number, clock: string];
const signedAll = (round: Round, stage: Stage, when: readonly When[]): Act[] =>
  when.map(([name, ago, clock]) => round.signed(name, stage.at(ago, clock)));

function released(stage: Stage): Act[] {
  const item = itemBefore(stage, 8);
  if (!item) return [];
  const round = new Round(stage, item);
  return [
    round.begun(stage.at(8, '09:10'), 3),
    ...signedAll(round, stage, [
      ['review1', 8, '10:20'],
      ['proof1', 8, '11:05'],
      ['secrecy', 8, '14:30'],
      ['review2', 8, '15:45'],
      ['proof2', 7, '09:15'],
      ['review3', 7, '10:50'],
      ['proof3', 7, '11:20'],
    ]),
    round.letOut(stage.at(7, '11:35')),
  ];
}

function urgent(stage: Stage): Act[] {
  const item = itemBefore(stage, 1);
  if (!item) return [];
  const round = new Round(stage, item);
  return [
    round.begun(stage.at(1, '15:20'), 0),
    round.signed('review1', stage.at(1, '15:40')),
    round.signed('proof1', stage.at(1, '15:52')),
    round.signed('secrecy', stage.at(1, '15:58')),
    round.letOutUrgently(
      stage.at(1, '16:05'),
      '大风降温预警已发布，便民提示须在今晚前推送到市民手机，其余环节随后补签。',
    ),
    round.signed('review2', stage.at(0, '09:05')),
  ];
}

function putRight(stage: Stage): Act[] {
  const item = itemBefore(stage, 4);
  if (!item) return [];
  const round = new Round(stage, item);
  return [
    round.begun(stage.at(4, '09:30'), 6),
    round.signed('review1', stage.at(4, '10:40')),
    round.returned('proof1', stage.at(4, '11:30'), '第一段数据与业务科室台账不一致，请核对后重新送校。'),
    round.revised(stage.at(3, '09:20'), before => `${before}（核定稿）`),
    ...signedAll(round, stage, [
      ['review1', 3, '10:05'],
      ['proof1', 3, '11:10'],
      ['review2', 3, '15:30'],
      ['secrecy', 3, '16:20'],
      ['proof2', 1, '09:40'],
    ]),
  ];
}

function inTheMiddle(stage: Stage): Act[] {
  const item = itemBefore(stage, 0);
  if (!item) return [];
  const round = new Round(stage, item);
  return [
    round.begun(stage.at(0, '09:25'), 1),
    round.signed('review1', stage.at(0, '10:10')),
    round.signed('proof1', stage.at(0, '11:00')),
  ];
}
