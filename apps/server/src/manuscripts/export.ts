import { dayOf } from '../clock.ts';
import { writeManuscript } from '../documents/write-manuscript.ts';
import { type Manuscript, titleOf } from './manuscript.ts';
import type { Paper } from './paper-queries.ts';

/** The manuscript on paper, in the official layout: the desk's text once there is one, else the writer's own. */
export function asDocument(manuscript: Manuscript, paper: Paper, now: Date): Promise<Uint8Array> {
  const text = paper.deskText ?? { title: manuscript.title, body: paper.body };
  const sentOn = manuscript.submitted_at ? new Date(manuscript.submitted_at) : now;
  return writeManuscript({
    title: text.title || titleOf(manuscript),
    blocks: text.body,
    attachments: paper.files.filter(file => file.role === 'attachment').map(file => file.name),
    signOff: {
      unit: manuscript.unit.name,
      date: dayOf(sentOn),
      correspondents: manuscript.authors.map(author => author.name),
    },
  });
}

const NAME_LIMIT = 80;

/** Named for its title, as far as file systems allow. */
export function fileNameOf(manuscript: Manuscript): string {
  const name = titleOf(manuscript)
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '')
    .trim();
  return `${[...name].slice(0, NAME_LIMIT).join('') || '稿件'}.docx`;
}

/** Bytes at hand, as the file store takes them. */
export async function* asStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
