/**
 * Money is counted in whole fen. An amount of the ledger with more places than two is rounded half up, away from zero,
 * line by line: what is paid for two items is the sum of what is paid for each.
 */
export function toFen(yuan: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(yuan) ?? [];
  const digits = fraction.padEnd(3, '0');
  const fen = BigInt(whole + digits.slice(0, 2)) + (digits[2]! >= '5' ? 1n : 0n);
  return sign ? -fen : fen;
}

/** 12.30, always with two places. */
export function fromFen(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function sumOfFen(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
