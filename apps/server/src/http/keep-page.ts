import type { Tx } from '../db/connect.ts';
import type { OfficialPage } from '../documents/official-page.ts';
import { writeOfficial } from '../documents/write-official.ts';
import type { Actor } from './actor.ts';
import type { Server } from './endpoint.ts';
import { keepFile } from './keep-file.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A page in the official layout; the name comes without its ending. */
type Printed = { page: OfficialPage; as: 'docx' | 'pdf'; name: string; actor: Actor; now: Date };

/** Prints a page and keeps the file; only who asked for it can open it. */
export async function keepPage(tx: Tx, server: Server, { page, as, name, actor, now }: Printed) {
  const bytes = await writeOfficial(page, as);
  return bytes ? keepFile(tx, server, { bytes, name: `${name}.${as}`, actor, now }) : noTypeSetter();
}

const noTypeSetter = (): Refusal =>
  refuse('unavailable', 'no_type_setter', {
    zh: '服务器所在的机器没有 PDF 排版部件，不能生成 PDF。请下载 Word 文件，在 Word 或 WPS 里另存为 PDF。',
    en: 'The machine of the server has no PDF type setter. Download the Word file and save it as PDF in Word or WPS.',
  });
