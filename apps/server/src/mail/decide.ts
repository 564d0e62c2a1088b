import type { MailAuthentication, MailRule, MailWhy } from '@xinxuan/contract';
import type { ReadIn } from '../manuscripts/read-in.ts';
import type { Sender } from './queries.ts';
import { type NamedUnit, type Standing, standingOf } from './sender.ts';
import type { SubjectReading } from './subject.ts';
import type { Sentence } from './tables.ts';

export type Decision =
  | { end: 'ignored'; why: MailWhy }
  | { end: 'waiting' | 'aside'; why: MailWhy[] }
  | { end: 'taken'; sender: Sender; standing: Standing };

export type Known = {
  automatic: 'bounce' | 'auto_reply' | 'list' | 'own' | null;
  hasSender: boolean;
  people: readonly Sender[];
  authentication: Pick<MailAuthentication, 'verdict'>;
  /** The unit that the subject names, resolved against the roll. */
  unit: NamedUnit | null;
  /** The same Message-ID came before with another text. */
  twin: boolean;
  /** How many manuscripts it brings, and whether something could not be read. */
  manuscripts: number;
  unreadable: number;
  route: MailRule['does'] | null;
};

/** What happens to a message that was read. Only who is known, vouched for and in a post goes on without a person. */
export function decide(known: Known): Decision {
  if (known.automatic) return { end: 'ignored', why: known.automatic };
  if (known.route === 'aside') return { end: 'aside', why: ['rule'] };
  const why: MailWhy[] = [];
  if (known.route === 'wait') why.push('rule');
  if (known.twin) why.push('same_id_other_text');
  if (known.authentication.verdict === 'fail') why.push('failed_authentication');
  if (known.authentication.verdict === 'none') why.push('not_authenticated');
  if (known.manuscripts === 0) why.push(known.unreadable > 0 ? 'unreadable' : 'no_manuscript');
  const standing = standingIn(known, why);
  const [sender] = known.people;
  if (why.length > 0 || !sender || standing === null) return { end: 'waiting', why };
  return { end: 'taken', sender, standing };
}

function standingIn(known: Known, why: MailWhy[]): Standing | null {
  const [sender, ...others] = known.people;
  if (!known.hasSender) why.push('no_sender');
  else if (!sender) why.push('unknown_sender');
  else if (others.length > 0) why.push('shared_address');
  else {
    const standing = standingOf(sender, known.unit);
    if (typeof standing !== 'string') return standing;
    why.push(standing);
  }
  return null;
}

/** The first rule of the desk that fits (F25); letters are compared without their case. */
export function routeOf(
  rules: readonly MailRule[],
  mail: { subject: string; address: string | null; name: string },
): MailRule['does'] | null {
  const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
  const fits = (rule: MailRule): boolean =>
    (rule.subjectHas !== '' || rule.senderHas !== '') &&
    has(mail.subject, rule.subjectHas) &&
    has(`${mail.name} ${mail.address ?? ''}`, rule.senderHas);
  return rules.find(fits)?.does ?? null;
}

const OFFERS: Record<string, Sentence> = {
  title: { zh: '标题不能确定，请核对', en: 'the title is not certain; please check it' },
  body: { zh: '正文不能确定，请核对', en: 'the text is not certain; please check it' },
  unit: { zh: '单位不能确定，请选择', en: 'the unit is not certain; please choose it' },
  authors: {
    zh: '文中的作者与名册对不上，请选择',
    en: 'an author named in the text is not on the roster; please choose',
  },
  day: { zh: '日期不能确定，请填写事件日期', en: 'the day is not certain; please fill it in' },
  photos: { zh: '照片没有说明，请补写', en: 'a photo has no caption; please write one' },
  spread: {
    zh: '一封邮件有多篇稿件，照片和附件都放在第一篇，请核对',
    en: 'the message held several items; photos and attachments stand with the first',
  },
};

type Doubt = {
  read: ReadIn;
  subject: SubjectReading;
  standing: Pick<Standing, 'unitId' | 'sure'>;
  day: string | null;
  textIsSure: boolean;
  photosWithoutCaption: number;
  /** Photos or attachments came along with several manuscripts. */
  spread: boolean;
};

/** What is not certain about one manuscript; with nothing it is sent, otherwise its writer looks at it first. */
export function doubtsOf({ read, subject, standing, day, ...rest }: Doubt): Sentence[] {
  const doubts: (keyof typeof OFFERS)[] = [];
  if (read.title.certainty !== 'certain') doubts.push('title');
  if (read.body.certainty !== 'certain' || !rest.textIsSure) doubts.push('body');
  const unit = read.unit.value;
  const otherUnit = unit !== null && unit.id !== standing.unitId && read.unit.certainty === 'certain';
  if (!standing.sure || otherUnit) doubts.push('unit');
  if (read.correspondents.value.some(each => each.id === null)) doubts.push('authors');
  if (day === null || subject.dayIsLikely || subject.day === null) doubts.push('day');
  if (rest.photosWithoutCaption > 0) doubts.push('photos');
  if (rest.spread) doubts.push('spread');
  return doubts.map(doubt => OFFERS[doubt]!);
}

const WEEK = 7 * 86_400_000;

/**
 * When it happened: the day that the opening tells, when it lies within the week before the day of the subject; else
 * that day. A day from the text alone, or far from the subject's, is nobody's.
 */
export function eventDayOf(read: Pick<ReadIn, 'eventOn'>, subject: SubjectReading): string | null {
  const told = read.eventOn.value;
  if (subject.day === null) return told;
  if (told === null) return subject.day;
  const apart = Date.parse(subject.day) - Date.parse(told);
  return apart >= 0 && apart <= WEEK ? told : null;
}
