import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { demonstrationTexts, type Measured, measure } from './quality/measure.ts';

/** Prints what the quality check finds, rule by rule; `--write` puts it into docs/quality.md, `--missed` lists misses. */
const PER_PLANTER = 40;
const SEED = 20_261_122;
const DOCUMENT = fileURLToPath(new URL('../docs/quality.md', import.meta.url));
const START = '<!-- measured by npm run quality -->';
const END = '<!-- measured until here -->';

const measured = measure(demonstrationTexts(), PER_PLANTER, SEED);
const table = tableOf(measured);
console.log(table);
if (process.argv.includes('--missed'))
  for (const { rule, text, from, to } of measured.missed)
    console.log(`missed ${rule}: ${text.slice(Math.max(0, from - 12), to + 12)}`);
if (process.argv.includes('--write')) {
  const [before = '', rest = ''] = readFileSync(DOCUMENT, 'utf8').split(START);
  const [, after = ''] = rest.split(END);
  writeFileSync(DOCUMENT, `${before}${START}\n\n${table}\n\n${END}${after}`);
}

function tableOf({ rows, texts, characters, msPerText }: Measured): string {
  const total = (of: 'planted' | 'found' | 'inClean'): number => rows.reduce((sum, row) => sum + row[of], 0);
  return [
    `Planted ${total('planted')} errors, found ${total('found')}: recall ${(total('found') / total('planted')).toFixed(3)}.`,
    `${texts} clean texts of ${characters} characters: ${total('inClean')} findings, one in ${Math.round(characters / Math.max(total('inClean'), 1))} characters.`,
    `${msPerText.toFixed(2)} ms a text of ${Math.round(characters / texts)} characters on average.`,
    '',
    '| rule | severity | planted | found | recall | findings in clean texts |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      row =>
        `| ${row.rule} | ${row.severity} | ${row.planted} | ${row.found} | ${row.planted === 0 ? '–' : (row.found / row.planted).toFixed(3)} | ${row.inClean} |`,
    ),
  ].join('\n');
}
