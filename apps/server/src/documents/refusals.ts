import type { Finding, Outcome } from '../files/finding.ts';
import { findingsFrom } from '../files/finding.ts';

/** Why a document cannot be read. Every sentence says what it is, why that stops us, and what the person can do. */
const REFUSALS = {
  empty_file: {
    zh: '文件是空的（0 字节），读不出内容。请在原电脑上确认文件已保存，再重新选择。',
    en: 'The file is empty (0 bytes), so there is nothing to read. Make sure the original was saved, then choose it again.',
  },
  empty_document: {
    zh: '文件能打开，但里面没有文字。若正文是图片或扫描件，请改为可编辑的文字后再报送。',
    en: 'The file opens but holds no text. If the text is a picture or a scan, type it as text and send again.',
  },
  too_large: {
    zh: '文件有 {size}，超过 {limit}，没有读取。请压缩文档中的图片，或把图片另行上传。',
    en: 'The file has {size}, more than {limit}, and was not read. Compress its pictures or upload them separately.',
  },
  too_complex: {
    zh: '文档结构过于庞大，超出可读取的范围，没有读取。请只保留稿件正文，另存为新文档后再报送。',
    en: 'The document is built of more pieces than can be read. Keep only the manuscript, save it as a new document, then send it.',
  },
  too_slow: {
    zh: '读取这个文件用时过长，已经停止。请把正文复制到新建的 Word 文档中保存后再报送。',
    en: 'Reading this file took too long and was stopped. Copy the text into a new Word document and send that.',
  },
  too_busy: {
    zh: '等待读取的文件太多，这个文件还没有读取。请过几分钟再试。',
    en: 'Too many files are waiting to be read, and this one was not. Try again in a few minutes.',
  },
  not_archive: {
    zh: '文件内容不是 .zip 压缩包，没有读取。请用 Windows 自带的“压缩为 ZIP 文件”重新打包，或直接选择文件夹。',
    en: 'This is not a .zip archive and was not read. Pack it again as .zip, or choose the folder itself.',
  },
  truncated: {
    zh: '文件不完整，后半部分丢失，通常是上传或复制时中断造成的。请从原处重新复制后再报送。',
    en: 'The file is cut short; its end is missing, mostly because a copy or upload broke off. Copy it again from the original.',
  },
  damaged: {
    zh: '文件内部有损坏，读出的内容不可靠，没有采用。请用 Word 或 WPS 打开原文件，另存为 .docx 后再报送。',
    en: 'The file is damaged inside, so what could be read is not to be trusted. Open the original in Word or WPS, save it as .docx and send that.',
  },
  zip_bomb: {
    zh: '文件解压后异常庞大，属于危险文件，没有读取。请不要再次上传，并与提供文件的人核实来源。',
    en: 'The file unpacks to an abnormal size and is dangerous; it was not read. Do not upload it again, and ask where it came from.',
  },
  unsafe_package: {
    zh: '文件内部的结构不符合规范（{detail}），可能被人改动过，没有读取。请用 Word 或 WPS 另存为 .docx 后再报送。',
    en: 'The inner structure of the file breaks the rules ({detail}) and may have been tampered with; it was not read. Save it anew as .docx from Word or WPS.',
  },
  encrypted: {
    zh: '文件设有打开密码，系统无法读取。请在 Word 或 WPS 中取消密码，保存后再报送。',
    en: 'The file is protected by a password, so it cannot be read. Remove the password in Word or WPS, save, and send again.',
  },
  macros: {
    zh: '文件含有宏（可执行程序），为安全起见没有读取。请另存为不带宏的 .docx 后再报送。',
    en: 'The file contains macros (programs), so it was not read. Save it as a .docx without macros and send that.',
  },
  external_content: {
    zh: '文件会从外部地址取内容（{detail}），为安全起见没有读取。请把正文复制到新建文档中保存后再报送。',
    en: 'The file fetches content from elsewhere ({detail}), so it was not read. Copy the text into a new document and send that.',
  },
  embedded_object: {
    zh: '文件中嵌有其他程序的对象（OLE），为安全起见没有读取。请删除该对象，或改成表格、图片后再报送。',
    en: 'The file embeds an object of another program (OLE), so it was not read. Remove it or turn it into a table or picture.',
  },
  not_docx_but_doc: {
    zh: '文件名是 .docx，内容却是旧版 Word 或 WPS 文档（.doc）。请把扩展名改回 .doc，或打开后另存为 .docx 再报送。',
    en: 'The name says .docx but this is an old Word or WPS document (.doc). Rename it to .doc, or open it and save it as .docx.',
  },
  not_docx_but_pdf: {
    zh: '文件名是 .docx，内容却是 PDF。请报送排版前的 Word 文档，或把扩展名改回 .pdf。',
    en: 'The name says .docx but this is a PDF. Send the Word document it was made from, or rename it to .pdf.',
  },
  not_docx_but_text: {
    zh: '文件名是 .docx，内容却是纯文本。请把扩展名改回 .txt，或粘贴到 Word 文档中保存后再报送。',
    en: 'The name says .docx but this is plain text. Rename it to .txt, or paste it into a Word document and send that.',
  },
  not_docx_but_rtf: {
    zh: '文件名是 .docx，内容却是 RTF 文档。请把扩展名改回 .rtf，或打开后另存为 .docx 再报送。',
    en: 'The name says .docx but this is an RTF document. Rename it to .rtf, or open it and save it as .docx.',
  },
  not_docx_but_odt: {
    zh: '文件名是 .docx，内容却是 ODT 文档。请把扩展名改回 .odt，或打开后另存为 .docx 再报送。',
    en: 'The name says .docx but this is an ODT document. Rename it to .odt, or open it and save it as .docx.',
  },
  not_docx_but_sheet: {
    zh: '文件内容是电子表格，不是文字稿件。请把稿件写成 Word 文档后再报送。',
    en: 'This is a spreadsheet, not a manuscript. Write the manuscript as a Word document and send that.',
  },
  not_docx_but_picture: {
    zh: '文件内容是图片，不是文字稿件。请把图片作为照片添加，稿件另用 Word 文档报送。',
    en: 'This is a picture, not a manuscript. Add it as a photo, and send the manuscript as a Word document.',
  },
  not_docx_but_other: {
    zh: '文件名是 .docx，内容却不是 Word 文档。请用 Word 或 WPS 打开确认，另存为 .docx 后再报送。',
    en: 'The name says .docx but this is no Word document. Open it in Word or WPS to make sure, and save it as .docx.',
  },
  pages: {
    zh: '这是苹果 Pages 文稿，里面没有可以读取的文字。请在 Pages 中选“文件—导出为—Word”，把导出的 .docx 报送。',
    en: 'This is a Pages document and holds no text that can be read here. In Pages choose File, Export To, Word, and send the .docx.',
  },
  unsupported_type: {
    zh: '不能从这种文件中读取稿件。请用 Word 或 WPS 另存为 .docx 后再报送。',
    en: 'Manuscripts cannot be read from this kind of file. Save it as .docx from Word or WPS and send that.',
  },
  unreadable: {
    zh: '文件读不出来（{detail}）。请用 Word 或 WPS 打开原文件，另存为 .docx 后再报送。',
    en: 'The file cannot be read ({detail}). Open the original in Word or WPS, save it as .docx and send that.',
  },
} as const;
export type DocumentRefusal = keyof typeof REFUSALS;

export const documentRefusal = findingsFrom(REFUSALS);

/**
 * Carries a refusal out of the depth of a parser to the one edge of its module that turns it into a value
 * (`refusable`). It never leaves the module.
 */
export class Refused extends Error {
  readonly refusal: Finding;

  constructor(code: DocumentRefusal, facts: Record<string, string | number> = {}) {
    super(code);
    this.refusal = documentRefusal(code, facts);
  }
}

/** Runs a reader: its value, or the refusal raised inside. What the reader did not foresee becomes `unreadable`. */
export async function refusable<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    // A parser that trips over hostile input must refuse the input, not take the request down.
    const detail = error instanceof Error ? toldOf(error) : 'unknown';
    return { ok: false, refusal: documentRefusal('unreadable', { detail }) };
  }
}

/** The words of a parser about its input; of a slip inside a parser only its kind, for its words help nobody. */
function toldOf(error: Error): string {
  const slip = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return slip ? error.name : error.message.split('\n')[0]!.slice(0, 120);
}
