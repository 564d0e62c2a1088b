import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Office } from './office.ts';

export const STREET_OFFICE = readFileSync(
  fileURLToPath(new URL('../../../packages/scoring/schemes/street-office.yaml', import.meta.url)),
  'utf8',
);

/** Puts the street office's scheme in force from the first of January: drafted, submitted, approved, dated. */
export async function withScheme(office: Office, yaml = STREET_OFFICE): Promise<void> {
  const assessor = await office.as('assessor');
  const draft = await assessor.schemes.save({ yaml });
  const approved = await approvedScheme(office, draft);
  await assessor.schemes.putInForce({ id: draft.id, version: approved.version, fromOn: '2026-01-01' });
}

/** Takes a draft through submission and the principal leader's approval. */
export async function approvedScheme(
  office: Office,
  { id, version }: { id: string; version: number },
): Promise<{ id: string; version: number }> {
  const sent = await (await office.as('assessor')).schemes.submit({ id, version });
  const principal = await office.as('principal');
  return principal.schemes.approve({ id, version: sent.version, hash: sent.hash });
}

/** A manuscript of 市容科 that has passed its unit head and lies on the desk; answers its id. */
export async function atDesk(office: Office, title = '市容科错时巡查让夜市退场更安静'): Promise<string> {
  const writer = await office.as('writer');
  const draft = await writer.manuscripts.create({
    title,
    body: [
      {
        kind: 'paragraph',
        level: 0,
        text: '市容科自三月起试行错时巡查，一个月来夜间投诉由每周23件降到6件。',
      },
    ],
    unitId: office.units.city_look,
    authorIds: [office.people.writer],
    channel: 'news',
    type: 'experience',
    genre: 'long',
    importance: 'ordinary',
    themes: [],
    eventOn: '2026-05-19',
    secrecy: 'none',
    leadNote: null,
    photos: [],
    attachmentIds: [],
  });
  const sent = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const head = await office.as('head');
  await head.reviews.approve({ id: draft.id, version: sent.version });
  return draft.id;
}

/** The same, accepted by the editor. */
export async function accepted(office: Office, title?: string): Promise<string> {
  const id = await atDesk(office, title);
  const editor = await office.as('editor');
  const { version } = await editor.manuscripts.get({ id });
  await editor.reviews.desk.accept({ id, version });
  return id;
}
