import type { useWords } from '../words/i18n.ts';
import type { dutyWords } from './words.ts';

type Say = ReturnType<typeof useWords<typeof dutyWords.zh>>;

/** A length of time in its two largest units, without a zero: 1 天, 4 小时 30 分, 45 分钟. */
export function spanWords(minutes: number, t: Say): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return hours > 0 ? t('span_days', { days, hours }) : t('span_whole_days', { days });
  if (hours > 0)
    return rest > 0 ? t('span_hours', { hours, minutes: rest }) : t('span_whole_hours', { hours });
  return t('span_minutes', { minutes: rest });
}
