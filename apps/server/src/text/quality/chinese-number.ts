const DIGITS = '零一二三四五六七八九';

/** A whole number from 0 to 999 in Chinese numerals as laws write them: 15 -> 十五, 102 -> 一百零二. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 999)
    throw new RangeError('chineseNumber writes whole numbers from 0 to 999');
  if (value < 10) return digit(value);
  if (value < 100) return tens(value, value < 20);
  const rest = value % 100;
  const hundreds = `${digit(Math.floor(value / 100))}百`;
  if (rest === 0) return hundreds;
  return hundreds + (rest < 10 ? `零${digit(rest)}` : tens(rest, false));
}

function tens(value: number, bare: boolean): string {
  const rest = value % 10;
  return `${bare ? '' : digit(Math.floor(value / 10))}十${rest === 0 ? '' : digit(rest)}`;
}

function digit(value: number): string {
  return DIGITS.charAt(value);
}

/** The other way, also for 〇 and 两; null when it is no number up to 999. */
export function numberOfChinese(text: string): number | null {
  const match =
    /^(?:([一二两三四五六七八九])百)?(?:零([一二三四五六七八九])|([一二三四五六七八九])?(十)([一二三四五六七八九])?|([〇零一二两三四五六七八九]))?$/u.exec(
      text,
    );
  if (!match || text === '') return null;
  const [, hundreds, unit, ten, hasTen, one, single] = match;
  const of = (character: string | undefined): number =>
    character === undefined ? 0 : DIGITS.indexOf(character.replace('两', '二').replace('〇', '零'));
  return of(hundreds) * 100 + (hasTen ? (ten ? of(ten) : 1) * 10 + of(one) : 0) + of(unit) + of(single);
}
