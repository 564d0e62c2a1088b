import { randomInt } from 'node:crypto';
import { type Refusal, refuse } from '../http/refusal.ts';

/** Letters and digits that nobody mistakes for one another when read out over the phone. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const DIGITS = '23456789';

/** A first password: three groups of three letters and a group of three digits. Changed at the first sign-in. */
export function firstPassword(): string {
  const draw = (from: string): string =>
    Array.from({ length: 3 }, () => from[randomInt(from.length)]).join('');
  return [draw(LETTERS), draw(LETTERS), draw(LETTERS), draw(DIGITS)].join('-');
}

/** Baseline for classified protection: at least 8 characters of at least two classes, not the user name. */
export function whyNotPassword(
  password: string,
  about: { userName: string; current: string | null },
): Refusal | null {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter(each => each.test(password)).length;
  if (password.length < 8 || classes < 2) {
    return refuse('invalid', 'weak_password', {
      zh: '密码至少 8 位，且须含字母、数字、符号中的两类。请换一个。',
      en: 'A password needs at least 8 characters of at least two kinds (letters, digits, symbols). Choose another.',
    });
  }
  if (password.toLowerCase().includes(about.userName.toLowerCase())) {
    return refuse('invalid', 'password_has_user_name', {
      zh: '密码不能包含登录名。请换一个。',
      en: 'The password must not contain the user name. Choose another.',
    });
  }
  if (password === about.current) {
    return refuse('invalid', 'same_password', {
      zh: '新密码与当前密码相同。请换一个。',
      en: 'The new password equals the current one. Choose another.',
    });
  }
  return null;
}
