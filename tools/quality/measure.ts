import { SIZES } from '../../apps/server/src/setup/demonstration/model.ts';
import { drawOf } from '../../apps/server/src/setup/demonstration/random.ts';
import { demonstrationYear } from '../../apps/server/src/setup/demonstration/year.ts';
import { checkQuality, RULES } from '../../apps/server/src/text/quality/check.ts';
import { type CheckedText, exampleText, type Severity } from '../../apps/server/src/text/quality/rule.ts';
import { PLANTERS, type Planted } from './plant.ts';

export type Row = { rule: string; severity: Severity; planted: number; found: number; inClean: number };
export type Measured = {
  rows: Row[];
  texts: number;
  characters: number;
  msPerText: number;
  missed: Planted[];
};

/** Paragraphs that already have a finding cannot show whether a planted one is found; how often another is drawn. */
const TRIES = 4000;

/** Plants errors into clean paragraphs and counts what is found; counts findings in the texts as they were. */
export function measure(texts: readonly CheckedText[], perPlanter: number, seed: number): Measured {
  const rows = new Map(
    RULES.map(({ id, severity }) => [id, { rule: id, severity, planted: 0, found: 0, inClean: 0 }]),
  );
  const row = (rule: string): Row => {
    const found = rows.get(rule);
    if (!found) throw new Error(`there is no rule ${rule}`);
    return found;
  };
  const started = performance.now();
  for (const text of texts) for (const finding of checkQuality(text)) row(finding.rule).inClean += 1;
  const msPerText = (performance.now() - started) / texts.length;
  const paragraphs = texts.flatMap(text =>
    text.parts.filter(part => part.kind === 'paragraph').map(part => part.text),
  );
  const missed: Planted[] = [];
  for (const planted of plantAll(paragraphs, perPlanter, seed)) {
    row(planted.rule).planted += 1;
    if (isFound(planted)) row(planted.rule).found += 1;
    else missed.push(planted);
  }
  const characters = texts.reduce(
    (sum, text) => sum + text.parts.reduce((all, part) => all + part.text.length, 0),
    0,
  );
  return { rows: [...rows.values()], texts: texts.length, characters, msPerText, missed };
}

function isFound({ rule, text, from, to }: Planted): boolean {
  return checkQuality(exampleText(text)).some(
    each => each.rule === rule && each.from <= to && each.to >= from,
  );
}

function plantAll(paragraphs: readonly string[], perPlanter: number, seed: number): Planted[] {
  return PLANTERS.flatMap(({ rule, plant }, number) => {
    const draw = drawOf(seed, `plant/${number}`);
    const made: Planted[] = [];
    for (let tries = 0; made.length < perPlanter && tries < TRIES; tries++) {
      const clean = draw.pick(paragraphs);
      if (checkQuality(exampleText(clean)).length > 0) continue;
      const planted = plant(clean, draw);
      if (planted) made.push({ rule, ...planted });
    }
    return made;
  });
}

/** The manuscripts of the demonstration district in their last wording. */
export function demonstrationTexts(): CheckedText[] {
  const { dossiers } = demonstrationYear({ seed: 7, size: SIZES[0] });
  return [...dossiers()].flatMap(({ revisions, manuscript }) => {
    const last = revisions.at(-1);
    if (!last) return [];
    const body = last.body.flatMap(block =>
      block.kind === 'paragraph'
        ? [{ kind: block.level > 0 ? ('heading' as const) : ('paragraph' as const), text: block.text }]
        : [],
    );
    return [
      { ...exampleText({ parts: [{ kind: 'title', text: last.title }, ...body] }), genre: manuscript.genre },
    ];
  });
}
