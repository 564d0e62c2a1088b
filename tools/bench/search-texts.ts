import { type Draw, drawOf } from '../../apps/server/src/setup/demonstration/random.ts';
import { keptText } from './duplicates-set.ts';

/** A text of the measured body: what it says, and the names that were put into it. */
export type BenchText = { title: string; paragraphs: string[]; names: string[] };
export type Writer = { textOf(number: number): BenchText; nameOf(rank: number): string };

const SEED = 70671;
/** Texts of the composer of the demonstration year that sentences are taken from. */
const POOL = 12_000;
/** Names of places, firms and persons; the n-th is met 1/n as often as the first (Zipf). */
const NAMES = 300_000;
const ENDINGS = '路 街 巷 小区 花园 新村 公司 超市 饭店 市场 学校 医院 广场 大桥 泵站 工地 车站 公园'.split(
  ' ',
);
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'];
/** How a name comes into a text; written for this bench. */
const ROUND: readonly ((name: string) => string)[] = [
  name => `${name}一带的情况由专人每天回访。`,
  name => `在${name}附近，队员现场听取了意见。`,
  name => `${name}负责人表示将按期整改。`,
  name => `此前${name}曾多次被群众提及。`,
  name => `经与${name}协商，双方约定了完成时限。`,
  name => `${name}主动参与，提供了场地和人手。`,
];

/** Texts as offices write them: sentences of the composer in new company, with names that follow Zipf's law. */
export function benchWriter({ pool: size = POOL, names: ranks = NAMES } = {}): Writer {
  const pool = Array.from({ length: size }, (_, number) =>
    keptText(number)
      .split('\n')
      .flatMap(line => line.match(/[^。]+。?/gu) ?? []),
  );
  const characters = [...new Set(pool.flat().join(''))].filter(each => /\p{Script=Han}/u.test(each));
  const names = Array.from({ length: ranks }, (_, rank) => name(drawOf(SEED, `name/${rank}`), characters));
  return {
    nameOf: rank => names[rank]!,
    textOf: number => {
      const draw = drawOf(SEED, `text/${number}`);
      const said = Array.from({ length: 3 }, () => slice(draw.pick(pool), draw));
      const met = Array.from({ length: draw.int(4, 10) }, () => names[zipf(draw, ranks)]!);
      const paragraphs = said.map((sentences, i) => {
        const own = met.filter((_, at) => at % said.length === i);
        return `${sentences.join('')}${own.map(each => draw.pick(ROUND)(each)).join('')}`;
      });
      const first = said[0]?.[0]?.replace(/[，。].*$/u, '') ?? '';
      return { title: `${met[0]}${first}`.slice(0, 40), paragraphs, names: met };
    },
  };
}

function slice(sentences: readonly string[], draw: Draw): string[] {
  const from = draw.int(0, Math.max(0, sentences.length - 3));
  return sentences.slice(from, from + draw.int(2, 5));
}

function name(draw: Draw, characters: readonly string[]): string {
  if (draw.chance(0.3)) return draw.pick(SURNAMES) + draw.sample(characters, draw.int(1, 2)).join('');
  return draw.sample(characters, draw.int(1, 3)).join('') + draw.pick(ENDINGS);
}

/** A rank of which each is met in the measure of its inverse. */
function zipf(draw: Draw, ranks: number): number {
  return Math.min(ranks - 1, Math.floor(Math.exp(draw.next() * Math.log(ranks))) - 1);
}
