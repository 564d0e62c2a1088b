import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { TypeHint } from './manuscript.ts';
import { readDocument } from './read-document.ts';
import { paragraphsOf, readManuscript } from './read-manuscript.ts';

const SAMPLES = new URL('../../samples/manuscripts/', import.meta.url);
interface Expected {
  file: string;
  title: string;
  unit: string;
  correspondents: string[];
  date: string;
  type: string;
  paragraphs: string[];
  layout: string;
}
const expected: Expected[] = JSON.parse(await readFile(new URL('expected.json', SAMPLES), 'utf8'));
const TYPES: Record<string, TypeHint> = {
  经验型: 'experience',
  问题反映型: 'problem',
  简编: 'digest',
  反响热烈型: 'response',
  紧急型: 'urgent',
  其他型: 'other',
};

describe('the sample manuscripts, saved by other programs', () => {
  test.each(expected)('$layout: $file', async sample => {
    const read = await readDocument(
      await readFile(new URL(encodeURIComponent(sample.file), SAMPLES)),
      sample.file,
    );
    if (!read.ok) throw new Error(read.refusal.zh);
    const manuscript = readManuscript(read.value, sample.file);
    expect({
      title: manuscript.title.value,
      unit: manuscript.unit.value?.name,
      correspondents: manuscript.correspondents.value?.map(each => each.name),
      date: manuscript.date.value,
      paragraphs: paragraphsOf(manuscript),
    }).toEqual({
      title: sample.title,
      unit: sample.unit,
      correspondents: sample.correspondents,
      date: sample.date,
      paragraphs: sample.paragraphs,
    });
    expect(manuscript.findings).toEqual([]);
    if (sample.layout === 'table at the head')
      expect(manuscript.type).toMatchObject({ value: TYPES[sample.type], certainty: 'certain' });
  });
});
