import { quantile } from './duplicates-measure.ts';
import { PERSONAS, type Persona, tokenOf } from './today-city.ts';

type Row = Record<string, string | number>;

/** What the page asks: who I am, then what waits and the newest notices at once. */
const ME = '/api/v1/session/me';
const TODAY = '/api/v1/today';
const NOTICES = '/api/v1/notices?page=1&pageSize=10';

type Block = { kind: string; count: number; overdue: number };
type Figures = { today: number[]; page: number[]; floor: number[] };

async function get<T>(origin: string, path: string, persona: Persona): Promise<T> {
  const answer = await fetch(origin + path, { headers: { authorization: `Bearer ${tokenOf(persona)}` } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${persona.role} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** One look at the page, and its parts: the figures alone, the whole page, and the endpoint that only proves the session. */
async function look(origin: string, persona: Persona, figures: Figures): Promise<void> {
  figures.floor.push(await timed(() => get(origin, ME, persona)));
  figures.today.push(await timed(() => get(origin, TODAY, persona)));
  figures.page.push(
    await timed(async () => {
      await get(origin, ME, persona);
      await Promise.all([get(origin, TODAY, persona), get(origin, NOTICES, persona)]);
    }),
  );
}

/** Each role by itself, one look after the other; `each` looks after some that are not counted. */
export async function alone(origin: string, each: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const persona of PERSONAS) {
    const figures = { today: [], page: [], floor: [] };
    for (let turn = 0; turn < 8; turn++) await look(origin, persona, { today: [], page: [], floor: [] });
    for (let turn = 0; turn < each; turn++) await look(origin, persona, figures);
    const { waiting } = await get<{ waiting: Block[] }>(origin, TODAY, persona);
    rows.push({
      role: `${persona.role}, ${persona.at}`,
      waiting: waiting.reduce((sum, block) => sum + block.count, 0),
      lists: waiting.length,
      ...quantiles('today', figures.today),
      ...quantiles('page', figures.page),
      ...quantiles('floor', figures.floor),
    });
  }
  return rows;
}

/** Eight at once, each in another role and asking again as soon as it is answered. */
export async function together(origin: string, each: number): Promise<Row> {
  const figures: Figures = { today: [], page: [], floor: [] };
  const started = performance.now();
  await Promise.all(
    PERSONAS.slice(0, 8).map(async persona => {
      for (let turn = 0; turn < each; turn++)
        figures.today.push(await timed(() => get(origin, TODAY, persona)));
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(
    PERSONAS.slice(0, 8).map(async persona => {
      for (let turn = 0; turn < each; turn++) figures.floor.push(await timed(() => get(origin, ME, persona)));
    }),
  );
  return {
    'a second': Math.round(figures.today.length / seconds),
    ...quantiles('today', figures.today),
    ...quantiles('floor', figures.floor),
  };
}

function quantiles(name: string, ms: number[]): Row {
  return Object.fromEntries(
    [0.5, 0.95, 0.99].map(part => [`${name} p${part * 100}`, quantile(ms, part).toFixed(1)]),
  );
}
