import { contract, NEEDED_FIELDS } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { findFile } from '../db/stored-files.ts';
import { actsOn } from '../http/endpoint.ts';
import { notFound, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotHere } from '../http/rights.ts';
import { checkHistory } from './check-history.ts';
import { whyNotChange } from './import.ts';
import { knownToImport } from './known-queries.ts';
import { problem } from './problems.ts';
import {
  changeImport,
  findImport,
  findMapping,
  lockImport,
  markRepeated,
  noteInSystem,
  rememberMapping,
  replaceRows,
} from './queries.ts';
import { headSignature, readHead, rowsBelow, settingsFor, sheetViewOf } from './sheet.ts';
import { standingOf, viewOf } from './views.ts';

export const map = actsOn(
  contract.imports.map,
  async ({ input, actor, reader, server }) => {
    const of = await findImport(reader, input.id);
    if (!of?.file_id || whyNotHere(actor, 'import.manage', { unitPath: of.unit_path }))
      return notFound('导入', 'import');
    const file = await findFile(reader, of.file_id);
    if (!file) return notFound('文件', 'file');
    const same = input.sheet === undefined || input.sheet === of.settings?.sheet;
    const headRow = input.headRow ?? (same ? of.settings?.headRow : undefined);
    const sheet = input.sheet ?? of.settings?.sheet;
    return readHead({ server, owner: actor.personId }, file, {
      ...(sheet !== undefined && { sheet }),
      ...(headRow !== undefined && { headRow }),
    });
  },
  async ({ input, actor, tx, now, may, record }, head) => {
    const of = await lockImport(tx, input.id);
    if (!of) return notFound('导入', 'import');
    const why = may({ unitPath: of.unit_path }) ?? whyNotChange(standingOf(of));
    if (why) return why;
    const signature = headSignature(head);
    const remembered = await findMapping(tx, signature);
    const settings = { ...settingsFor(head, remembered), ...(input.mapping && { mapping: input.mapping }) };
    const missing = input.check ? whyNotMapped(settings.mapping) : null;
    if (missing) return missing;
    await changeImport(tx, of.id, { settings, state: input.check ? 'ready' : 'mapping' });
    const rows = input.check
      ? checkHistory(rowsBelow(head), {
          ...{ known: await knownToImport(tx), mapping: settings.mapping, today: dayOf(now) },
          reaches: unitPath => !whyNotHere(actor, 'import.manage', { unitPath }),
        })
      : [];
    await replaceRows(tx, of.id, rows);
    if (input.check) {
      await markRepeated(tx, of.id, problem('taken_before', { field: 'title' }));
      await noteInSystem(tx, of.id, problem('in_system', { field: 'title' }));
      await rememberMapping(tx, signature, { mapping: settings.mapping, by: actor.personId, now });
    }
    record(of.id, null, { sheet: settings.sheet, columns: settings.mapping, rows: rows.length });
    const seen = (await findImport(tx, of.id))!;
    return viewOf(tx, seen, { now, sheet: sheetViewOf(head, settings) });
  },
);

function whyNotMapped(mapping: Partial<Record<string, number>>): Refusal | null {
  const needed = NEEDED_FIELDS.some(field => mapping[field] === undefined);
  const days = mapping['sentOn'] === undefined && mapping['publishedOn'] === undefined;
  const columns = Object.values(mapping);
  if (new Set(columns).size < columns.length) {
    return refuse('invalid', 'column_twice', {
      zh: '同一列被选作了两个不同的字段。请检查列的对应关系。',
      en: 'One column was chosen for two fields. Look over the columns again.',
    });
  }
  if (!needed && !days) return null;
  return refuse('invalid', 'columns_missing', {
    zh: '还缺少必需的列：标题、单位，以及报送日期或采用日期中的至少一个。请在上面选出对应的列。',
    en: 'Columns are missing: title, unit, and at least one of the days of sending and publishing. Choose them above.',
  });
}
