import type { Finding } from '../files/finding.ts';
import { findingsFrom } from '../files/finding.ts';
import type { ReadDocument } from './document.ts';
import { acquaintedWith, resolvePeople, resolveUnit } from './known-names.ts';
import type {
  BodyBlock,
  Found,
  KnownNames,
  Level,
  NamedAs,
  Photo,
  ReadManuscript,
  TypeHint,
} from './manuscript.ts';
import { bodyCertainty, couldBeNameOfPaper, opensWithText } from './manuscript-certainty.ts';
import { dateFound } from './manuscript-date.ts';
import { readEventDay } from './manuscript-day.ts';
import type { FileNameReading } from './manuscript-file-name.ts';
import { matchesTitle, readFileName } from './manuscript-file-name.ts';
import { headingsByLook, standsAlone } from './manuscript-headings.ts';
import type { Clue, Line, Zones } from './manuscript-parts.ts';
import { levelOf, looksLikePerson, looksLikeUnit, typeOf } from './manuscript-words.ts';
import { zonesOf } from './manuscript-zones.ts';

const intakeFinding = findingsFrom({
  title_missing: {
    zh: '没有找到标题，请填写。',
    en: 'No title was found. Please write one.',
  },
  body_missing: {
    zh: '没有找到正文，请填写。',
    en: 'No text was found below the title. Please write it.',
  },
  unit_missing: {
    zh: '没有找到报送单位，请选择。',
    en: 'No reporting unit was found. Please choose it.',
  },
  unit_unknown: {
    zh: '文中写的单位“{name}”不在单位名录中，请选择对应的单位，或请管理员登记别名。',
    en: 'The unit “{name}” is not on the roll. Choose the unit that is meant, or have the name registered as an alias.',
  },
  unit_differs: {
    zh: '文件名写的是“{other}”，文中写的是“{name}”，已按文中读取，请核对。',
    en: 'The file is named for “{other}” but the text says “{name}”; the text was followed. Please check.',
  },
  correspondents_missing: {
    zh: '没有找到作者，请选择。',
    en: 'No author was found. Please choose one.',
  },
  person_unknown: {
    zh: '文中写的“{name}”不在人员名册中，请核对姓名，或请管理员登记。',
    en: '“{name}” is not on the roster. Check the name, or have the person registered.',
  },
  person_ambiguous: {
    zh: '名册中有多名“{name}”，请选择是哪一位。',
    en: 'The roster holds more than one “{name}”. Please choose which.',
  },
  caption_without_picture: {
    zh: '“{text}”像是照片说明，但文件里没有照片，没有读入正文。请添加照片。',
    en: '“{text}” reads like a caption, but the file holds no picture; it was kept out of the text. Please add the photo.',
  },
  photo_without_caption: {
    zh: '第 {number} 张照片没有找到说明，请补写时间、地点、人物和内容。',
    en: 'No caption was found for photo {number}. Please write who, what, when and where.',
  },
});

/**
 * Finds a manuscript in a read document: what is text, and what the lines around it say about it. The file's name is
 * only believed where the document says nothing. Nothing is invented: what is not there is 'missing', with a finding.
 */
export function readManuscript(
  document: ReadDocument,
  fileName: string,
  known: KnownNames = { units: [], people: [] },
): ReadManuscript {
  const named = readFileName(fileName);
  const zones = zonesOf(document, named.title, acquaintedWith(known));
  const clues = rankedClues(zones);
  const findings: Finding[] = [];
  const title = titleFound(zones, named, findings);
  const people = peopleFound(clues, named);
  const { unit, otherUnits } = unitFound(
    { clues, named, known, title: title.value, people: people.value ?? [] },
    findings,
  );
  const correspondents = {
    ...people,
    value: people.value && resolvePeople(people.value, unit.value?.id ?? null, known),
  };
  findings.push(...peopleFindings(correspondents, known));
  const { date, notes } = dateFound({ clues, named, fileName, leftOut: zones.leftOut });
  findings.push(...notes);
  const body = bodyOf(zones.body);
  if (body.length === 0) findings.push(intakeFinding('body_missing'));
  const photos = photosOf(document, findings);
  for (const text of zones.lostCaptions) findings.push(intakeFinding('caption_without_picture', { text }));
  return {
    title,
    subtitle: zones.subtitle,
    addressee: zones.addressee,
    body,
    bodyCertainty: bodyCertainty(document, body, title.certainty),
    unit,
    otherUnits,
    correspondents,
    checkers: [...new Set(clues.flatMap(clue => clue.credits.checkers))],
    date,
    eventDate: eventFound(body, date.value),
    type: typeFound(clues, named, { title: title.value ?? '', body }),
    photos,
    sourceNote: zones.sourceNote,
    signOff: zones.signOff,
    attachments: zones.attachments,
    leftOut: [...zones.leftOut, ...zones.lostCaptions],
    findings,
  };
}

/** The text alone, one string for each heading and paragraph. */
export function paragraphsOf(manuscript: ReadManuscript): string[] {
  return manuscript.body.flatMap(block => (block.kind === 'table' ? [] : [block.text]));
}

/** What a label says comes first, what a letterhead says last; 来源 and 发布时间 speak where nothing better does. */
function rankedClues({ clues, hints }: Zones): Clue[] {
  const ranked = [
    ...clues.toSorted((a, b) => Number(b.credits.labelled) - Number(a.credits.labelled)),
    ...hints,
  ];
  const has = (field: 'units' | 'dates') => ranked.some(each => each.credits[field].length > 0);
  const [units, dates] = [has('units'), has('dates')];
  return ranked.map(clue => {
    const { credits } = clue;
    return {
      ...clue,
      credits: {
        ...credits,
        units: units ? credits.units : credits.second.units,
        dates: dates ? credits.dates : credits.second.dates,
      },
    };
  });
}

function missing<T>(): Found<T> {
  return { value: null, certainty: 'missing', place: null, text: null };
}

function titleFound(zones: Zones, named: FileNameReading, findings: Finding[]): Found<string> {
  const text = withoutMarks(zones.title.map(line => line.text).join(''));
  const labelled = zones.clues.find(clue => clue.credits.titles.length > 0);
  // The subject of a mail says more than the title below it: 投稿：…
  const repeated = text.length >= 6 && labelled?.credits.titles[0]?.endsWith(text);
  if (labelled && !repeated)
    return {
      value: labelled.credits.titles[0]!,
      certainty: 'certain',
      place: labelled.place,
      text: labelled.text,
    };
  if (text !== '') {
    // Where nothing around the text was understood and no sentence follows, it may be the name of a sheet.
    const understood =
      (zones.clues.length > 0 || opensWithText(zones.body[0])) &&
      !couldBeNameOfPaper(text) &&
      !/^(?:[［【[〔]|.{1,5}[:：])/u.test(text);
    const isKnown = repeated || matchesTitle(text, named.title);
    const certainty = isKnown || (zones.titleIsSure && understood) ? 'certain' : 'likely';
    return { value: text, certainty, place: 'title', text };
  }
  if (named.title) return { value: named.title, certainty: 'likely', place: 'file_name', text: named.title };
  findings.push(intakeFinding('title_missing'));
  return missing();
}

/** A title set in the marks of books is the title: 《…》. */
function withoutMarks(title: string): string {
  return /^《([^《》]{4,})》$/u.exec(title)?.[1] ?? title;
}

function peopleFound(clues: Clue[], named: FileNameReading): Found<string[]> {
  const clue = clues.find(each => each.credits.people.length > 0);
  if (clue) {
    // Writers and photographers are often named in lines of their own.
    const same = clues.filter(
      each =>
        each.place === clue.place &&
        each.credits.labelled === clue.credits.labelled &&
        (clue.credits.guessed || !each.credits.guessed),
    );
    const all = clue.place === 'sign_off' ? same.toReversed() : same;
    const value = [...new Set(all.flatMap(each => each.credits.people))];
    return {
      value,
      certainty:
        (clue.credits.labelled || clue.credits.isSource) && !clue.credits.guessed ? 'certain' : 'likely',
      place: clue.place,
      text: clue.text,
    };
  }
  if (!named.person) return missing();
  return { value: [named.person], certainty: 'likely', place: 'file_name', text: named.person };
}

interface UnitEvidence {
  clues: Clue[];
  named: FileNameReading;
  known: KnownNames;
  title: string | null;
  people: string[];
}

function unitFound(
  evidence: UnitEvidence,
  findings: Finding[],
): { unit: Found<NamedAs>; otherUnits: NamedAs[] } {
  const { clues, named, known } = evidence;
  const clue = clues.find(each => each.credits.units.length > 0);
  if (!clue) return { unit: unitInferred(evidence, findings), otherUnits: [] };
  const names = [...new Set(clue.credits.units)];
  const [first, ...others] = names.map(name => ({ name, id: resolveUnit(name, known) }));
  const agrees = named.unit !== null && sameUnit(named.unit, first!, known);
  if (named.unit && !agrees && !names.includes(named.unit)) {
    findings.push(intakeFinding('unit_differs', { name: first!.name, other: named.unit }));
  }
  if (first!.id === null && known.units.length > 0)
    findings.push(intakeFinding('unit_unknown', { name: first!.name }));
  const said =
    clue.credits.labelled ||
    clue.credits.isSource ||
    clue.credits.dates.length > 0 ||
    clue.place === 'sign_off';
  const isOne = clues.every(
    each => each.credits.guessed || each.credits.units.every(name => namesAlike(name, names)),
  );
  const mayBePeople = others.some(({ name }) => looksLikePerson(name));
  const isSaid = said && !clue.credits.guessed && !mayBePeople && looksLikeUnit(first!.name);
  const sure = isOne && (agrees || first!.id !== null || isSaid);
  return {
    unit: { value: first!, certainty: sure ? 'certain' : 'likely', place: clue.place, text: clue.text },
    otherUnits: others,
  };
}

/** A unit is often named in full at one place and shortly at another: 澄湖区水务局, 水务局. */
function namesAlike(name: string, names: string[]): boolean {
  return names.some(
    each => each.endsWith(name) || name.endsWith(each) || each.startsWith(name) || name.startsWith(each),
  );
}

function sameUnit(name: string, unit: NamedAs, known: KnownNames): boolean {
  if (name === unit.name) return true;
  const id = resolveUnit(name, known);
  return id !== null && id === unit.id;
}

/** Without a word in the document: the file's name, then the people's unit, then the unit that the title names. */
function unitInferred({ named, known, title, people }: UnitEvidence, findings: Finding[]): Found<NamedAs> {
  if (named.unit) {
    const id = resolveUnit(named.unit, known);
    if (id === null && known.units.length > 0)
      findings.push(intakeFinding('unit_unknown', { name: named.unit }));
    return { value: { name: named.unit, id }, certainty: 'likely', place: 'file_name', text: named.unit };
  }
  const homes = new Set(
    known.people.filter(person => people.includes(person.name)).flatMap(person => person.unitIds),
  );
  const told = known.units.filter(unit => [unit.name, ...unit.aliases].some(name => title?.includes(name)));
  const longest = told.sort((a, b) => b.name.length - a.name.length)[0];
  const home = homes.size === 1 ? known.units.find(unit => homes.has(unit.id)) : undefined;
  const unit = home ?? longest;
  if (unit)
    return {
      value: { name: unit.name, id: unit.id },
      certainty: 'likely',
      place: home ? 'known_names' : 'title',
      text: home ? people.join('、') : title,
    };
  findings.push(intakeFinding('unit_missing'));
  return missing();
}

function peopleFindings(people: Found<NamedAs[]>, known: KnownNames): Finding[] {
  if (!people.value) return [intakeFinding('correspondents_missing')];
  if (known.people.length === 0) return [];
  return people.value
    .filter(person => person.id === null)
    .map(({ name }) => {
      const several = known.people.filter(each => each.name === name).length > 1;
      return intakeFinding(several ? 'person_ambiguous' : 'person_unknown', { name });
    });
}

const OPENING = 120;

function eventFound(body: BodyBlock[], date: string | null): Found<string> {
  const first = body.find(block => block.kind === 'paragraph');
  if (first?.kind !== 'paragraph' || !date) return missing();
  const reading = readEventDay([...first.text].slice(0, OPENING).join(''), date);
  if (!reading?.day) return missing();
  return { value: reading.day, certainty: 'likely', place: 'body', text: reading.text };
}

function typeFound(
  clues: Clue[],
  named: FileNameReading,
  text: { title: string; body: BodyBlock[] },
): Found<TypeHint> {
  const clue = clues.find(each => each.credits.types.length > 0);
  const written = clue?.credits.types[0];
  const labelled = written === undefined ? null : typeOf(written);
  if (clue && labelled) return { value: labelled, certainty: 'certain', place: clue.place, text: written! };
  const fromName = named.type === null ? null : typeOf(named.type);
  if (fromName) return { value: fromName, certainty: 'certain', place: 'file_name', text: named.type };
  const value = typeGuessed(text.title, text.body);
  return value ? { value, certainty: 'likely', place: 'title', text: text.title } : missing();
}

const URGENT = /破裂|爆裂|坍塌|塌陷|火灾|起火|爆炸|泄漏|泄露|事故|险情|内涝|被困|伤亡|聚集|中毒|突发/u;

/** Only what the wording makes probable; otherwise nothing. */
function typeGuessed(title: string, body: BodyBlock[]): TypeHint | null {
  const words = body.map(block => (block.kind === 'table' ? '' : block.text)).join('');
  if (/热议|反响|引起.{0,6}共鸣/u.test(title)) return 'response';
  if (URGENT.test(title) && /报告|情况|紧急|突发|快报/u.test(title)) return 'urgent';
  if (/问题|反映|困难|亟待|亟需|隐患|不足/u.test(title)) return 'problem';
  if (/一是.*二是/su.test(words) || /做法|经验|探索|创新|模式|机制/u.test(title)) return 'experience';
  return body.length === 1 && [...words].length <= 200 ? 'digest' : null;
}

function bodyOf(lines: Line[]): BodyBlock[] {
  const seen = headingsByLook(lines);
  return lines.map((line): BodyBlock => {
    if (line.kind === 'table') return { kind: 'table', rows: line.rows, headerRows: line.headerRows };
    const styled = Math.min(line.heading, 4) as Level;
    const level = standsAlone(line) ? levelOf(line.text) || styled || (seen.has(line) ? 1 : 0) : 0;
    return { kind: 'paragraph', level, text: line.text };
  });
}

function photosOf({ pictures }: ReadDocument, findings: Finding[]): Photo[] {
  return pictures.map(({ caption }, picture) => {
    if (caption === null) findings.push(intakeFinding('photo_without_caption', { number: picture + 1 }));
    const photographer =
      caption && /[（(]?([\p{Script=Han}·]{2,12})[\s\u3000]*(?:摄影|摄|供图)[)）]?$/u.exec(caption)?.[1];
    return { picture, caption, photographer: photographer || null };
  });
}
