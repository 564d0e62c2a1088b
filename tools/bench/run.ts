import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureApi } from './api.ts';
import { measureDeadlines } from './deadlines.ts';
import { measureDuplicates } from './duplicates.ts';
import { measureScoring } from './scoring.ts';
import { measureSearch } from './search.ts';
import { measureStart } from './start.ts';
import { table } from './table.ts';
import { measureToday } from './today.ts';
import { measureWeb } from './web.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    manuscripts: { type: 'string', default: '100000' },
    adoptions: { type: 'string', default: '1000000' },
    items: { type: 'string', default: '1000000' },
    data: { type: 'string' },
    prepare: { type: 'boolean', default: false },
    duties: { type: 'string', default: '1000000' },
    city: { type: 'string', default: '600000' },
  },
});
const wanted = (part: string): boolean => positionals.length === 0 || positionals.includes(part);
const say = (line: string): void => console.error(line);
const folder = mkdtempSync(join(tmpdir(), 'xinxuan-bench-'));
const blocks: string[] = [];

try {
  if (wanted('api')) {
    say('API against the bare server');
    const options = {
      folder: join(folder, 'api'),
      manuscripts: Number(values.manuscripts),
      seconds: values.quick ? 2 : Number(values.seconds),
      rounds: values.quick ? 1 : Number(values.rounds),
      say,
    };
    blocks.push(table('API', await measureApi(options)));
  }
  if (wanted('scoring')) {
    say('Scoring against SQL');
    const { years, one } = await measureScoring({
      folder: join(folder, 'scoring'),
      adoptions: Number(values.adoptions),
      rounds: values.quick ? 1 : Number(values.rounds),
      say,
    });
    blocks.push(table('Scoring', years), table('One new fact', one));
  }
  if (wanted('duplicates')) {
    say('Texts met again');
    const { kinds, sizes } = await measureDuplicates({
      folder: join(folder, 'duplicates'),
      items: values.quick ? 10_000 : Number(values.items),
      each: values.quick ? 10 : 100,
      say,
    });
    blocks.push(table('Duplicates', kinds), table('A check in a growing body', sizes));
  }
  if (wanted('search')) {
    say('Search');
    const { kinds, sizes, rivals } = await measureSearch({
      data: values.data ?? null,
      prepareOnly: values.prepare,
      items: values.quick ? 10_000 : Number(values.items),
      each: values.quick ? 10 : 40,
      say,
    });
    blocks.push(
      table('Search', kinds),
      table('A growing body', sizes),
      table('Search against LIKE and pg_trgm', rivals),
    );
  }
  if (wanted('deadlines')) {
    say('Duties that fall due in one minute');
    const { rows, looks } = await measureDeadlines({
      folder: join(folder, 'deadlines'),
      duties: values.quick ? 10_000 : Number(values.duties),
      due: values.quick ? 1000 : 10_000,
      say,
    });
    blocks.push(table('Deadlines', rows), table('Pages about duties', looks));
  }
  if (wanted('today')) {
    say('The page "today" of a city');
    const { roles, growth } = await measureToday({
      folder: join(folder, 'today'),
      manuscripts: values.quick ? 140_000 : Number(values.city),
      each: values.quick ? 10 : 100,
      say,
    });
    blocks.push(table('Today', roles), table('Today in a growing body', growth));
  }
  if (wanted('web')) blocks.push(table('Web', await measureWeb()));
  if (wanted('start'))
    blocks.push(table('Start', await measureStart({ folder: join(folder, 'start'), say })));
  console.log(blocks.join('\n\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
