/** What stands beneath the quoted rule of a clause: where it books, for whom, and its steps. */
import type { Said } from './printed-amounts.ts';
import { label, ledgerName, listed, measureOf, NOTHING, type Speech } from './printed-language.ts';
import { saySteps } from './printed-steps.ts';
import type { Clause, Expression, Label, Scheme } from './scheme.ts';

export const openRules: Label = label('计算遵守下列规则：', 'These rules hold for all that is worked out:');

/** The lead and the items of a clause. */
export function ruleOfClause(clause: Clause, speech: Speech): { lead: Label; items: Said[] } {
  const unit = measureOf(speech, clause.ledger);
  const items = saySteps(clause, { speech, unit });
  const lead = leadOf(clause, speech);
  if (items.length === 1) return { lead, items };
  return { lead: label(`${lead.zh}按下列步骤计算：`, `${lead.en} It is worked as follows:`), items };
}

function leadOf(clause: Clause, speech: Speech): Label {
  if (clause.ledger === undefined) {
    const readers = readersOf(clause.id, speech.scheme).map(speech.nameOf);
    const use =
      readers.length === 0
        ? NOTHING
        : label(`，供${listed(readers).zh}取用`, `, for ${listed(readers).en} to read`);
    return label(
      `本条只计数，自身不得分${use.zh}。`,
      `This article only counts and gives no points itself${use.en}.`,
    );
  }
  const { zh, en } = ledgerName(speech.scheme, clause.ledger);
  const whom = receiverOf(clause);
  return label(`记入${zh}${whom.zh}。`, `Booked into ${en}${whom.en}.`);
}

/** Whoever gets it where no step says so. */
function receiverOf({ owner, steps }: Clause): Label {
  const [first] = steps;
  const isOfFacts = first?.do === 'select' && first.kinds.length > 0;
  const isSaid = steps.some(step => step.do === 'credit');
  if (!isOfFacts || isSaid) return NOTHING;
  return owner === 'person'
    ? label('，全额记给每位作者', ', in full for each author')
    : label('，全额记给报送单位', ', in full for the reporting unit');
}

/** Clauses, ledgers and rankings that read a counter, in the order of the document. */
function readersOf(id: string, scheme: Scheme): string[] {
  const clauses = scheme.clauses.filter(
    clause => clause.id !== id && clause.steps.some(step => reads(step, id)),
  );
  const ledgers = Object.values(scheme.ledgers).filter(ledger => reads([ledger.steps, ledger.who], id));
  const rankings = scheme.rankings.filter(
    ranking => ranking.breakers.some(breaker => breaker.of === id) || reads(ranking.apart, id),
  );
  return [...clauses, ...ledgers, ...rankings].map(each => each.id);
}

/** Whether a selection or a condition inside names the id. */
function reads(part: unknown, id: string): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (isExpression(part))
    return [...part.totals, ...(part.past ?? []), ...part.others.map(other => other.id)].includes(id);
  const lines = 'lines' in part ? part.lines : undefined;
  if (Array.isArray(lines) && lines.includes(id)) return true;
  return Object.values(part).some(inner => reads(inner, id));
}

function isExpression(part: object): part is Expression {
  return 'ast' in part && 'totals' in part;
}
