import { parseArgs } from 'node:util';
import { FORMAT_NAMES } from '../apps/server/test/fuzz/formats.ts';
import { type Fuzzed, fuzz } from '../apps/server/test/fuzz/fuzz.ts';

/**
 * Feeds mutated files to the importers: `npm run fuzz -- [--format docx] [--count 10000] [--seed 1] [--from 0] [--quick]`.
 * A finding is repeated by its seed and number: `--format F --seed S --from N --count 1`. `--quick` makes the files that
 * the tests read. Ends with 1 when there is a finding.
 */
const { values } = parseArgs({
  options: {
    format: { type: 'string', multiple: true },
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    quick: { type: 'boolean', default: false },
  },
});
const formats = values.format ?? FORMAT_NAMES;
const unknown = formats.find(format => !FORMAT_NAMES.includes(format));
if (unknown) throw new Error(`There is no format ${unknown}; there are ${FORMAT_NAMES.join(', ')}.`);

let findings = 0;
console.log(
  '| format | files | read | refused | unforeseen | findings | slowest | most memory | seconds | of a core |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|');
for (const format of formats) {
  const [seed, from, count] = [Number(values.seed), Number(values.from), Number(values.count)];
  const fuzzed = await fuzz({ format, seed, from, count, quick: values.quick });
  findings += fuzzed.findings.length;
  console.log(row(fuzzed));
  for (const { at, what } of fuzzed.findings)
    console.error(`${format} --seed ${seed} --from ${at} --count 1: ${what}`);
  for (const [code, n] of Object.entries(fuzzed.codes))
    if (code.startsWith('unforeseen')) console.error(`${format} ${n} × ${code}`);
}
process.exitCode = findings > 0 ? 1 : 0;

function row({ format, count, codes, findings: found, slowest, megabytes, seconds, core }: Fuzzed): string {
  const read = codes['read'] ?? 0;
  const unforeseen = Object.entries(codes).reduce(
    (sum, [code, n]) => sum + (code.startsWith('unforeseen') ? n : 0),
    0,
  );
  const refused = Object.values(codes).reduce((sum, n) => sum + n, 0) - read - unforeseen;
  return `| ${format} | ${count} | ${read} | ${refused} | ${unforeseen} | ${found.length} | ${slowest.ms} ms (${slowest.at}) | ${Math.round(megabytes)} MB | ${seconds.toFixed(1)} | ${core.toFixed(1)} |`;
}
