import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { columnName } from './sheet.ts';
import { writeCsv } from './sheet-csv.ts';
import { readSheet, writeSheet } from './xlsx.ts';

async function cells(bytes: Uint8Array) {
  const sheet = await readSheet(bytes);
  if (!sheet.ok) throw new Error(sheet.refusal.code);
  return sheet.value.rows.flatMap(row => row.cells.map(cell => [cell.address, cell.date ?? cell.text]));
}

async function refusal(bytes: Uint8Array) {
  const sheet = await readSheet(bytes);
  if (sheet.ok) throw new Error('was read');
  expect(sheet.refusal.zh).toMatch(/。$/u);
  expect(sheet.refusal.en).toMatch(/\.$/u);
  return sheet.refusal.code;
}

const simple = () =>
  writeSheet({ sheets: [{ name: '名册', columns: [{ title: '单位', width: 20 }], rows: [['城西中队']] }] });

/** The workbook with parts added or replaced. */
async function withParts(parts: Record<string, string>): Promise<Uint8Array> {
  const added = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)]));
  return zipSync({ ...unzipSync(await simple()), ...added });
}

describe('reading a sheet', () => {
  test('every cell by its address; dates as days, numbers as a person writes them', async () => {
    const rows = [
      ['姓名', '电话', '任职起', '分'],
      ['马思远', 13812345678, new Date(Date.UTC(2026, 2, 12)), 0.1 + 0.2],
      [null, null, '2026-02-30', true],
    ];
    expect(await cells(await writeXlsx({ sheets: [{ name: 'a', rows }] }))).toEqual([
      ['A1', '姓名'],
      ['B1', '电话'],
      ['C1', '任职起'],
      ['D1', '分'],
      ['A2', '马思远'],
      ['B2', '13812345678'],
      ['C2', '2026-03-12'],
      ['D2', '0.3'],
      ['C3', '2026-02-30'],
      ['D3', 'true'],
    ]);
  });

  test('a hidden sheet is not the first sheet', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: '旧', rows: [['旧']], hidden: true },
        { name: '新', rows: [['新']] },
      ],
      activeSheet: 1,
    });
    expect(await cells(bytes)).toEqual([['A1', '新']]);
  });

  test.each([
    ['UTF-8', strToU8('单位,姓名\r\n城西中队,"马,思远"\r\n')],
    ['UTF-8 with a mark', strToU8('\ufeff单位,姓名\n城西中队,"马,思远"')],
    ['GB18030', new Uint8Array(iconv.encode('单位,姓名\n城西中队,"马,思远"\n', 'gb18030'))],
  ])('CSV in %s', async (_, bytes) => {
    expect(await cells(bytes)).toEqual([
      ['A1', '单位'],
      ['B1', '姓名'],
      ['A2', '城西中队'],
      ['B2', '马,思远'],
    ]);
  });
});

describe('what is no sheet, or a hostile one, is refused', () => {
  test('by name', async () => {
    expect(await refusal(new Uint8Array())).toBe('empty_file');
    expect(await refusal(strToU8('%PDF-1.4'))).toBe('not_xlsx');
    expect(
      await refusal(
        await writeXlsx({
          sheets: [{ name: 'a', rows: [['b']] }],
          encryption: { password: 'c', spinCount: 1000 },
        }),
      ),
    ).toBe('encrypted');
    expect(await refusal((await simple()).subarray(0, 900))).toBe('truncated');
    expect(await refusal(await writeXlsx({ sheets: [{ name: 'a', rows: [] }] }))).toBe('empty_sheet');
    expect(await refusal(await withParts({ 'xl/workbook.xml': '<workbook><sheets><sheet' }))).toBe('damaged');
    expect(await refusal(await withParts({ 'xl/vbaProject.bin': 'x' }))).toBe('macros');
    expect(await refusal(await withParts({ 'xl/externalLinks/externalLink1.xml': '<x/>' }))).toBe(
      'external_content',
    );
    expect(
      await refusal(await withParts({ 'xl/comments1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' })),
    ).toBe('unsafe_package');
    expect(await refusal(await withParts({ 'xl/media/image1.png': 'a'.repeat(30 * 1048576) }))).toBe(
      'zip_bomb',
    );
  });

  test('too many rows, too many columns, and a cell in the farthest corner', async () => {
    const rows = (count: number) => Array.from({ length: count }, (_, at) => [at]);
    expect(await readSheet(await writeXlsx({ sheets: [{ name: 'a', rows: rows(5000) }] }))).toMatchObject({
      ok: true,
    });
    expect(await refusal(await writeXlsx({ sheets: [{ name: 'a', rows: rows(5001) }] }))).toBe(
      'too_many_rows',
    );
    expect(
      await refusal(
        await writeXlsx({ sheets: [{ name: 'a', rows: [Array.from({ length: 51 }, (_, at) => at)] }] }),
      ),
    ).toBe('too_many_columns');
    const corner =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>';
    expect(await cells(await withParts({ 'xl/worksheets/sheet1.xml': corner }))).toEqual([['A1', '1']]);
  });
});

describe('writing a sheet', () => {
  test('text that looks like a formula stays text, and is marked as text', async () => {
    const formulas = ['=1+1', '+86', '-5', '@SUM(A1)', '　=cmd|x', '＝1'];
    const bytes = await writeSheet({
      sheets: [
        { name: '表', columns: [{ title: 'a', width: 9 }], rows: [...formulas.map(text => [text]), [-5]] },
      ],
    });
    const parts = unzipSync(bytes);
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('state="frozen"');
    const styles = [...sheet.matchAll(/<c r="A([2-7])" t="s" s="(\d+)">/gu)].map(match => match[2]);
    expect(styles).toHaveLength(formulas.length);
    expect(new Set(styles).size).toBe(1);
    expect(sheet).toContain('<c r="A8"><v>-5</v></c>');
    expect((await cells(bytes)).map(([, text]) => text)).toEqual([
      'a',
      ...formulas.map(text => text.trim()),
      '-5',
    ]);
  });

  test('the same content gives the same bytes, without a time or a name in them', async () => {
    const [first, second] = [await simple(), await simple()];
    expect(Buffer.compare(first, second)).toBe(0);
    expect(strFromU8(unzipSync(first)['docProps/core.xml']!)).not.toMatch(/modified|created|creator/u);
  });

  test('a sheet’s name is made one that Excel takes', async () => {
    const bytes = await writeSheet({
      sheets: [{ name: '2026年/第一季度[积分]:台账*'.repeat(3), columns: [], rows: [['x']] }],
    });
    const sheet = await readSheet(bytes);
    expect(sheet.ok && sheet.value.name).toMatch(/^[^[\]:*?/\\]{1,31}$/u);
  });

  test('CSV: every physical line that would start a formula is defused', () => {
    expect(
      Buffer.from(
        writeCsv([
          ['=1+1', '上行\n-下行', 'a,"b"'],
          [-5, null, ' ＋x'],
        ]),
      ).toString(),
    ).toBe('\ufeff\'=1+1,"上行\n\'-下行","a,""b"""\r\n-5,,\' ＋x\r\n');
  });
});

test('columns have letters', () => {
  expect([0, 25, 26, 51, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA']);
});
