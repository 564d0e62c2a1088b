import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import type { DeskJob as Job } from './desk-jobs.ts';
import { jobOf } from './desk-jobs.ts';
import { deskOdt } from './desk-odt.ts';
import { deskPage } from './desk-page.ts';
import { deskText } from './desk-text.ts';
import { PICTURES } from './items.ts';
import type { DeskWriter } from './plan-desk.ts';
import { DESK_PLAN, DESK_WRITERS } from './plan-desk.ts';

/**
 * Makes the set "desk" with LibreOffice, python-docx, pandoc and AbiWord (Debian 12), and its truth from the stories:
 * `node tools/intake/make-desk.ts FOLDER LIST [working folder, emptied]`. Below FOLDER everything in `desk` is made anew;
 * LIST gets the expectations of this set alone.
 */
const [target, list, work = '/tmp/desk-documents'] = process.argv.slice(2);
if (!target || !list) throw new Error('FOLDER LIST [working folder]');
const here = fileURLToPath(new URL('.', import.meta.url));
const pictures = new Map(
  PICTURES.map(file => [file, Uint8Array.from(readFileSync(join(here, 'pictures', file)))]),
);

function run(program: string, argv: string[], input?: string): void {
  execFileSync(program, argv, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'inherit'],
    input,
    cwd: work,
  });
}

const FILTERS: Partial<Record<DeskWriter, string>> = {
  'lo-docx': 'docx:MS Word 2007 XML',
  'lo-doc': 'doc:MS Word 97',
  'lo-odt': 'odt:writer8',
  'lo-rtf': 'rtf:Rich Text Format',
  'lo-pdf': 'pdf:writer_pdf_Export',
  'lo-txt': 'txt:Text (encoded):UTF8,CRLF,,zh-CN,',
};

function byLibreOffice(jobs: Job[], filter: string, into: string): void {
  if (jobs.length === 0) return;
  const flat = jobs.map(({ stem, layout }) => {
    const file = join(work, `${stem}.fodt`);
    writeFileSync(file, deskOdt(layout, pictures));
    return file;
  });
  const profile = `-env:UserInstallation=file://${work}/profile`;
  run('soffice', ['--headless', profile, '--convert-to', filter, '--outdir', into, ...flat]);
}

function write(jobs: Job[]): void {
  const of = (...writers: DeskWriter[]) => jobs.filter(({ writer }) => writers.includes(writer));
  const out = ({ stem, writer }: Job) => join(work, 'out', `${stem}.${DESK_WRITERS[writer].format}`);
  for (const [writer, filter] of Object.entries(FILTERS))
    byLibreOffice(of(writer as DeskWriter), filter, join(work, 'out'));
  const byAbiWord = of('abi-rtf', 'abi-doc', 'abi-docx');
  byLibreOffice(byAbiWord, 'odt:writer8', work);
  for (const job of byAbiWord)
    run('abiword', [
      `--to=${DESK_WRITERS[job.writer].format}`,
      `--to-name=${out(job)}`,
      join(work, `${job.stem}.odt`),
    ]);
  run(
    '/usr/bin/python3',
    [join(here, 'write_desk_docx.py')],
    JSON.stringify(
      of('python-docx').map(job => ({
        file: out(job),
        layout: job.layout,
        pictures: join(here, 'pictures'),
      })),
    ),
  );
  for (const job of of('pandoc-docx', 'pandoc-odt'))
    run('pandoc', ['-s', '-f', 'html', '-o', out(job)], deskPage(job.layout, pictures));
  for (const job of of('typed-utf8')) writeFileSync(out(job), deskText(job.layout));
  for (const job of of('typed-gb')) writeFileSync(out(job), iconv.encode(deskText(job.layout), 'gb18030'));
}

const jobs = DESK_PLAN.map(jobOf);
rmSync(work, { recursive: true, force: true });
mkdirSync(join(work, 'out'), { recursive: true });
write(jobs);
rmSync(join(target, 'desk'), { recursive: true, force: true });
for (const { file, stem, writer } of jobs) {
  const made = readFileSync(join(work, 'out', `${stem}.${DESK_WRITERS[writer].format}`));
  mkdirSync(dirname(join(target, file)), { recursive: true });
  writeFileSync(join(target, file), made);
}
const records = jobs.map(({ file, writer, layoutName, expected }) => ({
  file,
  ...DESK_WRITERS[writer],
  hand: false,
  layout: layoutName,
  set: 'desk',
  ...expected,
}));
writeFileSync(list, `${JSON.stringify(records, null, 1)}\n`);
console.log(`${jobs.length} documents in ${new Set(jobs.map(({ layoutName }) => layoutName)).size} layouts`);
