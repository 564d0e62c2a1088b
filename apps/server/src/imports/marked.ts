import { contract } from '@xinxuan/contract';
import { findFile, insertFile } from '../db/stored-files.ts';
import { type MarkedCell, writeMarkedSheet } from '../documents/write-marked-sheet.ts';
import { actsOn } from '../http/endpoint.ts';
import { isRefusal, notFound, refuse } from '../http/refusal.ts';
import { whyNotHere } from '../http/rights.ts';
import { newId } from '../ids.ts';
import { asStream } from '../manuscripts/export.ts';
import { unreadable } from '../manuscripts/read-in.ts';
import { findImport } from './queries.ts';
import { rowsWithProblems } from './row-queries.ts';
import { readHead } from './sheet.ts';

/** The uploaded sheet again, with every wrong cell in colour and what is wrong in a column of its own. */
export const marked = actsOn(
  contract.imports.marked,
  async ({ input, actor, reader, server }) => {
    const of = await findImport(reader, input.id);
    if (!of?.file_id || !of.settings || whyNotHere(actor, 'import.manage', { unitPath: of.unit_path }))
      return notFound('导入', 'import');
    const file = await findFile(reader, of.file_id);
    if (!file) return notFound('文件', 'file');
    const sheet = await readHead({ server, owner: actor.personId }, file, of.settings);
    if (isRefusal(sheet)) return sheet;
    const rows = await rowsWithProblems(reader, of.id);
    if (rows.length === 0) return nothingMarked();
    const cells: MarkedCell[] = rows.flatMap(row =>
      row.problems.map(({ cell, weight, zh }) => ({ row: row.number, cell, weight, said: zh })),
    );
    const bytes = await writeMarkedSheet({
      name: sheet.sheet,
      rows: sheet.rows,
      headRow: sheet.headRow,
      cells,
    });
    const put = await server.files.put(asStream(bytes), { maxBytes: bytes.byteLength });
    const name = `${file.name.replace(/\.[^.]*$/u, '')}-标注.xlsx`;
    return put.ok ? { of, stored: put.value, name } : unreadable(put.refusal);
  },
  async ({ actor, tx, now, may, record }, { of, stored, name }) => {
    const away = may({ unitPath: of.unit_path });
    if (away) return away;
    const id = newId('file', now);
    await insertFile(tx, { ...stored, id, name, uploaded_by: actor.personId, at: now });
    record(of.id, null, { file: name });
    return { fileId: id, name };
  },
);

function nothingMarked() {
  return refuse('wrong_state', 'nothing_marked', {
    zh: '这张表没有需要标注的单元格。',
    en: 'No cell of this sheet has anything said about it.',
  });
}
