/** 80.00 and 80 are the same number of points; the shorter is shown. */
export function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** Exact sum of decimal strings. */
export function sumOf(points: string[]): string {
  const places = Math.max(0, ...points.map(each => each.split('.')[1]?.length ?? 0));
  const total = points.reduce((sum, each) => {
    const [whole = '0', fraction = ''] = each.split('.');
    return sum + BigInt(whole + fraction.padEnd(places, '0'));
  }, 0n);
  const sign = total < 0n ? '-' : '';
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0');
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
