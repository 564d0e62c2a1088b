import type { Intake, Manuscript, Me } from '@xinxuan/contract';
import { DraftFields } from '@xinxuan/contract';
import { describe, expect, it } from 'vitest';
import { blankDraft, draftOf, draftOfIntake, fieldsOf, isBlank, plainText } from './draft.ts';

const id = (kind: string, n = 0) => `${kind}_${String(n).padStart(26, '0')}`;
const unit = { id: id('unt'), name: '市容科' };
const me = {
  person: { id: id('per'), name: '陆晓棠', userName: 'writer', title: '' },
  post: { id: id('app'), role: 'correspondent', unit, from: '2026-01-01', to: null },
} as unknown as Me;

it('gives all its words for the clipboard', () => {
  const body = [
    { kind: 'paragraph' as const, level: 0 as const, text: '正文。' },
    {
      kind: 'table' as const,
      caption: '',
      rows: [
        ['城东', '3'],
        ['城西', '5'],
      ],
    },
  ];
  const photos = [{ fileId: 'fil_1', caption: '巡查', name: '', size: 1, url: '' }];
  expect(plainText({ title: '标题', body, photos })).toBe('标题\n正文。\n城东\t3\n城西\t5\n巡查');
});

const page = (today: string) => ({ before: blankDraft(me), today, mayWriteFor: () => true });

function intake(change: Partial<Intake> = {}): Intake {
  const from = '文件名';
  return {
    fileId: id('fil'),
    fileName: '市容科工作信息.docx',
    title: { value: '错时巡查见成效', certainty: 'certain', from },
    body: { value: [{ kind: 'paragraph', level: 0, text: '正文。' }], certainty: 'certain', from },
    unit: { value: { text: '城东中队', id: id('unt', 2) }, certainty: 'certain', from },
    correspondents: { value: [{ text: '祁远', id: id('per', 2) }], certainty: 'likely', from },
    eventOn: { value: '2026-03-11', certainty: 'certain', from },
    type: { value: null, certainty: 'missing', from: '' },
    photos: [],
    findings: [],
    ...change,
  };
}

describe('what a Word file told', () => {
  it('fills the draft, and keeps how sure each field is', () => {
    const { draft, readings } = draftOfIntake(intake(), page('2026-03-11'));
    expect(draft).toMatchObject({
      title: '错时巡查见成效',
      unit: { id: id('unt', 2), name: '城东中队' },
      authors: [{ id: id('per', 2), name: '祁远' }],
      eventOn: '2026-03-11',
      type: 'other',
    });
    expect(readings.type).toEqual({ certainty: 'missing', from: '' });
    expect(readings.title?.certainty).toBe('certain');
  });

  it('leaves the page as it was where the file names nobody on record, and asks to check', () => {
    const unknown = intake({
      unit: { value: { text: '某某中队', id: null }, certainty: 'certain', from: '正文' },
      correspondents: { value: [{ text: '王某', id: null }], certainty: 'certain', from: '落款' },
    });
    const { draft, readings } = draftOfIntake(unknown, page('2026-03-11'));
    expect(draft.unit).toEqual(unit);
    expect(draft.authors).toEqual([{ id: me.person.id, name: '陆晓棠' }]);
    expect(readings.unit).toEqual({ certainty: 'likely', from: '正文' });
    expect(readings.authors).toEqual({ certainty: 'likely', from: '落款' });
  });

  it('keeps the own unit where the file names one that the person may not write for', () => {
    const { draft, readings } = draftOfIntake(intake(), { ...page('2026-03-11'), mayWriteFor: () => false });
    expect(draft.unit).toEqual(unit);
    expect(readings.unit).toEqual({ certainty: 'likely', from: '文件名' });
  });

  it('leaves a day that is still to come for the person, and asks to check', () => {
    const { draft, readings } = draftOfIntake(intake(), page('2026-03-10'));
    expect(draft.eventOn).toBeNull();
    expect(readings.eventOn).toEqual({ certainty: 'likely', from: '文件名' });
  });
});

describe('what goes to the server', () => {
  it('is what the contract takes', () => {
    const { draft } = draftOfIntake(
      intake({ photos: [{ fileId: id('fil', 3), caption: ' 说明 ', name: 'a.jpg', size: 1, url: '/x' }] }),
      page('2026-03-11'),
    );
    const fields = fieldsOf({ ...draft, leadNote: '  ' });
    expect(DraftFields.parse(fields)).toEqual(fields);
    expect(fields).toMatchObject({
      unitId: id('unt', 2),
      authorIds: [id('per', 2)],
      leadNote: null,
      photos: [{ fileId: id('fil', 3), caption: '说明' }],
    });
  });

  it('is nothing without a unit', () => {
    expect(fieldsOf({ ...blankDraft(me), unit: null })).toBeNull();
  });

  it('names the attachments only, not the file it was read from', () => {
    const file = { name: 'a', size: 1, url: '/a' };
    const stored = {
      ...blankDraft(me),
      attachments: [
        { ...file, fileId: id('fil', 4), role: 'source' },
        { ...file, fileId: id('fil', 5), role: 'attachment' },
      ],
    } as unknown as Manuscript;
    expect(fieldsOf(draftOf(stored))?.attachmentIds).toEqual([id('fil', 5)]);
  });
});

describe('a blank page', () => {
  it('is blank until something is written', () => {
    const blank = blankDraft(me);
    expect(isBlank(blank)).toBe(true);
    expect(isBlank({ ...blank, body: [{ kind: 'paragraph', level: 0, text: ' ' }] })).toBe(true);
    expect(isBlank({ ...blank, title: '题' })).toBe(false);
    expect(isBlank({ ...blank, body: [{ kind: 'table', rows: [['']] }] })).toBe(false);
  });
});
