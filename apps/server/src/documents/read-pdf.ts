import { fileURLToPath } from 'node:url';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { findingsFrom } from '../files/finding.ts';
import type { PictureBlock, ReadDocument } from './document.ts';
import { mendPdfWorker } from './mended-pdf-worker.ts';
import type { Page } from './pdf-layout.ts';
import { blocksOfPages, pageOf } from './pdf-layout.ts';
import { glyphsOf, picturesOn, rulesOf } from './pdf-page.ts';
import { pictureOfPage } from './pdf-pictures.ts';
import { withoutRunningLines } from './pdf-running.ts';
import { Refused } from './refusals.ts';

// The library loads its worker with the first document.
mendPdfWorker();

const MAX_PAGES = 60;
const MAX_PICTURES = 30;
const CHARACTER_MAPS = fileURLToPath(
  new URL('../../cmaps/', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')),
);

const pdfNote = findingsFrom({
  pdf_layout_guessed: {
    zh: 'PDF 只记录文字的位置，段落是按版面推断的，请核对正文。',
    en: 'A PDF records only where characters lie, so paragraphs were inferred; check the text.',
  },
});

/** Reads the text layer of a PDF; a scan has none and comes back without blocks. */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  // The reader takes the buffer over, so it gets its own; nothing in the file is ever run or fetched.
  const task = getDocument({
    data: Uint8Array.from(bytes),
    disableFontFace: true,
    useSystemFonts: false,
    // Fonts that are named and not embedded, as many Chinese programs do, need the tables of their character sets.
    cMapUrl: CHARACTER_MAPS,
    cMapPacked: true,
    isOffscreenCanvasSupported: false,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > MAX_PAGES) throw new Refused('too_complex');
    const document: ReadDocument = {
      format: 'pdf',
      blocks: [],
      pictures: [],
      aside: [],
      notes: [pdfNote('pdf_layout_guessed')],
    };
    const pages: Page[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const drawn = await page.getOperatorList();
      const pictures: { y: number; block: PictureBlock }[] = [];
      for (const { source, top } of picturesOn(drawn)) {
        const picture = document.pictures.length < MAX_PICTURES ? await pictureOfPage(page, source) : null;
        if (!picture) continue;
        const place = document.pictures.push(picture) - 1;
        pictures.push({ y: top, block: { kind: 'picture', picture: place } });
      }
      pages.push(pageOf(glyphsOf(items.filter(item => 'str' in item)), rulesOf(drawn), pictures));
      page.cleanup();
    }
    const cleaned = withoutRunningLines(pages);
    return { ...document, blocks: blocksOfPages(cleaned.pages), aside: cleaned.aside };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new Refused('encrypted');
    if (name === 'InvalidPDFException') throw new Refused('truncated');
    throw error;
  } finally {
    await task.destroy();
  }
}
