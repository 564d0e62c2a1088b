import type { RepeatAnswer } from '@xinxuan/contract';
import { alikeSince, type Pair } from './queries.ts';
import type { Act, Stage } from './stage.ts';

type Answer = { answer: RepeatAnswer; note: string };
/** By how much of the later text stands in the earlier one: from the greatest part to the least. */
const DECIDED: readonly Answer[] = [
  { answer: 'same', note: '与先报稿件为同一文本，成绩计先报单位。' },
  { answer: 'rewrite', note: '同一行动，另一单位改写并补充了数据，分别计。' },
  { answer: 'follow_up', note: '前稿之后的进展，按续报处理。' },
  { answer: 'unrelated', note: '只是套话相同，说的不是一件事。' },
];
/** The pairs of so many working days are looked through. */
const DAYS = 30;

/** The desk has said of some pairs what they are to each other; of its own, a unit has said so before. */
export function repeats(stage: Stage): Act[] {
  const editor = stage.as(stage.post('desk_editor'));
  return [
    {
      at: stage.at(1, '16:10'),
      does: async () => {
        const pairs = chosen(await alikeSince(stage.tx, stage.at(DAYS, '09:00')));
        for (const { pair, answer } of pairs) {
          const of = { id: pair.id, otherId: pair.otherId, ...answer };
          if (pair.unitId === pair.otherUnitId) await declared(stage, pair, answer);
          await editor.reviews.desk.decideRepeat(of);
        }
      },
    },
  ];
}

/** Four pairs from the most alike to the least, each text once. */
function chosen(pairs: readonly Pair[]): { pair: Pair; answer: Answer }[] {
  const seen = new Set<string>();
  const apart = [...pairs]
    .sort((a, b) => b.percent - a.percent || (a.id < b.id ? -1 : 1))
    .filter(({ id, otherId }) => {
      const fresh = !seen.has(id) && !seen.has(otherId);
      if (fresh) seen.add(id).add(otherId);
      return fresh;
    });
  const last = apart.length - 1;
  const places = [...new Set([0, Math.round(last / 3), Math.round((2 * last) / 3), last])];
  return places.flatMap((place, i) => {
    const pair = apart[place];
    return pair ? [{ pair, answer: DECIDED[i]! }] : [];
  });
}

async function declared(stage: Stage, pair: Pair, { answer }: Answer): Promise<void> {
  const writer = stage.as(stage.postOf(pair.authorId, ['correspondent']));
  const note = '两篇都是我单位报的，以先报的为准。';
  await writer.manuscripts.declareRepeat({ id: pair.id, otherId: pair.otherId, answer, note });
}
