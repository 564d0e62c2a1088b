import type { DraftFields, Intake, Manuscript, Me, Named } from '@xinxuan/contract';

export type DraftPhoto = Manuscript['photos'][number];
export type DraftAttachment = Manuscript['attachments'][number];

/** A draft as the page holds it: people and files with their names, so that they can be shown. */
export type Draft = Omit<DraftFields, 'authorIds' | 'photos' | 'attachmentIds' | 'unitId'> & {
  unit: Named | null;
  authors: Named[];
  photos: DraftPhoto[];
  attachments: DraftAttachment[];
};

/** A blank page for whoever begins to write. */
export function blankDraft(me: Me): Draft {
  return {
    title: '',
    body: [],
    unit: me.post?.unit ?? null,
    authors: [{ id: me.person.id, name: me.person.name }],
    channel: 'news',
    type: 'other',
    genre: 'long',
    importance: 'ordinary',
    themes: [],
    eventOn: null,
    secrecy: 'none',
    leadNote: null,
    photos: [],
    attachments: [],
  };
}

export function draftOf(manuscript: Manuscript): Draft {
  const { title, body, unit, authors, channel, type, genre, importance } = manuscript;
  const { themes, eventOn, secrecy, leadNote, photos, attachments } = manuscript;
  return {
    title,
    body,
    unit,
    authors,
    channel,
    type,
    genre,
    importance,
    themes,
    eventOn,
    secrecy,
    leadNote,
    photos,
    attachments: attachments.filter(a => a.role === 'attachment'),
  };
}

/** What goes to the server; null as long as no unit is chosen, without which nothing can be kept. */
export function fieldsOf(draft: Draft): DraftFields | null {
  const { unit, authors, photos, attachments, leadNote, ...same } = draft;
  if (!unit) return null;
  return {
    ...same,
    title: draft.title.trim(),
    leadNote: leadNote?.trim() || null,
    unitId: unit.id,
    authorIds: authors.map(a => a.id),
    photos: photos.map(({ fileId, caption }) => ({ fileId, caption: caption.trim() })),
    attachmentIds: attachments.map(a => a.fileId),
  };
}

/** All its words for the clipboard: title, text, tables row by row, captions. */
export function plainText({ title, body, photos }: Pick<Draft, 'title' | 'body' | 'photos'>): string {
  const lines = body.map(block =>
    block.kind === 'paragraph' ? block.text : block.rows.map(row => row.join('\t')).join('\n'),
  );
  const captions = photos.map(photo => photo.caption);
  return [title, ...lines, ...captions].filter(line => line.trim() !== '').join('\n');
}

export function isBlank(draft: Draft): boolean {
  const written = draft.body.some(b => (b.kind === 'paragraph' ? b.text.trim() !== '' : b.rows.length > 0));
  return draft.title.trim() === '' && !written && draft.photos.length === 0;
}

export type Sureness = Intake['title']['certainty'];
export type FieldName = 'title' | 'body' | 'unit' | 'authors' | 'eventOn' | 'type';
export type Reading = { certainty: Sureness; from: string };
export type Readings = Partial<Record<FieldName, Reading>>;

type Page = { before: Draft; today: string; mayWriteFor: (unitId: string) => boolean };

/**
 * What a Word file told, put into a draft; what it did not tell stays as the page had it. A day that is still to come on
 * `today` and a unit that one may not write for are left for the person: with them the server would not even keep the draft.
 */
export function draftOfIntake(
  intake: Intake,
  { before, today, mayWriteFor }: Page,
): { draft: Draft; readings: Readings } {
  const happened = intake.eventOn.value !== null && intake.eventOn.value <= today;
  const people = intake.correspondents.value.flatMap(p => (p.id ? [{ id: p.id, name: p.text }] : []));
  const named = intake.unit.value;
  const unit = named?.id && mayWriteFor(named.id) ? { id: named.id, name: named.text } : null;
  const reading = ({ certainty, from }: Reading): Reading => ({ certainty, from });
  const doubtful = ({ from }: Reading): Reading => ({ certainty: 'likely', from });
  return {
    draft: {
      ...before,
      title: intake.title.value ?? before.title,
      body: intake.body.value,
      unit: unit ?? before.unit,
      authors: people.length > 0 ? people : before.authors,
      eventOn: happened ? intake.eventOn.value : before.eventOn,
      type: intake.type.value ?? before.type,
      photos: intake.photos,
    },
    readings: {
      title: reading(intake.title),
      body: reading(intake.body),
      unit: named && !unit ? doubtful(intake.unit) : reading(intake.unit),
      authors:
        intake.correspondents.value.length > people.length
          ? doubtful(intake.correspondents)
          : reading(intake.correspondents),
      eventOn: intake.eventOn.value && !happened ? doubtful(intake.eventOn) : reading(intake.eventOn),
      type: reading(intake.type),
    },
  };
}
