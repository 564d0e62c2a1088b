import { findingsFrom } from '../files/finding.ts';

/** One sheet, as text, with every cell's address; what is empty is left out. */
export interface ReadSheet {
  name: string;
  rows: SheetRow[];
}

export interface SheetRow {
  /** From 1, as the program that made the file shows it. */
  number: number;
  cells: SheetCell[];
}

export interface SheetCell {
  /** Such as C12. */
  address: string;
  /** From 0. */
  column: number;
  text: string;
  /** YYYY-MM-DD when the cell holds a date as such, not as text. */
  date: string | null;
}

export interface SheetLimits {
  rows: number;
  columns: number;
}

export const SHEET_LIMITS: SheetLimits = { rows: 5000, columns: 50 };

export const sheetRefusal = findingsFrom({
  not_xlsx: {
    zh: '文件内容不是 Excel 工作簿（.xlsx）或 CSV 文件，没有读取。请用 Excel 或 WPS 另存为 .xlsx 后再上传。',
    en: 'This is neither an Excel workbook (.xlsx) nor a CSV file. Save it as .xlsx from Excel or WPS and upload that.',
  },
  not_xlsx_but_xls: {
    zh: '这是旧版 Excel 文件（.xls），不能读取。请打开后另存为 .xlsx 再上传。',
    en: 'This is an old Excel file (.xls), which is not read. Open it, save it as .xlsx and upload that.',
  },
  encrypted: {
    zh: '工作簿设有打开密码，系统无法读取。请取消密码，保存后再上传。',
    en: 'The workbook is protected by a password. Remove it, save, and upload again.',
  },
  macros: {
    zh: '工作簿含有宏，为安全起见没有读取。请另存为不带宏的 .xlsx 后再上传。',
    en: 'The workbook contains macros and was not read. Save it as an .xlsx without macros and upload that.',
  },
  external_content: {
    zh: '工作簿引用了其他文件或外部数据，为安全起见没有读取。请复制后只粘贴“值”，另存后再上传。',
    en: 'The workbook draws on other files or outside data and was not read. Paste its values into a new workbook and upload that.',
  },
  damaged: {
    zh: '表格读不出来，文件可能已经损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 或 .csv 后再上传。',
    en: 'The table cannot be read; the file may be damaged. Open it in Excel or WPS, save it as .xlsx or .csv and upload that.',
  },
  too_many_rows: {
    zh: '表格超过 {limit} 行，没有读取。请拆成几个文件分别上传。',
    en: 'The sheet has more than {limit} rows and was not read. Split it into several files.',
  },
  too_many_columns: {
    zh: '表格超过 {limit} 列，没有读取。请按模板的列填写。',
    en: 'The sheet has more than {limit} columns and was not read. Use the columns of the template.',
  },
  empty_sheet: {
    zh: '表格是空的，没有可读取的内容。请填写后再上传。',
    en: 'The sheet is empty. Fill it in and upload it again.',
  },
});

/** 0 -> A, 25 -> Z, 26 -> AA. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
