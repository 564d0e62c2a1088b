import type { TrialCurrent, TrialProposed, TriedScheme } from '@xinxuan/contract';
import { parseScheme, type Stretch } from '@xinxuan/scoring';
import type { Reader } from '../../db/connect.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../../http/refusal.ts';
import { periodName, periodOf } from '../period.ts';
import { schemesInForce } from '../queries.ts';
import { findScheme, type SchemeFull } from '../schemes/queries.ts';
import { hashOf, problemView } from '../schemes/scheme.ts';
import type { SchemeTable } from '../tables.ts';
import { presets } from './presets.ts';
import type { HeldScheme } from './tables.ts';

/** What a person chose to try, with the texts as they stand now, by sha256. */
export type Chosen = { current: HeldScheme[]; proposed: TriedScheme; texts: Record<string, string> };
export type Choice = { current: TrialCurrent; proposed: TrialProposed; periods: readonly string[] };

/** Reads the texts and refuses a proposal with mistakes, all of them told, before anything is begun. */
export async function choose(reader: Reader, choice: Choice): Promise<Chosen | Refusal> {
  const texts: Record<string, string> = {};
  const proposed = await proposedOf(reader, choice.proposed, texts);
  if (isRefusal(proposed)) return proposed;
  const current = await currentOf(reader, choice, texts);
  return isRefusal(current) ? current : { current, proposed, texts };
}

type Texts = Record<string, string>;

async function proposedOf(
  reader: Reader,
  proposed: TrialProposed,
  texts: Texts,
): Promise<TriedScheme | Refusal> {
  if (proposed.kind === 'scheme') {
    const scheme = await findScheme(reader, proposed.id);
    return scheme ? tried(scheme, texts) : notFound('计分办法', 'scheme');
  }
  const preset =
    proposed.kind === 'preset' ? (await presets()).find(({ name }) => name === proposed.name) : undefined;
  if (proposed.kind === 'preset' && !preset) return notFound('预置办法', 'preset scheme');
  const yaml = proposed.kind === 'text' ? proposed.yaml : (preset?.yaml ?? '');
  return free(yaml, proposed.kind, texts);
}

function free(yaml: string, kind: 'preset' | 'text', texts: Texts): TriedScheme | Refusal {
  const parsed = parseScheme(yaml);
  if (!parsed.ok) return unfit(parsed.problems);
  const hash = hashOf(yaml);
  texts[hash] = yaml;
  return { schemeId: null, kind, name: parsed.scheme.title.zh, number: null, hash };
}

/** A draft is saved only when it is sound, but a newer program may be stricter than the one that saved it. */
function tried(scheme: SchemeTable | SchemeFull, texts: Texts): TriedScheme | Refusal {
  const parsed = parseScheme(scheme.yaml);
  if (!parsed.ok) return unfit(parsed.problems);
  const hash = hashOf(scheme.yaml);
  texts[hash] = scheme.yaml;
  return { schemeId: scheme.id, kind: 'scheme', name: scheme.name, number: scheme.number, hash };
}

async function currentOf(
  reader: Reader,
  { current, periods }: Choice,
  texts: Texts,
): Promise<HeldScheme[] | Refusal> {
  const stretches = periods.map(periodOf);
  const from = stretches.map(each => each.from).sort()[0] ?? '';
  const to =
    stretches
      .map(each => each.to)
      .sort()
      .at(-1) ?? '';
  if (current.kind === 'scheme') {
    const scheme = await findScheme(reader, current.id);
    const read = scheme ? tried(scheme, texts) : notFound('计分办法', 'scheme');
    return isRefusal(read) ? read : [{ ...read, from, to }];
  }
  const held: HeldScheme[] = [];
  for (const row of await schemesInForce(reader, from, to)) {
    const read = tried(row, texts);
    if (isRefusal(read)) return read;
    held.push(cut({ ...read, from: row.from_on ?? from, to: row.to_on ?? to }, { from, to }));
  }
  const bare = stretches.find(each => heldIn(held, each).length === 0);
  return bare ? noneInForce(bare.key) : held;
}

/** The schemes that held in a period, each cut to the days of it. */
export function heldIn(held: readonly HeldScheme[], stretch: Stretch): HeldScheme[] {
  return held
    .filter(each => each.from <= stretch.to && each.to >= stretch.from)
    .map(each => cut(each, stretch));
}

function cut(held: HeldScheme, stretch: Stretch): HeldScheme {
  const [from, to] = [
    [held.from, stretch.from].sort()[1] ?? held.from,
    [held.to, stretch.to].sort()[0] ?? held.to,
  ];
  return { ...held, from, to };
}

function noneInForce(period: string): Refusal {
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'no_scheme_in_force', {
    zh: `${zh}没有施行中的办法，无从比较。请改选周期，或在“对照的办法”里指定一份办法。`,
    en: `No scheme was in force in ${en}, so there is nothing to compare with. Choose other periods, or name a scheme to compare with.`,
  });
}

function unfit(problems: Parameters<typeof problemView>[0][]): Refusal {
  const [first] = problems;
  const line = first?.line ? { zh: `第 ${first.line} 行：`, en: `line ${first.line}: ` } : { zh: '', en: '' };
  const more = problems.length - 1;
  return refuse('invalid', 'scheme_problems', {
    zh: `办法有误，没有开始试算。${line.zh}${first?.zh ?? ''}${more > 0 ? `，另有 ${more} 处` : ''}。`,
    en: `The scheme has mistakes, so the trial was not begun. ${line.en}${first?.en ?? ''}${more > 0 ? `, and ${more} more` : ''}.`,
    details: { problems: problems.map(problemView) },
  });
}
