import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { language } from '../words/i18n.ts';

/** The pickers speak dayjs, everything else ISO days. */
export function toPicker(iso: string | null): Dayjs | null {
  return iso ? dayjs(iso).locale(language() === 'zh' ? 'zh-cn' : 'en') : null;
}

export function fromPicker(value: Dayjs | null): string | null {
  return value ? value.format('YYYY-MM-DD') : null;
}
