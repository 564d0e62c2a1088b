import { pinyin } from 'pinyin-pro';
import { type Refusal, refuse } from '../http/refusal.ts';
import type { PersonRow } from './tables.ts';

/** A name's syllables in order, for sorting and finding: 单小吕 → "shan xiao lv". Surnames are read as surnames. */
export function pinyinOf(name: string): string {
  const syllables = pinyin(name, {
    toneType: 'none',
    surname: 'head',
    v: true,
    type: 'array',
    nonZh: 'consecutive',
  });
  return syllables
    .map(syllable => syllable.trim().toLowerCase())
    .filter(syllable => syllable !== '')
    .join(' ');
}

/** A pattern over `pinyinOf` for what was typed: whole syllables or their beginnings, "luxt" and "lxt" find 陆晓棠. */
export function pinyinPattern(typed: string): string | null {
  const letters = typed.toLowerCase().replace(/[\s']/g, '');
  if (!/^[a-z]{1,30}$/.test(letters)) return null;
  return `(^| )${[...letters].join('([a-z]* )?')}`;
}

export function whyNotUserName(userName: string, taken: boolean): Refusal | null {
  if (!taken) return null;
  const words = {
    zh: `登录名“${userName}”已有人使用，没有保存。请换一个，例如加上单位简称或数字。`,
    en: `The user name “${userName}” is taken, so nothing was saved. Choose another, for example with the unit or a number added.`,
  };
  return refuse('conflict', 'user_name_taken', { ...words, fields: { userName: words } });
}

/** Whoever switches the own account off may leave nobody behind to switch it on again. */
export function whyNotDeactivate(person: Pick<PersonRow, 'id'>, actorId: string): Refusal | null {
  if (person.id !== actorId) return null;
  return refuse('invalid', 'own_account', {
    zh: '不能停用自己的账号。请由其他系统管理员办理。',
    en: 'You cannot deactivate your own account. Ask another system administrator.',
  });
}

export function whyNotReset(person: Pick<PersonRow, 'name' | 'active'>): Refusal | null {
  if (person.active) return null;
  return refuse('wrong_state', 'person_inactive', {
    zh: `${person.name}的账号已停用，不能重置密码。请先由系统管理员启用账号。`,
    en: `The account of ${person.name} is not active. A system administrator has to activate it first.`,
  });
}
