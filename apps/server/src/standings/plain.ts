/** 80.00 and 80 are the same number of points; the shorter is shown. */
export function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
