import { readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { docx, paragraph } from '../src/documents/docx-for-tests.ts';

const SAMPLES = new URL('../samples/', import.meta.url);
export const sample = (name: string): Buffer => readFileSync(new URL(encodeURI(name), SAMPLES));

const OLD_WORD = 'manuscripts/区综合执法局获评全市数字城管工作先进集体.doc';
const PDF = 'manuscripts/小小城管员走进实验小学.pdf';

/** A compound file of another program: what stands in it under the name of Word is called something else. */
function compoundOfAnother(): Buffer {
  const bytes = Buffer.from(sample(OLD_WORD));
  const name = Buffer.from('WordDocument', 'utf16le');
  const other = Buffer.from('MainContents', 'utf16le');
  for (let at = bytes.indexOf(name); at !== -1; at = bytes.indexOf(name, at)) other.copy(bytes, at);
  return bytes;
}

/** Locked with a password, as Word locks a .docx: a compound file around the enciphered package. */
async function locked(): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: 'a', rows: [['b']] }], encryption: { password: 'open-sesame' } });
}

const whole = docx({ body: paragraph('市容科开展夜间巡查。'.repeat(200)) });

export type BadFile = {
  what: string;
  name: string;
  bytes: () => Uint8Array | Promise<Uint8Array>;
  reason: string;
  code?: string;
  /** What it is, and what to do. */
  zh: RegExp[];
  en: RegExp[];
};

/** Every file that is taken in as an upload and refused when it is read. */
export const BAD_FILES: BadFile[] = [
  {
    what: 'a .doc renamed to .docx',
    name: '稿件.docx',
    bytes: () => sample(OLD_WORD),
    reason: 'not_docx_but_doc',
    zh: [/旧版 Word/u, /另存为 \.docx/u],
    en: [/old Word/u, /save it as \.docx/u],
  },
  {
    what: 'a .wps renamed to .docx',
    name: '稿件.docx',
    bytes: compoundOfAnother,
    reason: 'not_docx_but_other',
    zh: [/不是 Word 文档/u, /WPS 打开/u],
    en: [/no Word document/u, /Open it in Word or WPS/u],
  },
  {
    what: 'a .pdf renamed to .docx',
    name: '稿件.docx',
    bytes: () => sample(PDF),
    reason: 'not_docx_but_pdf',
    zh: [/是 PDF/u, /改回 \.pdf/u],
    en: [/this is a PDF/u, /rename it to \.pdf/u],
  },
  {
    what: 'GBK text renamed to .docx',
    name: '稿件.docx',
    bytes: () => iconv.encode('市容科开展夜间巡查，劝导占道经营二十六起。', 'gbk'),
    reason: 'not_docx_but_text',
    zh: [/纯文本/u, /改回 \.txt/u],
    en: [/plain text/u, /Rename it to \.txt/u],
  },
  {
    what: 'an encrypted .doc',
    name: '加密.doc',
    bytes: () => sample('refused/encrypted.doc'),
    reason: 'encrypted',
    zh: [/密码/u, /取消密码/u],
    en: [/password/u, /Remove the password/u],
  },
  {
    what: 'an encrypted .docx',
    name: '加密.docx',
    bytes: locked,
    reason: 'encrypted',
    zh: [/密码/u, /取消密码/u],
    en: [/password/u, /Remove the password/u],
  },
  {
    what: 'a truncated .docx',
    name: '半截.docx',
    bytes: () => whole.subarray(0, Math.floor(whole.length * 0.7)),
    reason: 'truncated',
    zh: [/不完整/u, /重新复制/u],
    en: [/cut short/u, /Copy it again/u],
  },
  {
    what: 'a .docx without a word in it',
    name: '空白.docx',
    bytes: () => docx({ body: '' }),
    reason: 'empty_document',
    zh: [/没有文字/u, /可编辑的文字/u],
    en: [/no text/u, /type it as text/u],
  },
  {
    what: 'a zip bomb',
    name: '炸弹.docx',
    bytes: () => docx({ parts: { 'word/media/image1.png': new Uint8Array(40 * 1024 * 1024) } }),
    reason: 'zip_bomb',
    zh: [/异常庞大/u, /不要再次上传/u],
    en: [/abnormal size/u, /Do not upload it again/u],
  },
  {
    what: 'a .docx that fetches its template from outside',
    name: '外链.docx',
    bytes: () =>
      docx({
        relationships: [
          { type: 'attachedTemplate', target: 'https://templates.example/a.dotm', external: true },
        ],
      }),
    reason: 'external_content',
    zh: [/外部地址/u, /新建文档/u],
    en: [/from elsewhere/u, /new document/u],
  },
  {
    what: 'a .docx with macros',
    name: '宏.docx',
    bytes: () => docx({ parts: { 'word/vbaProject.bin': 'macro' } }),
    reason: 'macros',
    zh: [/宏/u, /不带宏/u],
    en: [/macros/u, /without macros/u],
  },
  {
    what: 'a body of 100,000 characters',
    name: '长文.docx',
    bytes: () => docx({ body: Array.from({ length: 100 }, () => paragraph('长'.repeat(1000))).join('') }),
    reason: 'body_too_long',
    code: 'too_large',
    zh: [/超过上限 50000/u, /附件/u],
    en: [/more than 50000/u, /attach/u],
  },
];
