import { contract, DUTY_KINDS, type DutyRule } from '@xinxuan/contract';
import { acts, answers } from '../http/endpoint.ts';
import { can, notFound, refuse, stale } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import { newId } from '../ids.ts';
import { inOrder, USUAL_PLANS } from './duty.ts';
import { keepPlan, ownPlans } from './queries.ts';
import { insertRule, listRules, type RuleRow, ruleOf, updateRule } from './rule-queries.ts';

export const rules = answers(contract.duties.rules, async ({ reader, actor }) => {
  const own = await ownPlans(reader);
  return {
    rules: (await listRules(reader)).map(shownRule),
    plans: DUTY_KINDS.map(kind => {
      const found = own.get(kind);
      const plan = found?.plan ?? [...USUAL_PLANS[kind]];
      return { kind, plan, own: found !== undefined, version: found?.version ?? 0 };
    }),
    can: { manage: can(whyNotAct(actor, 'duty.manage')) },
  };
});

function shownRule(row: RuleRow): DutyRule {
  const { id, kind, name, version } = row;
  return { ...ruleOf(row), id, kind, name, fromOn: row.from_on, toOn: row.to_on, version };
}

/** Duties that were made stay as they are; those of later periods follow the new rule. */
export const saveRule = acts(contract.duties.saveRule, async ({ input, tx, now, record }) => {
  const { id, kind, name, fromOn, toOn, version, ...rule } = input;
  if (toOn !== null && toOn < fromOn) {
    const words = {
      zh: '停止日期早于开始日期，没有保存。',
      en: 'The rule would end before it begins. Nothing was saved.',
    };
    return refuse('invalid', 'term_reversed', { ...words, fields: { toOn: words } });
  }
  const before = id ? (await listRules(tx)).find(row => row.id === id) : undefined;
  if (id && !before) return notFound('这条规则', 'rule');
  const row = { id: id ?? newId('dutyRule', now), kind, name, from_on: fromOn, to_on: toOn, rule };
  if (!before) await insertRule(tx, row);
  else if (!(await updateRule(tx, row, version))) return stale({ version: before.version });
  record(row.id, before ? shownRule(before) : null, { kind, name, fromOn, toOn, ...rule });
  const saved = (await listRules(tx)).find(each => each.id === row.id);
  return saved ? shownRule(saved) : notFound('这条规则', 'rule');
});

export const savePlan = acts(contract.duties.savePlan, async ({ input, tx, record }) => {
  const { kind, version } = input;
  const before = (await ownPlans(tx)).get(kind);
  if ((before?.version ?? 0) !== version) return stale({ version: before?.version ?? 0 });
  const plan = inOrder(input.plan);
  await keepPlan(tx, { kind, plan, version: version + 1 });
  record(kind, before?.plan ?? null, plan);
  return { kind, plan, own: true, version: version + 1 };
});
