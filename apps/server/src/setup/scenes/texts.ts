import type { Block, DraftFields, FindingAnswer } from '@xinxuan/contract';
import { heldBy } from './queries.ts';
import type { Act, Hands, Stage } from './stage.ts';
import { MEND, NIGHT, PATROL, TEXT_SHOWN, type Written } from './written.ts';

/** Texts that are written, checked, talked about and changed on the stage: at the unit, under review and at the desk. */
export function texts(stage: Stage): Act[] {
  return [...throughTheDesk(stage), ...underReview(stage), ...toBeCleared(stage), ...signersWork(stage)];
}

const ANSWERS: Readonly<Record<string, { answer: FindingAnswer; reason: string }>> = {
  C3: { answer: 'not_a_fault', reason: '队里信息题目习惯写“中队”，落款写明单位。' },
  P1: { answer: 'repaired', reason: '' },
};

const paragraph = (text: string): Block => ({ kind: 'paragraph', level: 0, text });

/** One text of the stage's own unit, from its first word on. */
class Text {
  readonly #stage: Stage;
  readonly #written: Written;
  readonly writer: Hands;
  #id = '';
  #mended = false;

  constructor(stage: Stage, written: Written) {
    this.#stage = stage;
    this.#written = written;
    this.writer = stage.as(stage.own);
  }

  async seen(hands: Hands): Promise<{ id: string; version: number }> {
    const { id, version } = await hands.writing.open({ id: this.#id });
    return { id, version };
  }

  begun(at: Date): Act {
    return {
      at,
      does: async () => {
        const { id } = await this.writer.manuscripts.create({ ...this.#fields(), sourceFileId: null });
        this.#id = id;
      },
    };
  }

  /** What the writer says to findings before sending, and puts right: each answer is kept with the check. */
  answered(at: Date): Act {
    return {
      at,
      does: async () => {
        const { title, body, unitId, type, genre } = this.#fields();
        const { findings } = await this.writer.manuscripts.check({
          ...{ title, body, unitId, type, genre, captions: [] },
        });
        for (const { rule, text } of findings) {
          const said = ANSWERS[rule];
          if (said) await this.writer.manuscripts.answerFinding({ id: this.#id, rule, text, ...said });
        }
        this.#mended = true;
        await this.writer.manuscripts.save({ ...this.#fields(), ...(await this.seen(this.writer)) });
      },
    };
  }

  sent(at: Date): Act {
    return {
      at,
      does: async () => this.writer.manuscripts.submit(await this.seen(this.writer)),
    };
  }

  /** Somebody puts a passage right in the text, so that the change is traced. */
  changed(hands: Hands, at: Date, [before, after]: readonly [string, string]): Act {
    return {
      at,
      does: async () => {
        const { id, version, title, body } = await hands.writing.open({ id: this.#id });
        const changed = body.map(block =>
          block.kind === 'paragraph' ? { ...block, text: block.text.replace(before, after) } : block,
        );
        await hands.writing.save({ id, version, title, body: changed });
      },
    };
  }

  commented(hands: Hands, at: Date, { quote, said }: { quote: string; said: string }): Act {
    return { at, does: () => hands.writing.comment({ id: this.#id, on: { from: 0, quote }, said }) };
  }

  /** Answers in the newest thread, and closes it where that settles it. */
  replied(hands: Hands, at: Date, { said, settles = false }: { said: string; settles?: boolean }): Act {
    return {
      at,
      does: async () => {
        const { threads } = await hands.writing.open({ id: this.#id });
        const threadId = threads.at(-1)?.id ?? '';
        await hands.writing.comment({ id: this.#id, on: { threadId }, said });
        if (settles) await hands.writing.resolve({ id: this.#id, threadId, resolved: true });
      },
    };
  }

  #fields(): DraftFields {
    const { title, paragraphs, theme, type, genre, happened } = this.#written;
    const told = this.#mended ? paragraphs.map(text => text.replaceAll(',', '，')) : paragraphs;
    return {
      ...{ title, body: told.map(paragraph), unitId: this.#stage.own.unitId, channel: 'news' },
      ...{ authorIds: [this.#stage.own.personId], type, genre, importance: 'ordinary', themes: [theme] },
      ...{
        eventOn: this.#stage.day(happened),
        secrecy: 'none',
        leadNote: null,
        photos: [],
        attachmentIds: [],
      },
    };
  }
}

/** Signed with changes, taken by the desk, changed there again: some changes are decided, some wait. */
function throughTheDesk(stage: Stage): Act[] {
  const text = new Text(stage, PATROL);
  const head = stage.as(stage.post('unit_head', stage.own.unitId));
  const editor = stage.as(stage.post('desk_editor'));
  return [
    text.begun(stage.at(2, '09:05')),
    text.answered(stage.at(2, '09:40')),
    text.sent(stage.at(2, '09:45')),
    text.changed(head, stage.at(2, '10:30'), MEND.head),
    text.commented(head, stage.at(2, '10:34'), TEXT_SHOWN.head),
    text.replied(text.writer, stage.at(2, '10:58'), { said: TEXT_SHOWN.writer }),
    text.replied(head, stage.at(2, '11:10'), { said: '好，按这个数字报。', settles: true }),
    {
      at: stage.at(2, '11:12'),
      does: async () => head.reviews.approve({ ...(await text.seen(head)), note: '已核对数据，同意报送。' }),
    },
    {
      at: stage.at(2, '14:40'),
      does: async () => {
        const seen = await text.seen(editor);
        await editor.writing.decide({ ...seen, changes: null, decision: 'accept' });
      },
    },
    text.changed(editor, stage.at(1, '09:30'), MEND.desk),
    text.changed(editor, stage.at(1, '09:50'), MEND.deskAgain),
    text.commented(editor, stage.at(1, '09:55'), TEXT_SHOWN.desk),
    text.replied(text.writer, stage.at(1, '10:40'), { said: TEXT_SHOWN.again }),
  ];
}

/** Waits for the head, who has begun to put it right and has asked something. */
function underReview(stage: Stage): Act[] {
  const text = new Text(stage, NIGHT);
  const head = stage.as(stage.post('unit_head', stage.own.unitId));
  return [
    text.begun(stage.at(0, '08:50')),
    text.answered(stage.at(0, '09:20')),
    text.sent(stage.at(0, '09:30')),
    text.changed(head, stage.at(0, '11:10'), MEND.night),
    text.commented(head, stage.at(0, '11:14'), TEXT_SHOWN.night),
    text.replied(text.writer, stage.at(0, '14:05'), { said: TEXT_SHOWN.nightAnswer }),
  ];
}

/** A passage hints at what may not be public: two persons have to clear it, one of them has. */
function toBeCleared(stage: Stage): Act[] {
  const text = new Text(stage, {
    ...NIGHT,
    title: '值守保障期间夜间巡查安排情况',
    paragraphs: [
      '重点时段期间，中队每晚安排三个小组在主干道沿线巡查，与街道、物业建立半小时联络机制。',
      '值守方案为内部资料，不得外传，点位和换岗时间由带班领导当面交代。',
      '五天来共处置占道、噪声等问题27起，群众满意率100%。',
    ],
  });
  return [text.begun(stage.at(1, '14:00')), text.sent(stage.at(1, '14:30'))];
}

/** What already waits for the head: one passage is commented on, so that margins are not empty. */
function signersWork(stage: Stage): Act[] {
  const post = stage.post('unit_head', stage.own.unitId);
  const head = stage.as(post);
  return [
    {
      at: stage.at(0, '15:05'),
      does: async () => {
        const [id] = await heldBy(stage.tx, { personId: post.personId, state: 'in_review' });
        if (!id) return;
        const { body } = await head.writing.open({ id });
        const first = body.find(block => block.kind === 'paragraph' && block.level === 0);
        const quote = first?.kind === 'paragraph' ? first.text.slice(0, 14) : '';
        if (quote !== '')
          await head.writing.comment({
            ...{ id, on: { from: 0, quote } },
            said: '开头请直接写做了什么，背景可以压到一句。',
          });
      },
    },
  ];
}
