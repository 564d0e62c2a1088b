import type { FieldReport } from '@xinxuan/contract';

/** A picture or a voice note of a report; `fileId` once the server has it. */
export type ReportFile = {
  id: string;
  kind: 'photo' | 'voice';
  name: string;
  size: number;
  caption: string;
  fileId: string | null;
};

export const COUNTS = ['banners', 'leaflets', 'consultations'] as const;
export type Count = (typeof COUNTS)[number];

/** What is reported from the street, as it stands on the phone. */
export type Report = Pick<
  FieldReport,
  'title' | 'text' | 'on' | 'place' | 'banners' | 'leaflets' | 'consultations'
> & {
  files: ReportFile[];
  /** What was typed as a count and is none: it stays in its field, and nothing is sent, until it is mended. */
  mistyped?: Partial<Record<Count, string>>;
  /** Send it on to review as soon as the server has it. */
  submit: boolean;
};

/**
 * `writing`: in hand. `waiting`: given away, goes when it can. `refused`: the server will not have it as it is.
 * `noted`: it has arrived, but something is left to say about it.
 */
export type ReportState = 'writing' | 'waiting' | 'refused' | 'noted';
export type Sentence = { zh: string; en: string };

/** A report on the phone: its name there, how far it is, and what the server said of it. */
export type KeptReport = {
  key: string;
  at: number;
  state: ReportState;
  /** A try may have reached the server: what it says now must not change any more before that is known. */
  tried: boolean;
  /** The post in which it was written. */
  post: string | null;
  told: Sentence | null;
  manuscript: string | null;
  report: Report;
};

export const MOST_PHOTOS = 20;
export const MOST_VOICES = 5;

export function blankReport(today: string): Report {
  const none = { banners: null, leaflets: null, consultations: null };
  return { title: '', text: '', on: today, place: '', ...none, files: [], submit: false };
}

export function isBlankReport(report: Report): boolean {
  const { title, text, place, banners, leaflets, consultations, files } = report;
  const counted = [banners, leaflets, consultations].some(count => count !== null) || isMistyped(report);
  return [title, text, place].every(words => words.trim() === '') && !counted && files.length === 0;
}

const isMistyped = ({ mistyped }: Report): boolean => Object.keys(mistyped ?? {}).length > 0;

/** A count as it was typed: a whole number of at most seven digits is taken, anything else is kept as typed. */
export function withCount(report: Report, count: Count, typed: string): Report {
  const { [count]: _, ...mistyped } = report.mistyped ?? {};
  const plain = typed.normalize('NFKC').trim();
  if (plain === '') return { ...report, [count]: null, mistyped };
  return /^\d{1,7}$/u.test(plain)
    ? { ...report, [count]: Number(plain), mistyped }
    : { ...report, [count]: null, mistyped: { ...mistyped, [count]: typed.slice(0, 30) } };
}

/** Null when it can be sent; otherwise what is missing, as a word of the page. */
export function whyNotSend(report: Report): 'blank' | 'count_wrong' | 'submit_incomplete' | null {
  if (isBlankReport(report)) return 'blank';
  if (isMistyped(report)) return 'count_wrong';
  if (!report.submit) return null;
  const photos = report.files.filter(file => file.kind === 'photo');
  const complete = report.title.trim() !== '' && report.text.trim() !== '';
  return complete && photos.every(photo => photo.caption.trim() !== '') ? null : 'submit_incomplete';
}

/** How a report is called in lists: its title, or else how it begins. */
export function nameOf({ title, text, place }: Report): string {
  return title.trim() || text.trim().split('\n')[0]?.slice(0, 30) || place.trim();
}

/** What goes to the server once all its files are there; null before. */
export function toSend(
  { key, report }: Pick<KeptReport, 'key' | 'report'>,
  writerId: string,
): FieldReport | null {
  const { files, submit: _, mistyped: __, ...told } = report;
  const there = files.flatMap(({ kind, fileId, caption }) => (fileId ? [{ kind, fileId, caption }] : []));
  if (there.length < files.length) return null;
  return {
    ...told,
    title: told.title.trim(),
    place: told.place.trim(),
    draftKey: key,
    writerId,
    photos: there
      .filter(file => file.kind === 'photo')
      .map(({ fileId, caption }) => ({ fileId, caption: caption.trim() })),
    attachmentIds: there.filter(file => file.kind === 'voice').map(file => file.fileId),
  };
}
