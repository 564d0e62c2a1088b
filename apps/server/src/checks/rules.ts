import { type CheckRule, contract, type ManuscriptType, type RuleChoice } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import { acts, answers } from '../http/endpoint.ts';
import { can, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotHere } from '../http/rights.ts';
import { RULES, RULES_VERSION } from '../text/quality/check.ts';
import type { Example, Rule } from '../text/quality/rule.ts';
import { choiceThatHolds, modeOf } from './choices.ts';
import { type Chosen, choicesAlong, dropChoice, saveChoice, type UnitOnPath, unitOnPath } from './queries.ts';

export const rules = answers(contract.checks.rules, async ({ input, actor, reader }) => {
  const unit = await unitOnPath(reader, input.unitId ?? actor.post?.unitId ?? '');
  if (input.unitId && !unit) return notFound('单位', 'unit');
  const along = unit ? await choicesAlong(reader, unit.path) : [];
  const type = input.type ?? null;
  return {
    unit: unit && { id: unit.id, name: unit.name },
    version: RULES_VERSION,
    rules: RULES.map(rule => shownRule(rule, { along, type, unitId: unit?.id ?? null })),
    can: { choose: can(whyNotHere(actor, 'check.manage', { unitPath: unit?.path ?? '-' })) },
  };
});

export const choose = acts(contract.checks.choose, async call => {
  const { input, tx, actor, now, may, record } = call;
  const unit = await unitOnPath(tx, input.unitId);
  if (!unit) return notFound('单位', 'unit');
  const away = may({ unitPath: unit.path });
  if (away) return away;
  const rule = RULES.find(each => each.id === input.rule);
  if (!rule) return notFound('这条规则', 'rule');
  const why = whyNotMode(rule, input.mode);
  if (why) return why;
  const before = await choiceHere(tx, unit, input);
  const of = { unitId: unit.id, rule: rule.id, type: input.type ?? '' };
  if (input.mode === null) await dropChoice(tx, of);
  else await saveChoice(tx, { ...of, choice: input.mode, by: actor.personId, now });
  const said = { rule: rule.id, unit: unit.name, type: input.type };
  record(unit.id, { ...said, mode: before }, { ...said, mode: input.mode });
  const along = await choicesAlong(tx, unit.path);
  return shownRule(rule, { along, type: input.type, unitId: unit.id });
});

async function choiceHere(
  reader: Reader,
  unit: UnitOnPath,
  { rule, type }: { rule: string; type: ManuscriptType | null },
): Promise<string | null> {
  const along = await choicesAlong(reader, unit.path);
  const here = along.find(c => c.unitId === unit.id && c.rule === rule && c.type === (type ?? ''));
  return here?.choice ?? null;
}

/** A rule that the law asks for may be made blocking, nothing else. */
export function whyNotMode(rule: Pick<Rule, 'floor'>, mode: string | null): Refusal | null {
  if (!rule.floor || mode === null || mode === 'blocking' || mode === 'normal') return null;
  return refuse('invalid', 'rule_of_law', {
    zh: '保密类规则依据法律设定，不能停用，也不能降为建议。可以改为“禁止报送”。',
    en: 'Secrecy rules follow from law: they cannot be switched off or made mere advice. They can be made blocking.',
  });
}

type Around = { along: readonly Chosen[]; type: ManuscriptType | null; unitId: string | null };

function shownRule(rule: Rule, { along, type, unitId }: Around): CheckRule {
  const held = choiceThatHolds(along, { rule: rule.id, type });
  return {
    id: rule.id,
    severity: rule.severity,
    fixed: rule.floor === true,
    source: rule.source,
    zh: spoken(rule.zh, '……'),
    en: spoken(rule.en, '…'),
    wrong: rule.wrong.map(exampleWords).slice(0, 4),
    right: rule.right.map(exampleWords).slice(0, 4),
    mode: modeOf(rule, held?.choice),
    from: held && choiceOf(held),
    own: along.filter(each => each.rule === rule.id && each.unitId === unitId).map(choiceOf),
  };
}

function choiceOf({ choice, type, unitId, unit, by, at }: Chosen): RuleChoice {
  return {
    mode: choice,
    type: type === '' ? null : (type as ManuscriptType),
    unit: { id: unitId, name: unit },
    by,
    at,
  };
}

function spoken(sentence: string, blank: string): string {
  return sentence.replaceAll(/\{(?:text|named)\}/gu, blank);
}

/** An example as a person reads it; long ones are cut, they only show a length. */
function exampleWords(example: Example): string {
  const text =
    typeof example === 'string' ? example : (example.parts ?? []).map(part => part.text).join(' / ');
  return text.length > 80 ? `${text.slice(0, 78)}……` : text;
}
