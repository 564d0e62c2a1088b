/** 附则: rules that hold for every article, the switches with their answers, the time in force. */
import { label, ledgerName, listed, NOTHING, printedDay, type Speech } from './printed-language.ts';
import { MODES } from './printed-steps.ts';
import type { PrintedCell, PrintedTable } from './printed-tables.ts';
import type { Label, Scheme, Step } from './scheme.ts';

/** Only what the scheme makes use of. */
export function sayGeneral(scheme: Scheme): Label[] {
  const { places, mode, at } = scheme.rounding;
  const uses = (kind: Step['do']) =>
    scheme.clauses.some(clause => clause.steps.some(step => step.do === kind));
  const how = MODES[mode];
  const rounded =
    at === 'line'
      ? label(
          `每一行得分保留${places}位小数，${how.zh}；除各条写明取整的以外，计算途中不作取舍。`,
          `Each line is rounded to ${places} decimals, ${how.en}; nothing is rounded on the way, except where an article says so.`,
        )
      : label(
          `每一行不作取舍；各台账的每期合计保留${places}位小数，${how.zh}，差数另列一行。`,
          `Lines are not rounded; the total of each period is, to ${places} decimals, ${how.en}, and the difference is a line of its own.`,
        );
  const rules = [
    label(
      '步骤按所列的先后进行，前一步的得数是后一步的起点。',
      'Steps are worked in the order written; each begins with what the one before gave.',
    ),
    rounded,
    label(
      '事项记给它发生时所在的单位；不在名册上的，以及单位撤销以后发生的，不计。',
      'What happens belongs to the unit where it happened; whoever is not on the roster, or was closed before, gets nothing.',
    ),
  ];
  if (uses('combine'))
    rules.push(
      label(
        '没有稿件编号的各算各的；比较时相同的取较早的一件，再相同的取编号较小的。',
        'Items without a number stand for themselves; among equals the earlier one is taken, then the one with the lower number.',
      ),
    );
  if (uses('target'))
    rules.push(
      label(
        '一期没有结束的，不记欠账；单位撤销以后不再有任务。',
        'Nothing is owed before a period ends; a unit that is closed owes nothing more.',
      ),
    );
  return rules;
}

/** Question, answer in force, other answers, and the articles that it shapes. */
export function switchTable({ scheme, nameOf }: Speech): PrintedTable {
  const heads = [
    label('问题', 'question'),
    label('采用的答案', 'answer in force'),
    label('其他答案', 'other answers'),
    label('涉及', 'shapes'),
  ];
  const rows = Object.entries(scheme.switches).map(([id, entry]): PrintedCell[] => {
    const answer = entry.options[entry.value] ?? label(entry.value, entry.value);
    const others = Object.entries(entry.options).flatMap(([option, words]) =>
      option === entry.value ? [] : [words],
    );
    const note = entry.isDefault ? NOTHING : label('（由本单位改定）', ' (changed by this body)');
    return [
      entry.question,
      label(`${answer.zh}${note.zh}`, `${answer.en}${note.en}`),
      label(others.map(each => each.zh).join('；'), others.map(each => each.en).join('; ')),
      shapedBy(id, scheme, nameOf),
    ].map(text => ({ text }));
  });
  return {
    kind: 'table',
    caption: label('原文未写清的问题', 'Questions that the printed rules leave open'),
    heads: 1,
    rows: [heads.map(text => ({ text })), ...rows],
  };
}

function shapedBy(id: string, scheme: Scheme, nameOf: Speech['nameOf']): Label {
  const clauses = scheme.clauses
    .filter(clause => clause.switches.includes(id))
    .map(clause => nameOf(clause.id));
  const ledgers = Object.values(scheme.ledgers)
    .filter(ledger => ledger.switches.includes(id))
    .map(ledger => ledgerName(scheme, ledger.id));
  const all = [...clauses, ...ledgers];
  return all.length === 0 ? label('—', '—') : listed(all);
}

/** 本办法自2013年1月1日起施行. */
export function inForce({ version, effective: { from, to } }: Scheme): Label {
  const name = versionName(version);
  if (from === undefined)
    return label(
      `本办法为${name.zh}，施行日期由批准的单位另定${to === undefined ? '' : `，至${printedDay(to).zh}止`}。`,
      `This is ${name.en}; the day from which it holds is set when it is approved${to === undefined ? '' : `; it ends on ${printedDay(to).en}`}.`,
    );
  const [start, end] = [printedDay(from), to === undefined ? NOTHING : printedDay(to)];
  return label(
    `本办法为${name.zh}，自${start.zh}起施行${end.zh === '' ? '' : `，至${end.zh}止`}。`,
    `This is ${name.en}, in force from ${start.en}${end.en === '' ? '' : ` to ${end.en}`}.`,
  );
}

/** 2013版 where a version is a year, 第1版 where it counts. */
export function versionName(version: string): Label {
  return label(/^\d{1,3}$/.test(version) ? `第${version}版` : `${version}版`, `version ${version}`);
}
