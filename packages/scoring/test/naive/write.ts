/** A list of wishes written out as a scheme. */
import type { Amount, Clause, Closing, Cond, FactStep, PeriodStep, Reader, Rules, Tally } from './rules.ts';

const quoted = (text: string) => JSON.stringify(text);
const line = (entries: Record<string, string | undefined>) =>
  `{ ${Object.entries(entries)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .join(', ')} }`;
const whenOf = (when: Cond | undefined) => (when ? { when: quoted(when.text) } : {});
const bounds = ({ least, most }: { least?: string; most?: string }) => ({ least, most });

function amount({ core, percent, each, least, most }: Amount): string {
  const own =
    'number' in core
      ? { number: core.number }
      : 'formula' in core
        ? { formula: quoted(core.formula.text) }
        : {
            by: 'level',
            table: line(
              Object.fromEntries(
                Object.entries(core.table).map(([word, cell]) => [quoted(word), quoted(cell)]),
              ),
            ),
            otherwise: core.otherwise === undefined ? undefined : quoted(core.otherwise),
          };
  return line({ ...own, percent, each: each && line({ of: 'words', ...strings(each) }), least, most });
}

const strings = (given: object) =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));

function factStep(step: FactStep): string {
  switch (step.do) {
    case 'limit':
      return line({ limit: line({ ...bounds(step), of: step.of }), ...whenOf(step.when) });
    case 'round':
      return line({ round: line({ places: String(step.places), mode: step.mode }), ...whenOf(step.when) });
    case 'combine': {
      const count =
        step.best === 'all' ? 'all' : `{ ${step.order === 'highest' ? 'best' : step.order}: ${step.best} }`;
      const rest = step.rest;
      const factors = step.factors && `[${step.factors.join(', ')}]`;
      const parts = {
        key: `[${step.key.join(', ')}]`,
        count,
        by: step.by,
        'one-of': step.oneOf,
        rest,
        factors,
      };
      return line({ combine: line(parts), ...whenOf(step.when) });
    }
    case 'credit': {
      const share =
        typeof step.share === 'string'
          ? step.share
          : 'ratio' in step.share
            ? `{ ratio: [${step.share.ratio.join(', ')}] }`
            : `{ formula: ${quoted(step.share.formula.text)} }`;
      return line({ credit: line({ to: step.to, share }), ...whenOf(step.when) });
    }
    case 'cap':
      return line({ limit: line({ ...bounds(step), per: step.per, 'for-each': step.forEach }) });
    default:
      return line({ [step.do]: amount(step.amount), ...whenOf(step.when) });
  }
}

function tally({ of, per, distinct, forEach, best, drop, byStaff }: Tally): string {
  const more = { best: best === undefined ? undefined : String(best), drop: drop && line(strings(drop)) };
  const parts = { of, per, distinct: of === 'distinct' ? distinct : undefined, 'for-each': forEach, ...more };
  return line({ tally: line({ ...parts, 'divided-by': byStaff ? 'unit.staff' : undefined }) });
}

function periodStep(step: PeriodStep): string {
  if (step.do === 'times') return line({ times: step.number });
  if (step.do === 'formula') return line({ value: quoted(step.text) });
  if (step.do === 'bands') {
    const list = step.bands.map(([from, gives]) => line({ from, gives }));
    return line({ bands: line({ bands: `[${list.join(', ')}]`, bounds: step.bounds }) });
  }
  const { number, met, unmet, missing, extra, proportion, nothingOwed } = step;
  const owed =
    'plain' in number
      ? number.plain
      : 'staff' in number
        ? quoted(`unit.staff * ${number.staff}`)
        : line({ by: 'level', table: line(number.table) });
  const pays = { met, unmet, missing, extra, proportion };
  return line({ target: line({ number: owed, ...pays, ...bounds(step), 'nothing-owed': nothingOwed }) });
}

function clause({ id, ledger, owner, select, start, steps, tally: counted, after }: Clause): string {
  const from =
    'lines' in select
      ? line({ lines: select.lines })
      : line({
          kind: `[${select.kinds.join(', ')}]`,
          where: select.where && quoted(select.where.text),
          'leave-out':
            select.leaveOut && `[ ${line({ when: quoted(select.leaveOut.text), because: '不计' })} ]`,
        });
  const value = start
    ? 'value' in start
      ? [line({ value: amount(start.value) })]
      : [line({ judged: line({ number: 'mark', ...start.judged, judge: 'judge', reason: 'reason' }) })]
    : [];
  const list = [
    line({ select: from }),
    ...value,
    ...steps.map(factStep),
    ...(counted ? [tally(counted), ...after.map(periodStep)] : []),
  ];
  return written({ id, ledger, owner, list });
}

const written = ({
  id,
  ledger,
  owner,
  list,
}: {
  id: string;
  ledger?: string;
  owner: string;
  list: string[];
}) =>
  `  - id: ${id}\n    rule: "${id}"\n${ledger ? `    ledger: ${ledger}\n` : `    owner: ${owner}\n`}    steps:\n${list.map(step => `      - ${step}\n`).join('')}`;

function reader({ id, ledger, owner, each, reads, times }: Reader): string {
  const read =
    reads.what === 'carry'
      ? `max(0, before('${id}') + total('${reads.id}') - ${reads.above})`
      : 'id' in reads
        ? `${reads.what}('${reads.id}')`
        : `${reads.what}('r')`;
  return written({
    id,
    ledger,
    owner,
    list: [line({ select: line({ each }) }), line({ value: quoted(`(${read}) * ${times}`) })],
  });
}

function closing(step: Closing): string {
  switch (step.do) {
    case 'limit':
      return line({ limit: line(bounds(step)) });
    case 'round':
      return line({ round: line({ places: String(step.places), mode: step.mode }) });
    case 'part':
      return line({ part: line({ ledger: 'main', weight: step.weight }) });
    case 'gate': {
      const to = step.does === 'set' ? step.to : undefined;
      const mark = step.does === 'mark' ? '不合格' : undefined;
      const when = `now < ${step.below}`;
      const rest = line({ to, mark, running: String(step.running) }).slice(1, -1);
      return line({ gate: `{ when: ${when}, then: ${step.does}, ${rest} }` });
    }
    default: {
      const when =
        step.whenBelow === undefined || step.do === 'start' ? undefined : `now < ${step.whenBelow}`;
      return line({ [step.do]: step.number, when });
    }
  }
}

const list = (steps: readonly Closing[]) =>
  steps.map(step => `      - ${closing(step)}\n`).join('') || '      []\n';

export function schemeText(rules: Rules): string {
  const { rounding, clauses, readers, ranking, awards } = rules;
  const worth =
    'gives' in ranking.worth
      ? { gives: line({ places: `[${ranking.worth.gives.join(', ')}]`, others: ranking.worth.others }) }
      : { convert: line({ full: ranking.worth.full, places: '2' }) };
  const breakers = ranking.breaker && `[ ${line(ranking.breaker)} ]`;
  const seats =
    'eachGroup' in awards.seats
      ? line({ 'each-group': String(awards.seats.eachGroup) })
      : line({ ...awards.seats });
  const first = line({
    id: 'one',
    ranking: 'r',
    seats,
    barred: awards.barred ? '[不合格]' : undefined,
    'at-least': awards.atLeast,
    'ties-at-last': awards.ties,
  });
  const second = line({ id: 'two', ranking: 'r', seats: '{ each-group: 1 }', except: 'one' });
  return `scheme: random
version: "1"
rounding: ${line(strings(rounding))}
kinds: { adopted: 采用, submitted: 报送, judged: 评定 }
attributes:
  level: { label: 级别, values: [national, province, city] }
  outlet: { label: 媒体, type: text }
  words: { label: 字数, type: number }
  front: { label: 头版, type: yes-no }
  due: { label: 截止, type: day }
  mark: { label: 评分, type: number }
  judge: { label: 评委, type: text }
  reason: { label: 理由, type: text }
numbers: { staff: { label: 人数 } }
classes: { town: 乡镇, bureau: 部门 }
ledgers:
  main:
    closes: year
    dates: ${rules.dates}
    per: ${rules.per}
    steps:
${list(rules.mainSteps)}  own: { owner: person }
  year:
    steps:
${list(rules.yearSteps)}clauses:
${[...clauses.map(clause), ...readers.map(reader)].join('')}rankings:
  - ${line({ id: 'r', ledger: 'main', by: ranking.by, ties: ranking.ties, breakers, apart: ranking.apart ? quoted('now <= 0') : undefined, ...worth })}
awards:
  - ${first}
${awards.second ? `  - ${second}\n` : ''}`;
}
