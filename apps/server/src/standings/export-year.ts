import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { keepFile } from '../http/keep-file.ts';
import { isRefusal, refuse } from '../http/refusal.ts';
import { yearRows } from './year/rows.ts';

/** The ledger of a year as one file, with all that is needed to check it elsewhere. */
export const exportYear = acts(
  contract.standings.exportYear,
  async ({ input, tx, actor, now, server, record }) => {
    if (input.year > Number(dayOf(now).slice(0, 4))) {
      return refuse('invalid', 'year_to_come', {
        zh: `${input.year} 年还没有开始，没有可以导出的台账。`,
        en: `${input.year} has not begun, so there is no ledger to export.`,
      });
    }
    const file = await keepFile(tx, server, {
      bytes: inPieces(yearRows(tx, input.year, now)),
      name: `${input.year}年度台账.jsonl`,
      actor,
      now,
    });
    if (isRefusal(file)) return file;
    record(file.fileId, null, { year: input.year });
    return file;
  },
);

const PIECE = 256 * 1024;

/** Rows are short: they are handed on together. */
async function* inPieces(rows: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let piece = '';
  for await (const row of rows) {
    piece += row;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece) yield Buffer.from(piece);
}
