/** Why an award goes to one owner and not to another, in one sentence of both languages. */
import type { Award, Label } from './scheme.ts';

type Outcome = 'seated' | 'missed' | 'barred' | 'last' | 'apart';
type Placed = { place: number | null; tied: boolean; points: string };
export type Room = { group: string; participants: number };

/** A decision about one owner, ready to be put into words. */
export type Case = Room & {
  outcome: Outcome;
  seats: number | null;
  because: Label | undefined;
  /** Would have had a seat if nobody were barred. */
  inside: boolean;
  tiedAtLast: boolean;
};

/** Why somebody gets an award or does not, in one sentence. */
export function reasonOf(award: Award, { place, tied, points }: Placed, of: Case): Label {
  if (of.outcome === 'apart') {
    return { zh: '另列，不参加排名和评选', en: 'listed apart: neither ranked nor eligible' };
  }
  const said = [
    { zh: `${tied ? '并列' : ''}第${place}名`, en: `${tied ? 'joint ' : ''}place ${place}` },
    roomWords(award, points, of),
    edgeWords(of),
    of.because && of.outcome === 'missed'
      ? of.because
      : of.because && {
          zh: `${of.inside ? '本可评上，' : ''}因${of.because.zh}取消评先资格`,
          en: `${of.inside ? 'would have had it, ' : ''}not eligible because of ${of.because.en}`,
        },
  ].filter(words => words !== undefined);
  const zh = said.map(words => words.zh).join('，');
  const en = said.map(words => words.en).join(', ');
  return of.outcome === 'seated' ? { zh: `${zh}；无一票否决`, en: `${en}; no veto` } : { zh, en };
}

function roomWords({ seats }: Award, points: string, of: Case): Label {
  if ('from' in seats) {
    return of.inside
      ? { zh: `得分${points}，达到${seats.from}的底线`, en: `${points} reaches the least of ${seats.from}` }
      : {
          zh: `得分${points}，未达到${seats.from}的底线`,
          en: `${points} is below the least of ${seats.from}`,
        };
  }
  if (of.seats === 0) return { zh: '本组没有名额', en: 'no seats in this group' };
  const seatsInWords = { zh: `名额${of.seats}`, en: `${of.seats} ${of.seats === 1 ? 'seat' : 'seats'}` };
  if (!('share' in seats)) return seatsInWords;
  return {
    zh: `参评${of.participants}个，${seatsInWords.zh}`,
    en: `${seatsInWords.en} for ${of.participants} participants`,
  };
}

/** What happened at the edge of the seats: ties, those beyond it, those who moved up. */
function edgeWords({ outcome, seats, inside, tiedAtLast, because }: Case): Label | undefined {
  if (outcome === 'seated') {
    if (tiedAtLast) return { zh: '末位并列，按办法都评', en: 'equals at the last seat all get it' };
    return inside ? undefined : { zh: '前面有取消资格的，依次递补', en: 'moved up past those barred' };
  }
  if (outcome !== 'missed' || !seats || because) return undefined;
  return tiedAtLast
    ? { zh: '末位并列，按办法都不评', en: 'equals at the last seat get nothing' }
    : { zh: '未进入名额', en: 'beyond the seats' };
}
