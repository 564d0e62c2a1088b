import type { ParagraphBlock } from './document.ts';
import type { Acquainted } from './manuscript-credit.ts';
import { noCredits } from './manuscript-credit.ts';
import { readCredits } from './manuscript-credits.ts';
import type { Clue, Line, Zones } from './manuscript-parts.ts';
import { isCoveringLetter, isFlourish, looksLikePerson, looksLikeUnit } from './manuscript-words.ts';

const GREETING =
  /^(?:[^，。；：:]{2,24}[：:]|(?:尊敬的)?[^，。；：:]{0,8}(?:老师|编辑|领导|同志|大家)(?:们)?(?:您?好)?[，,！!。])$/u;
/** What a letter sends begins here. */
const ENCLOSED =
  /^(?:附(?:上|件|稿件?|文|后)?[\s\u3000]*(?:稿件?|信息|全文)?|(?:稿件|信息)?(?:正文|全文|原文)|稿件)(?:如下)?[\s\u3000]*[:：]$/u;

/** A letter to the desk before the manuscript: whom it greets, that it sends something, and who signed the letter. */
export function takeCoveringLetter(lines: Line[], zones: Zones, acquainted: Acquainted): Line[] {
  const [greeting, letter] = lines;
  if (greeting?.kind === 'paragraph' && isCoveringLetter(greeting.text))
    return takeLine(greeting, lines, zones);
  if (greeting?.kind !== 'paragraph' || letter?.kind !== 'paragraph' || lines.length < 4) return lines;
  if (!GREETING.test(greeting.text) || !isCoveringLetter(letter.text)) return lines;
  const said = [greeting.text, letter.text];
  const signed: Clue[] = [];
  let [at, closed] = [2, false];
  for (; at < lines.length - 1; at += 1) {
    const line = lines[at]!;
    if (line.kind !== 'paragraph' || ENCLOSED.test(line.text)) break;
    const credits = closed ? readCredits(line.text, acquainted) : null;
    if (credits) signed.push({ credits, place: 'head', text: line.text });
    else if (isFlourish(line.text)) closed = true;
    else if (!isCoveringLetter(line.text)) break;
    said.push(line.text);
  }
  const enclosed = lines[at];
  if (enclosed?.kind === 'paragraph' && ENCLOSED.test(enclosed.text)) {
    said.push(enclosed.text);
    at += 1;
  }
  zones.clues.push(...signed);
  zones.leftOut.push(...said);
  return lines.slice(at);
}

/** A letter of one line, as phones send it; whoever writes it may say who he is: 我是石门村的马思远，报一条信息： */
function takeLine({ text }: ParagraphBlock, lines: Line[], zones: Zones): Line[] {
  zones.leftOut.push(text);
  const [, unit, person] = /我是([^，。：:]{3,20}?)的?([\p{Script=Han}]{2,3})[，,。：:]/u.exec(text) ?? [];
  if (unit && person && looksLikeUnit(unit) && looksLikePerson(person))
    zones.hints.push({
      credits: { ...noCredits(), units: [unit], people: [person], guessed: true },
      place: 'head',
      text,
    });
  return lines.slice(1);
}
