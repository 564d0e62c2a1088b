/** 1234.50 -> 1,234.50: money keeps its two places. */
export function money(yuan: string): string {
  const negative = yuan.startsWith('-');
  const [whole = '0', fraction = '00'] = yuan.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${negative ? '−' : ''}${grouped}.${fraction.padEnd(2, '0')}`;
}
