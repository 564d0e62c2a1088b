import type { ReadDocument } from './document.ts';
import type { Acquainted, Credits } from './manuscript-credit.ts';
import { noCredits } from './manuscript-credit.ts';
import { readCredits } from './manuscript-credits.ts';
import { readDay, readMonthDay } from './manuscript-day.ts';
import type { Zones } from './manuscript-parts.ts';
import { looksLikeUnit } from './manuscript-words.ts';

/** Whose paper it is: 石门镇党政办公室工作信息. */
const PAPER_OF =
  /^(.{3,30}?)(?:宣传|工作|政务|党建|舆情|网络|每日|一周|内部|情况)*(?:信息|简报|动态|专报|快报|要情|通讯|参考|内参|摘报|周报|日报|月报|快讯|文件)(?=$|[\s\u3000]|第|[（(〔])/u;

/** What the name of the paper and the line of its number say: whose it is and of which day. Never sure. */
function readLetterhead(text: string): Credits | null {
  const day = readDay(text) ?? readMonthDay(text);
  const pieces = [
    PAPER_OF.exec(text)?.[1],
    ...text.split(/[\s\u3000]+/u).map(piece => piece.replace(/编印?$/u, '')),
  ];
  const isNumbered = /\d[\s\u3000]*[期号]/u.test(text);
  const units = pieces.filter(
    (piece, at): piece is string => piece !== undefined && looksLikeUnit(piece) && (at === 0 || isNumbered),
  );
  if (units.length === 0 && !day) return null;
  return { ...noCredits(), units: units.slice(0, 1), dates: day ? [day] : [], guessed: true };
}

/** Believed only where nothing else speaks: a bulletin prints what others send it. */
export function takeLetterhead(text: string, zones: Zones): void {
  const credits = readLetterhead(text);
  if (credits) zones.hints.push({ credits, place: 'head', text });
}

/** Heads and feet of pages may say who wrote it; they may as well be left from another paper. */
export function takeAside({ aside }: ReadDocument, zones: Zones, acquainted: Acquainted): void {
  for (const { place, text } of aside) {
    if (place !== 'header' && place !== 'footer') continue;
    for (const line of text.split('\n').map(each => each.trim())) {
      const credits = readCredits(line, acquainted) ?? readLetterhead(line);
      if (credits) zones.hints.push({ credits: { ...credits, guessed: true }, place: 'head', text: line });
    }
  }
}
