const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
/** Every four digits a word: 万, 亿, 万亿. */
const SECTIONS = ['', '万', '亿', '万亿'];

/**
 * 人民币大写 of an amount in fen, as bills are written (《支付结算办法》附一): 零 for zeros inside, 整 after a sum that
 * ends with 元, 负 before what is below nothing. Sums reach to 9999万亿元.
 * @throws RangeError for sums that have no such words.
 */
export function inCapitals(fen: bigint): string {
  if (fen < 0n) return `负${inCapitals(-fen)}`;
  if (fen >= 10n ** 18n) throw new RangeError(`too large to be written in capitals: ${fen}`);
  const yuan = fen / 100n;
  const jiao = Number((fen / 10n) % 10n);
  const last = Number(fen % 10n);
  const whole = yuan > 0n ? `${wholeYuan(yuan)}元` : '';
  if (jiao === 0 && last === 0) return `${whole || '零元'}整`;
  const endsWithZero = yuan > 0n && yuan % 10n === 0n;
  const tenths = jiao > 0 ? `${endsWithZero ? '零' : ''}${DIGITS[jiao]}角` : whole ? '零' : '';
  return `${whole}${tenths}${last > 0 ? `${DIGITS[last]}分` : ''}`;
}

function wholeYuan(yuan: bigint): string {
  const sections: number[] = [];
  for (let rest = yuan; rest > 0n; rest /= 10_000n) sections.push(Number(rest % 10_000n));
  let words = '';
  let gap = false;
  for (const [index, section] of [...sections.entries()].reverse()) {
    if (section === 0) {
      gap = words !== '';
      continue;
    }
    // A zero is said once, where digits are missing between two sections.
    if (words !== '' && (gap || section < 1000)) words += '零';
    words += sectionInWords(section) + SECTIONS[index];
    gap = false;
  }
  return words;
}

/** 1 to 9999. */
function sectionInWords(section: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(section / 10 ** place) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    words += `${gap ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
    gap = false;
  }
  return words;
}
