import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocx } from './read-docx.ts';
import { readManuscript } from './read-manuscript.ts';
import type { WrittenManuscript } from './write-manuscript.ts';
import { writeManuscript } from './write-manuscript.ts';

async function again(manuscript: WrittenManuscript) {
  const read = await readDocx(await writeManuscript(manuscript));
  if (!read.ok) throw new Error(read.refusal.code);
  const found = readManuscript(read.value, '稿件.docx');
  return {
    title: found.title.value,
    subtitle: found.subtitle ?? undefined,
    blocks: found.body,
    attachments: found.attachments,
    signOff: {
      unit: found.unit.value?.name,
      date: found.date.value,
      correspondents: found.correspondents.value?.map(each => each.name),
    },
    findings: found.findings,
  };
}

describe('reading what was written', () => {
  test('a manuscript with all its parts', async () => {
    const manuscript: WrittenManuscript = {
      title: '东河区综合执法局城西中队推行“错时巡查”让夜市退场更安静的主要做法',
      subtitle: '——城西中队夜市治理调查',
      blocks: [
        { kind: 'paragraph', level: 0, text: '城西中队自2月起试行错时巡查，投诉由每周23件降到6件。' },
        { kind: 'paragraph', level: 1, text: '一、主要做法' },
        { kind: 'paragraph', level: 2, text: '（一）把人放在收摊前' },
        { kind: 'paragraph', level: 0, text: '一是定人。二是定时，朱镕喆、李玥等6名队员轮流值守。' },
        {
          kind: 'table',
          headerRows: 1,
          rows: [
            ['时段', '投诉（件）'],
            ['1月', '92'],
            ['3月', '24'],
          ],
        },
        { kind: 'paragraph', level: 0, text: '目前已有31户享受这一办法。' },
      ],
      attachments: ['夜市摊主退场约定', '履约情况统计表'],
      signOff: { unit: '城西中队', date: '2026-03-12', correspondents: ['马思远', '何丽君'] },
    };
    expect(await again(manuscript)).toEqual({ ...manuscript, findings: [] });
  });

  test('any title and text', async () => {
    const han = (min: number, max: number) =>
      fc.string({
        unit: fc.constantFrom(...'夜市摊主巡查投诉治理街面清运调度公约夏冬'),
        minLength: min,
        maxLength: max,
      });
    await fc.assert(
      fc.asyncProperty(
        han(6, 50),
        fc.array(han(5, 120), { minLength: 1, maxLength: 8 }),
        async (title, sentences) => {
          const manuscript = {
            title,
            subtitle: undefined,
            blocks: sentences.map(text => ({
              kind: 'paragraph' as const,
              level: 0 as const,
              text: `${text}。`,
            })),
            attachments: [],
            signOff: { unit: '南湖街道', date: '2026-04-08', correspondents: ['邹波'] },
          };
          expect(await again(manuscript)).toEqual({ ...manuscript, findings: [] });
        },
      ),
      { numRuns: 30 },
    );
  });
});
