import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mended } from './mended-pdf-worker.ts';

const WORKER = fileURLToPath(
  new URL('./pdf.worker.mjs', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')),
);

test('the installed library has the places that are mended, each once; another text is left alone', () => {
  const source = readFileSync(WORKER, 'utf8');
  const text = mended(source);
  expect(text).not.toBeNull();
  expect(text!.length - source.length).toBeLessThan(150);
  expect(text).toContain('if (this.currentChar === -1) break;');
  expect(text).toContain('if (index >= 0 && index < 256) encoding[index] = glyph;');
  expect(mended(text!)).toBeNull();
  expect(mended('another library')).toBeNull();
});
