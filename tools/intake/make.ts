import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { Converter } from 'opencc-js';
import type { Carries } from './expected.ts';
import { expectedOf } from './expected.ts';
import { flatOdt } from './flat-odt.ts';
import type { Expected, Layout } from './items.ts';
import { PICTURES } from './items.ts';
import { LAYOUTS, written } from './layouts.ts';
import { FRESH_LAYOUTS } from './layouts-fresh.ts';
import { HELD_LAYOUTS } from './layouts-held.ts';
import { markdown } from './markdown.ts';
import { ooxml } from './ooxml.ts';
import { page } from './page.ts';
import type { Plan, Writer } from './plan.ts';
import { FRESH_PLAN, HELD_PLAN, OPEN_PLAN, WRITERS } from './plan.ts';
import type { Story } from './stories.ts';
import { OPEN_STORIES } from './stories.ts';
import { FRESH_STORIES, HELD_STORIES } from './stories-held.ts';

/**
 * Makes the set of foreign documents with LibreOffice, pandoc, python-docx, odfpy, reportlab, AbiWord and Chromium
 * (Debian 12). The set is committed; this runs only to make it anew: `node tools/intake/make.ts [working folder, emptied] [set]`.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../../apps/server/src/documents/foreign/', import.meta.url));
const [work = '/tmp/foreign-documents', only] = process.argv.slice(2);

/** With which the readers were mended; kept apart; kept apart when the first had been looked at. */
type SampleSet = 'open' | 'held' | 'fresh';
const LETTERS: Record<SampleSet, string> = { open: '', held: 'H', fresh: 'F' };

interface Job {
  file: string;
  writer: Writer;
  layout: Layout;
  layoutName: string;
  set: SampleSet;
  expected: Expected;
}

const pictures = new Map(
  PICTURES.map(file => [file, Uint8Array.from(readFileSync(join(here, 'pictures', file)))]),
);
const traditional = Converter({ from: 'cn', to: 'tw' });

function jobOf([layoutName, storyId, writer, date, ...marks]: Plan, at: number, set: SampleSet): Job {
  const told = [...OPEN_STORIES, ...HELD_STORIES, ...FRESH_STORIES].find(each => each.id === storyId);
  const draw = LAYOUTS[layoutName] ?? HELD_LAYOUTS[layoutName] ?? FRESH_LAYOUTS[layoutName];
  if (!told || !draw) throw new Error(`${layoutName} ${storyId}`);
  const story: Story = marks.includes('T') ? JSON.parse(traditional(JSON.stringify(told))) : told;
  const dress = { date, indent: marks.includes('s') ? ('spaces' as const) : ('format' as const) };
  const layout: Layout = structuredClone(draw(structuredClone(story), dress));
  const { format } = WRITERS[writer];
  const number = String(at + 1).padStart(2, '0');
  const byRule = marks.includes('N');
  const stem = byRule
    ? `${story.unit}${written(story.date, 'arabic')}工作信息`
    : `稿件${LETTERS[set]}${number}`;
  return {
    file: byRule ? `${set}/${number}/${stem}.${format}` : `${set}/${stem}.${format}`,
    writer,
    layout,
    layoutName,
    set,
    expected: expectedOf(
      story,
      carriesOf(layoutName, { writer, byRule, pictures: layout.items.some(each => each.kind === 'picture') }),
    ),
  };
}

function carriesOf(name: string, of: { writer: Writer; byRule: boolean; pictures: boolean }): Carries {
  const bare = name === 'nothing around the text';
  return {
    // Who is named as contact for questions need not have written it.
    people: !bare && name !== 'report',
    unit: !bare || of.byRule,
    date: !bare || of.byRule,
    pictures: of.pictures && !/txt|odfpy/u.test(of.writer),
    textOnly: name === 'form',
    dateline: name === 'dateline',
    second: name === 'sign-off' || name === 'report',
  };
}

function run(program: string, argv: string[], input?: string): void {
  execFileSync(program, argv, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'inherit'],
    input,
    cwd: work,
  });
}

const FILTERS: Partial<Record<Writer, string>> = {
  'lo-docx': 'docx:MS Word 2007 XML',
  'lo-ooxml': 'docx:Office Open XML Text',
  'lo-doc': 'doc:MS Word 97',
  'lo-odt': 'odt:writer8',
  'lo-rtf': 'rtf:Rich Text Format',
  'lo-pdf': 'pdf:writer_pdf_Export',
  'lo-txt-utf8': 'txt:Text (encoded):UTF8,CRLF,,zh-CN,',
  'lo-txt-gb': 'txt:Text (encoded):UTF8,CRLF,,zh-CN,',
  'lo-txt-utf16': 'txt:Text (encoded):UTF8,CRLF,,zh-CN,',
};

function byLibreOffice(jobs: (Job & { stem: string })[], filter: string): void {
  const inputs = jobs.map(({ stem, layout }) => {
    const input = join(work, `${stem}.fodt`);
    writeFileSync(input, flatOdt(layout, pictures));
    return input;
  });
  if (inputs.length === 0) return;
  run('soffice', [
    '--headless',
    `-env:UserInstallation=file://${work}/profile`,
    '--convert-to',
    filter,
    '--outdir',
    join(work, 'out'),
    ...inputs,
  ]);
}

function write(jobs: (Job & { stem: string })[]): void {
  const of = (...writers: Writer[]) => jobs.filter(job => writers.includes(job.writer));
  for (const [writer, filter] of Object.entries(FILTERS)) byLibreOffice(of(writer as Writer), filter);
  const out = (job: { stem: string; writer: Writer }) =>
    join(work, 'out', `${job.stem}.${WRITERS[job.writer].format}`);
  const scripted = (job: Job & { stem: string }) => ({
    file: out(job),
    layout: job.layout,
    pictures: join(here, 'pictures'),
  });
  run('/usr/bin/python3', [join(here, 'write_docx.py')], JSON.stringify(of('python-docx').map(scripted)));
  run(
    '/usr/bin/python3',
    [join(here, 'write_odt_pdf.py')],
    JSON.stringify(of('odfpy-odt', 'reportlab-pdf').map(scripted)),
  );
  for (const job of of('pandoc-docx', 'pandoc-odt', 'pandoc-rtf')) {
    run(
      'pandoc',
      ['-s', '-f', 'markdown', '--resource-path', join(here, 'pictures'), '-o', out(job)],
      markdown(job.layout),
    );
  }
  for (const job of of('chromium-pdf', 'abi-rtf', 'abi-odt', 'abi-doc', 'abi-docx')) byPage(job, out(job));
  for (const job of of('wps', 'google', 'pages'))
    writeFileSync(out(job), ooxml(job.layout, job.writer as 'wps' | 'google' | 'pages', pictures));
}

function byPage(job: Job & { stem: string }, out: string): void {
  const html = join(work, `${job.stem}.html`);
  writeFileSync(html, page(job.layout, pictures));
  if (job.writer === 'chromium-pdf') {
    run('/usr/bin/chromium', [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-pdf-header-footer',
      `--print-to-pdf=${out}`,
      html,
    ]);
    return;
  }
  // AbiWord takes in a page through LibreOffice's .odt: its own HTML import drops pictures.
  writeFileSync(join(work, `${job.stem}.fodt`), flatOdt(job.layout, pictures));
  run('soffice', [
    '--headless',
    `-env:UserInstallation=file://${work}/profile`,
    '--convert-to',
    'odt:writer8',
    '--outdir',
    work,
    join(work, `${job.stem}.fodt`),
  ]);
  run('abiword', [`--to=${WRITERS[job.writer].format}`, `--to-name=${out}`, join(work, `${job.stem}.odt`)]);
}

function recoded(job: Job, bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes).replace(/^\ufeff/u, '');
  if (job.writer === 'lo-txt-gb') return iconv.encode(text, 'gb18030');
  if (job.writer === 'lo-txt-utf16') return iconv.encode(text, 'utf16le', { addBOM: true });
  return bytes;
}

const PLANS: Record<SampleSet, readonly Plan[]> = { open: OPEN_PLAN, held: HELD_PLAN, fresh: FRESH_PLAN };
const sets = (Object.keys(PLANS) as SampleSet[]).filter(set => only === undefined || set === only);
const jobs = sets
  .flatMap(set => PLANS[set].map((plan, at) => jobOf(plan, at, set)))
  .map((job, at) => ({ ...job, stem: `d${at}` }));

rmSync(work, { recursive: true, force: true });
mkdirSync(join(work, 'out'), { recursive: true });
write(jobs);
const list = join(target, 'expected.json');
const known: { set: SampleSet }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
for (const set of sets) rmSync(join(target, set), { recursive: true, force: true });
for (const job of jobs) {
  const made = join(work, 'out', `${job.stem}.${WRITERS[job.writer].format}`);
  const file = join(target, job.file);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, recoded(job, readFileSync(made)));
}
const records = jobs.map(({ file, writer, layoutName, set, expected }) => ({
  file,
  ...WRITERS[writer],
  layout: layoutName,
  set,
  ...expected,
}));
const all = [...known.filter(({ set }) => !sets.includes(set)), ...records];
writeFileSync(list, `${JSON.stringify(all, null, 1)}\n`);
execFileSync(fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url)), [
  'format',
  '--write',
  list,
]);
console.log(`${jobs.length} documents`);
