import { contract } from '@xinxuan/contract';
import { findFile } from '../db/stored-files.ts';
import { answers } from '../http/endpoint.ts';
import { isRefusal, notFound } from '../http/refusal.ts';
import { findImport, listImports } from './queries.ts';
import { listRows } from './row-queries.ts';
import { readHead, sheetViewOf } from './sheet.ts';
import { rowView, summaryOf, viewOf } from './views.ts';

export const list = answers(contract.imports.list, async ({ input, reader, scope }) => {
  const found = await listImports(reader, { ...input, scope: scope() });
  return { rows: found.rows.map(summaryOf), total: found.total };
});

export const get = answers(contract.imports.get, async ({ input, reader, may, now, server, actor }) => {
  const of = await findImport(reader, input.id);
  if (!of) return notFound('导入', 'import');
  const away = may({ unitPath: of.unit_path });
  if (away) return away;
  const { settings } = of;
  const file = of.state === 'mapping' && of.file_id ? await findFile(reader, of.file_id) : null;
  if (!file || !settings) return viewOf(reader, of, { now });
  const head = await readHead({ server, owner: actor.personId }, file, settings);
  return isRefusal(head) ? head : viewOf(reader, of, { now, sheet: sheetViewOf(head, settings) });
});

export const rows = answers(contract.imports.rows, async ({ input, reader, may }) => {
  const of = await findImport(reader, input.id);
  if (!of) return notFound('导入', 'import');
  const away = may({ unitPath: of.unit_path });
  if (away) return away;
  const found = await listRows(reader, input);
  return { rows: found.rows.map(rowView), total: found.total };
});
