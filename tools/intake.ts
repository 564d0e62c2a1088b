import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Field, Measured, Tally } from './intake/measure.ts';
import { FIELDS, foreignSamples, measured, precision, recall, seedSamples, total } from './intake/measure.ts';

/**
 * Prints how well manuscripts are read from documents of other programs; `--write` puts it into docs/intake.md,
 * `--missed` lists what went wrong, `--open` leaves the held-out documents alone.
 */
const DOCUMENT = fileURLToPath(new URL('../docs/intake.md', import.meta.url));
const START = '<!-- measured by npm run intake -->';
const END = '<!-- measured until here -->';
const NAMES: Record<Field, string> = {
  title: 'title',
  body: 'body blocks',
  headings: 'headings',
  tables: 'tables',
  unit: 'unit',
  date: 'date',
  correspondents: 'correspondents',
  pictures: 'pictures',
  captions: 'captions',
};

const open = process.argv.includes('--open');
const measures: Measured[] = [];
for (const sample of [...seedSamples(), ...foreignSamples()]) {
  if (!open || sample.set === 'open') measures.push(await measured(sample));
}
const foreign = measures.filter(({ sample }) => sample.program !== 'samples');
const kept = {
  seeds: measures.filter(({ sample }) => sample.program === 'samples'),
  open: foreign.filter(({ sample }) => sample.set === 'open'),
  held: foreign.filter(({ sample }) => sample.set === 'held'),
  fresh: foreign.filter(({ sample }) => sample.set === 'fresh'),
  last: foreign.filter(({ sample }) => sample.set === 'last'),
  next: foreign.filter(({ sample }) => sample.set === 'next'),
  offices: foreign.filter(({ sample }) => sample.set === 'offices'),
  sealed: foreign.filter(({ sample }) => sample.set === 'sealed'),
  after: foreign.filter(({ sample }) => sample.set === 'after'),
  desk: foreign.filter(({ sample }) => sample.set === 'desk'),
};
const report = [
  '### By field',
  '',
  byField(kept.open, `${kept.open.length} documents with which the readers were mended`),
  ...(open
    ? []
    : [
        byField(kept.held, `${kept.held.length} documents kept apart, then looked at`),
        byField(
          kept.fresh,
          `${kept.fresh.length} documents kept apart and measured when those had been looked at`,
        ),
        byField(kept.last, `${kept.last.length} documents in nine layouts not used before, then mended for`),
        byField(kept.next, `${kept.next.length} documents in seven more layouts, then mended for`),
        byField(
          kept.offices,
          `${kept.offices.length} documents in sixteen layouts of offices, then mended for`,
        ),
        byField(
          kept.sealed,
          `${kept.sealed.length} documents in fifteen layouts, sealed until those were read, then mended for`,
        ),
        byField(
          kept.after,
          `${kept.after.length} documents in twelve layouts made when all others were read`,
        ),
        byField(
          kept.desk,
          `${kept.desk.length} documents in twenty-one layouts made by somebody who did not know the readers, then mended for`,
        ),
      ]),
  byField(kept.seeds, `${kept.seeds.length} sample manuscripts`),
  '### By format',
  '',
  grouped(foreign, 'format', ({ sample }) => sample.format),
  '### By program',
  '',
  grouped(
    foreign,
    'program',
    ({ sample }) => `${sample.program}${sample.hand ? ' (put together by hand)' : ''}`,
  ),
].join('\n');
console.log(report);
if (process.argv.includes('--missed'))
  for (const { sample, differences } of measures)
    if (differences.length > 0)
      console.log(`\n${sample.file} · ${sample.program} · ${sample.layout}\n  ${differences.join('\n  ')}`);
if (process.argv.includes('--write')) {
  const [before = '', rest = ''] = readFileSync(DOCUMENT, 'utf8').split(START);
  const [, after = ''] = rest.split(END);
  writeFileSync(DOCUMENT, `${before}${START}\n\n${report}\n${END}${after}`);
}

function byField(of: Measured[], name: string): string {
  const sum = total(of);
  return [
    `${name}:`,
    '',
    '| field | there | found | right | precision | recall | wrong though marked sure |',
    '|---|---|---|---|---|---|---|',
    ...FIELDS.map(field => {
      const tally = sum[field];
      return `| ${NAMES[field]} | ${tally.there} | ${tally.found} | ${tally.right} | ${precision(tally).toFixed(3)} | ${recall(tally).toFixed(3)} | ${tally.wrongAndSure} |`;
    }),
    '',
  ].join('\n');
}

function grouped(of: Measured[], head: string, key: (measure: Measured) => string): string {
  const groups = [...Map.groupBy(of, key)].sort(([a], [b]) => a.localeCompare(b));
  const cell = (tally: Tally) =>
    tally.there + tally.found === 0 ? '–' : `${precision(tally).toFixed(2)} / ${recall(tally).toFixed(2)}`;
  return [
    `| ${head} | documents | ${FIELDS.map(field => NAMES[field]).join(' | ')} |`,
    `|---|---|${FIELDS.map(() => '---|').join('')}`,
    ...groups.map(([name, own]) => {
      const sum = total(own);
      return `| ${name} | ${own.length} | ${FIELDS.map(field => cell(sum[field])).join(' | ')} |`;
    }),
    '',
  ].join('\n');
}
