import type { Acquainted, Credits } from './manuscript-credit.ts';
import { isAccount } from './manuscript-noise.ts';
import { joinedByDash, splitUnitAndName } from './manuscript-pieces.ts';
import { CLOSED_UNIT, CLOSING_AT_END, OPENING_WORDS } from './manuscript-said-of-units.ts';
import type { Label } from './manuscript-words.ts';
import {
  CLOSING_WORDS,
  couldBePerson,
  labelOf,
  looksLikePerson,
  looksLikeUnit,
  namesIn,
  ROLE_WORDS,
  rolesApart,
} from './manuscript-words.ts';
import { simplified } from './traditional.ts';

/** Authors of papers give the postcode of their unit. */
const POSTCODE = /^\d{6}$/u;

export interface Tokens {
  credits: Credits;
  acquainted: Acquainted;
  role: Label | null;
  /** Whether all of it stands in brackets: custom puts nothing there but who and when. */
  bracketed: boolean;
}

/** What somebody did, behind the name: 马思远/文　林小满/图. */
const ROLE_BEHIND = /[/／](?:文|图|摄|摄影|撰稿|供稿)(?=[\s\u3000，、；]|$)/u;

/** Takes word after word, each in the role that the words before it give; the last role, or undefined when a word is none. */
export function takeTokens(
  text: string,
  { bracketed, role: first, ...into }: Tokens,
): Label | null | undefined {
  const { credits } = into;
  const opening = OPENING_WORDS.exec(text)?.[0] ?? '';
  const closing = CLOSING_AT_END.exec(text)?.[0] ?? '';
  const isBehind = closing !== '' || ROLE_BEHIND.test(text);
  const state: { role: Label | null; unsure: number } = {
    role: first ?? (isBehind ? 'person' : null),
    unsure: 0,
  };
  credits.isSource ||= opening !== '';
  const words = `${text.slice(opening.length, text.length - closing.length)}　${closing}`;
  const tokens = namesIn(words).flatMap(joinedByDash).flatMap(rolesApart);
  if (!tokens.every(token => takeToken(token, state, { ...into, bracketed }))) return undefined;
  const { unsure } = state;
  // Beside a unit and other names, a day, or in brackets, a word of their length is a name, too, likely.
  const vouched = credits.people.length > unsure || bracketed || credits.dates.length > 0;
  if (unsure > 0 && (credits.units.length !== 1 || !vouched)) return undefined;
  credits.guessed ||= unsure > 0;
  return state.role;
}

/** Takes one word, or what it says of the words behind it; false when it is no part of a credit. */
function takeToken(
  token: string,
  state: { role: Label | null; unsure: number },
  { bracketed, ...into }: Omit<Tokens, 'role'>,
): boolean {
  const { credits } = into;
  const named = token.replace(OPENING_WORDS, '');
  if (named !== token && looksLikeUnit(named)) {
    credits.units.push(named);
    return true;
  }
  if (POSTCODE.test(token) || (credits.dates.length > 0 && isAccount(token))) return true;
  const given = takeRole(token, credits);
  if (given) {
    state.role = given;
    return true;
  }
  const joined = bracketed && splitUnitAndName(token) ? 'person' : null;
  if (takeValue(token, { ...into, role: state.role ?? joined })) return true;
  if (!couldBePerson(token) || token.length > (bracketed ? 4 : 3)) return false;
  credits.people.push(token);
  state.unsure += 1;
  return true;
}

/** The role that a word gives to what follows it; null when it is a value. */
function takeRole(token: string, credits: Credits): Label | null {
  const label: Label | null = ROLE_WORDS.test(simplified(token)) ? 'person' : labelOf(token);
  const closes = CLOSING_WORDS.test(simplified(token));
  credits.isSource ||= closes;
  credits.labelled ||= label !== null && !closes;
  return label ?? (closes ? 'person' : null);
}

/** Puts a piece where the label before it says, or else where it belongs by itself. */
function takeValue(
  piece: string,
  into: { credits: Credits; acquainted: Acquainted; role: Label | null },
): boolean {
  const { credits, role } = into;
  if (role === 'unit') credits.units.push(piece);
  else if (role === 'type') credits.types.push(piece);
  else if (role === 'checker' && couldBePerson(piece)) credits.checkers.push(piece);
  else return takeName(piece, into);
  return true;
}

/** Short names that could be a person's but for how they end: 宣传科, 石门村. */
const SURELY_UNIT = /^.{4,}$|[科室局队办处村镇乡所院校部厅庭署]$/u;

/** 田园 is somebody, though parks end so; where people are named, 石门组 may be, too. */
function couldBothBe(name: string, role: Label | null): boolean {
  return looksLikePerson(name) && (name.length === 2 || (role === 'person' && !SURELY_UNIT.test(name)));
}

/** Puts a name where it belongs; false when it is the name of nothing. */
export function takeName(
  written: string,
  into: { credits: Credits; acquainted: Acquainted; role: Label | null },
): boolean {
  const { credits, acquainted, role } = into;
  const name = written.replace(OPENING_WORDS, '');
  const closed = CLOSED_UNIT.exec(simplified(name))?.[1];
  const inner = closed === undefined ? undefined : name.slice(0, closed.length);
  if (acquainted.isUnit(name)) credits.units.push(name);
  else if (inner !== undefined && looksLikeUnit(inner)) {
    credits.units.push(inner);
    credits.isSource = true;
  } else if (acquainted.isPerson(name)) credits.people.push(name);
  else if (looksLikeUnit(name) && !couldBothBe(name, role)) {
    credits.units.push(name);
    credits.guessed ||= role === 'person' && looksLikePerson(name);
  } else if (looksLikePerson(name) || (role && couldBePerson(name))) credits.people.push(name);
  else return takeJoined(name, credits, role !== null);
  return true;
}

/** A unit, its writer and perhaps 供稿 written together: 城西中队马思远供稿. */
function takeJoined(name: string, credits: Credits, hasRole: boolean): boolean {
  const before = CLOSED_UNIT.exec(simplified(name))?.[1];
  const closed = before === undefined ? undefined : name.slice(0, before.length);
  credits.isSource ||= closed !== undefined;
  const split = splitUnitAndName(closed ?? name);
  if (split && (closed !== undefined || hasRole || credits.dates.length > 0)) {
    credits.units.push(split.unit);
    credits.people.push(split.person);
  } else return false;
  return true;
}
