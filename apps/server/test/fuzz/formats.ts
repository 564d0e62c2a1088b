import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import type { ReadDocument } from '../../src/documents/document.ts';
import { docx, paragraph } from '../../src/documents/docx-for-tests.ts';
import { readArchive } from '../../src/documents/read-archive.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { readManuscript } from '../../src/documents/read-manuscript.ts';
import { readRoster } from '../../src/documents/read-roster.ts';
import { readSheet, sheetNames } from '../../src/documents/xlsx.ts';
import type { Outcome } from '../../src/files/finding.ts';
import { letter } from '../../src/mail/messages-for-tests.ts';
import { readMail } from '../../src/mail/read-mail.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateZip, type Parts, partsOf } from './mutate-zip.ts';
import { Random } from './random.ts';
import { linesPdf, smallPdfs } from './small-pdf.ts';
import { CSV_WORDS, latin, MAIL_WORDS, PDF_WORDS, RTF_WORDS, TEXT_WORDS } from './words.ts';

export type Format = {
  samples: Uint8Array[];
  /** Of formats whose samples take long: what quick runs mostly change instead. */
  small?: Uint8Array[];
  /** What the format knows, put in at random; where it is text. */
  words?: readonly string[];
  /** Reads as the importers do, and throws where what was read is not what its type says. */
  read(bytes: Uint8Array): Promise<Outcome<unknown>>;
};

const SAMPLES = new URL('../../samples/', import.meta.url);
const KNOWN = {
  units: [
    { id: 'u1', name: '南湖街道', aliases: ['南湖'] },
    { id: 'u2', name: '城东中队', aliases: [] },
  ],
  people: [{ id: 'p1', name: '陆晓棠', unitIds: ['u1'] }],
};

function samples(ending: string): Uint8Array[] {
  const files = ['variants/', 'manuscripts/'].flatMap(folder =>
    readdirSync(new URL(folder, SAMPLES))
      .filter(name => name.endsWith(ending))
      .map(name => readFileSync(new URL(folder + encodeURIComponent(name), SAMPLES))),
  );
  return files.sort((a, b) => a.length - b.length).slice(0, 6);
}

const document = (ending: string) => async (bytes: Uint8Array) => {
  const read = await readDocument(bytes, `稿件.${ending}`);
  if (!read.ok) return read;
  checkDocument(read.value);
  const { title, body } = readManuscript(read.value, `稿件.${ending}`, KNOWN);
  if (title.value !== null && typeof title.value !== 'string') throw new Error('a title that is no text');
  if (!Array.isArray(body)) throw new Error('a body that is no list');
  return read;
};

function checkDocument({ blocks, pictures, aside }: ReadDocument): void {
  if (blocks.length === 0) throw new Error('a document without a block');
  for (const block of blocks) {
    const text = block.kind === 'paragraph' ? [block.text] : block.kind === 'table' ? block.rows.flat() : [];
    if (text.some(each => typeof each !== 'string')) throw new Error(`${block.kind} without text`);
    if (block.kind === 'picture' && !pictures[block.picture]) throw new Error('a picture that is not there');
  }
  for (const { captionBlock } of pictures)
    if (captionBlock !== null && !blocks[captionBlock]) throw new Error('a caption that is not there');
  if (aside.some(each => typeof each.text !== 'string')) throw new Error('something aside without text');
}

/** The same file at any time: a number repeats a finding only of the same samples. */
const packed = (parts: Zippable): Uint8Array => zipSync(parts, { mtime: new Date(1990, 0, 1) });

const workbook = async (rows: (string | number | Date | null)[][]): Promise<Uint8Array> => {
  const sheets = [
    { name: '表', rows },
    { name: '二', rows: [['x']] },
  ];
  return packed({ ...unzipSync(await writeXlsx({ sheets })), 'docProps/core.xml': CORE });
};
const CORE = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created xsi:type="dcterms:W3CDTF">2026-05-20T02:00:00Z</dcterms:created></cp:coreProperties>',
);
const ROSTER = [
  [
    '单位名称',
    '单位代码',
    '上级单位',
    '考核组',
    '设立日期',
    '姓名',
    '账号',
    '岗位',
    '手机',
    '邮箱',
    '任职日期',
  ],
  [
    '南湖街道',
    'A01',
    null,
    '街道组',
    new Date('2020-01-01'),
    '陆晓棠',
    'luxiaotang',
    '信息员',
    '13800000000',
    'a@b.cn',
    '2024-01-01',
  ],
  [
    '城东中队',
    'A02',
    '南湖街道',
    '中队组',
    '2021年3月1日',
    '祁远',
    'qiyuan',
    '信息员、单位负责人',
    null,
    null,
    45_000,
  ],
];
/** Every format that is taken in from outside. */
export const FORMATS: Record<string, () => Promise<Format>> = {
  docx: async () => ({ samples: [smallDocx(), ...samples('.docx')], read: document('docx') }),
  doc: async () => ({ samples: samples('.doc'), read: document('doc') }),
  odt: async () => ({ samples: samples('.odt'), read: document('odt') }),
  rtf: async () => ({ samples: samples('.rtf'), words: RTF_WORDS, read: document('rtf') }),
  txt: async () => ({ samples: samples('.txt'), words: TEXT_WORDS, read: document('txt') }),
  pdf: async () => ({
    samples: [linesPdf(), linesPdf(), ...samples('.pdf').slice(0, 1)],
    small: smallPdfs(),
    words: PDF_WORDS,
    read: document('pdf'),
  }),
  xlsx: async () => ({
    samples: [
      await workbook(ROSTER),
      await workbook([
        ['a', 1],
        ['b', 2],
      ]),
    ],
    read: sheet,
  }),
  csv: async () => ({
    samples: [
      Buffer.from(ROSTER.map(row => row.join(',')).join('\r\n')),
      Buffer.from('a,"b\r\nc",d\r\n1,2,3'),
    ],
    words: CSV_WORDS.map(latin),
    read: sheet,
  }),
  zip: async () => ({
    samples: [packed({ '一月/稿件.txt': Buffer.from('甲'.repeat(99)), 'a.docx': smallDocx() })],
    read: bytes => readArchive(bytes),
  }),
  eml: async () => ({ samples: letters(), words: MAIL_WORDS, read: mail }),
};
export const FORMAT_NAMES = Object.keys(FORMATS);

function smallDocx(): Uint8Array {
  return docx({
    body: `${paragraph('南湖街道反映停放点位不足')}${paragraph('5月18日，三条街道开展夜间巡查。')}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${paragraph('甲')}</w:tc></w:tr></w:tbl><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>${paragraph('信息员：陆晓棠')}`,
  });
}

function letters(): Uint8Array[] {
  const head = { from: 'a@example.org', subject: '南湖街道2026年5月18日工作信息', id: '<1@example.org>' };
  const attachments = [{ name: '稿件.docx', bytes: Buffer.from(smallDocx()) }];
  return [letter({ ...head, text: '请查收。', attachments }), letter({ ...head, text: '请查收。' })];
}

async function mail(bytes: Uint8Array): Promise<Outcome<unknown>> {
  return { ok: true, value: await readMail(bytes) };
}

/** Both that read sheets: as rows, and as a roster. */
async function sheet(bytes: Uint8Array): Promise<Outcome<unknown>> {
  const roster = await readRoster(bytes, ['南湖街道']);
  if (roster.ok && !roster.value.ok && roster.value.problems.length === 0)
    throw new Error('refused without a problem');
  await sheetNames(bytes);
  const read = await readSheet(bytes);
  if (read.ok && read.value.rows.some(row => row.cells.some(cell => typeof cell.text !== 'string')))
    throw new Error('a cell without text');
  return read;
}

type Sample = { bytes: Uint8Array; parts: Parts | null };
/** What a run draws its files from. */
export type Seeds = { mostly: Sample[]; seldom: Sample[]; words: readonly string[] };

/** A quick run draws from small files where there are any, and now and then from the samples that programs wrote. */
export function seedsOf({ samples: all, small, words = [] }: Format, quick: boolean): Seeds {
  const sample = (bytes: Uint8Array): Sample => ({ bytes, parts: partsOf(bytes) });
  return quick && small
    ? { mostly: small.map(sample), seldom: all.map(sample), words }
    : { mostly: all.map(sample), seldom: [], words };
}
const SELDOM = 0.03;

/** The file that a number makes of the samples of a format: always the same one. */
export function mutationOf({ mostly, seldom, words }: Seeds, number: number): Uint8Array {
  const random = new Random(number);
  const from = seldom.length > 0 && random.chance(SELDOM) ? seldom : mostly;
  const [sample, other] = [random.pick(from), random.pick(from)];
  if (sample.parts && random.chance(0.85))
    return mutateZip(sample.parts, random, other.parts ?? sample.parts);
  return mutateBytes(sample.bytes, random, { other: other.bytes, words });
}
