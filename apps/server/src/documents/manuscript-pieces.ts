import { looksLikePerson, looksLikeUnit, namesIn, opensWithLabel } from './manuscript-words.ts';

/** A unit with its writers behind it in brackets: 城西中队（马思远、林小满）. */
export function withoutWriters(value: string): { outside: string; people: string[] } {
  const match = /^([^（()）]{2,40})[（(]([^（()）]{2,40})[)）](.*)$/su.exec(value);
  const people = match ? namesIn(match[2]!) : [];
  if (!match || people.length === 0 || !people.every(looksLikePerson)) return { outside: value, people: [] };
  return { outside: `${match[1]} ${match[3]}`, people };
}

export function unitsIn(value: string): string[] {
  return value
    .replace(/[（(](?:盖章|公章|章|印)[)）]/gu, ' ')
    .split(/[、，,；;]|[\s\u3000]+/u)
    .filter(Boolean);
}

/** 城西中队马思远 -> 城西中队 + 马思远: the longest beginning that reads like a unit before what reads like a name. */
export function splitUnitAndName(text: string): { unit: string; person: string } | null {
  for (const length of [2, 3, 4]) {
    const [unit, person] = [text.slice(0, -length), text.slice(-length)];
    if (looksLikeUnit(unit) && looksLikePerson(person)) return { unit, person };
  }
  return null;
}

/** Brackets that hold nothing but names or units say as much as gaps: 马思远（城西中队）, 城西中队（马思远）. */
export function opened(text: string): string {
  return text.replace(/[（(【[〔]([^（()）【】[\]〔〕]{2,40})[）)】\]〕]/gu, (all, inner: string) => {
    const names = namesIn(inner);
    return names.length > 0 && names.every(name => looksLikeUnit(name) || looksLikePerson(name))
      ? `　${inner}　`
      : all;
  });
}

/** 城西中队—马思远 are two; a dash inside other words is theirs. */
export function joinedByDash(text: string): string[] {
  const parts = text.split(/[—–－-]+/u).filter(Boolean);
  return parts.length > 0 && parts.every(part => looksLikeUnit(part) || looksLikePerson(part))
    ? parts
    : [text];
}

/** Fields are numbered here and there: 1.报送单位：…. */
export function unnumbered(text: string): string {
  const rest = text.replace(
    /^(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[)）])[\s\u3000]*/u,
    '',
  );
  return rest !== text && opensWithLabel(rest) ? rest : text;
}

export function clean(text: string): string {
  return text.replace(/^[\s\u3000，,；;、|/—–-]+|[\s\u3000，,；;、|/（(]+$/gu, '');
}

/** Takes off one pair of brackets around the whole line. */
export function unbracketed(line: string): string {
  const text = clean(line);
  const inner = /^[（([【〔](.*)[）)\]】〕]$/su.exec(text)?.[1];
  // Inside brackets a full stop belongs to the bracket; a bare line that ends with one is a sentence.
  return inner !== undefined && !/[（()）]/u.test(inner) ? clean(inner).replace(/。$/u, '') : text;
}
