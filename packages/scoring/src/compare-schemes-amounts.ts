/** Amounts and bounds as parts to compare: each cell of a table by its words, such as 市级长篇. */
import { canonical, type Part } from './compare-schemes-tree.ts';
import { type AmountSpeech, sayAmount, sayEach } from './printed-amounts.ts';
import { figure, joined, label, number } from './printed-language.ts';
import { cellsOf, dimensionsOf } from './printed-tables.ts';
import type { Amount, Bounds, Label } from './scheme.ts';

type Named = AmountSpeech & { key: string; name: Label };

export function amountPart(amount: Amount, { key, name, speech, unit }: Named): Part {
  const isTable = 'table' in amount;
  const shape = 'number' in amount ? 'number' : isTable ? `table by ${amount.by.join()}` : 'formula';
  const says = isTable
    ? label(`按${dimensionsOf(amount, speech).zh}列表`, `a table by ${dimensionsOf(amount, speech).en}`)
    : sayAmount(amount, { speech, unit });
  const parts = [
    ...corePart(amount, { key, name, speech, unit }),
    ...modifierParts(amount, { key, name, speech, unit }),
  ];
  return { key, name, says, form: canonical(amount), shape, parts };
}

function corePart(amount: Amount, { key, name, speech, unit }: Named): Part[] {
  if ('number' in amount)
    return [{ key: `${key}.number`, name, says: number(amount.number), form: amount.number }];
  if ('formula' in amount) {
    const says = sayAmount(amount, { speech, unit });
    return [{ key: `${key}.formula`, name, says, form: canonical(amount.formula) }];
  }
  const cells = cellsOf(amount, speech).map(
    (cell): Part => ({
      key: `${key}.cell.${cell.words.join('/')}`,
      name: joined([name, cell.name], '', ' '),
      says: number(cell.value),
      form: cell.value,
    }),
  );
  const { otherwise } = amount;
  if (otherwise === undefined) return cells;
  const rest = joined([name, label('表中未列的', 'what the table does not list')], '', ' ');
  return [...cells, { key: `${key}.otherwise`, name: rest, says: number(otherwise), form: otherwise }];
}

function modifierParts(amount: Amount, { key, name, speech }: Named): Part[] {
  const { percent, each, least, most } = amount;
  const part = (what: string, words: Label, says: Label): Part => ({
    key: `${key}.${what}`,
    name: joined([name, words], '', ' '),
    says,
    form: canonical(amount[what as keyof Amount]),
  });
  const of =
    percent === 'base'
      ? label('基数的百分之几', 'per cent of the base')
      : label('此时数的百分之几', 'per cent of the number so far');
  return [
    ...(percent ? [part('percent', label('按', 'as'), of)] : []),
    ...(each ? [part('each', label('份数', 'parts'), sayEach(each, speech))] : []),
    ...(least === undefined ? [] : [part('least', label('最少', 'least'), number(least))]),
    ...(most === undefined ? [] : [part('most', label('最多', 'most'), number(most))]),
  ];
}

/** The least and the most, each by itself. */
export function boundParts({ least, most }: Bounds, { key, name, speech, unit }: Named): Part[] {
  const one = (which: 'least' | 'most', amount: Amount | undefined, words: Label): Part[] =>
    amount
      ? [amountPart(amount, { key: `${key}.${which}`, name: joined([name, words], '', ' '), speech, unit })]
      : [];
  return [...one('least', least, label('最低', 'least')), ...one('most', most, label('最高', 'most'))];
}

/** A word, a number or a name that stands for itself. */
export function plainPart(key: string, name: Label, says: Label | string | number): Part {
  const words = typeof says === 'object' ? says : label(figure(String(says)), figure(String(says)));
  return { key, name, says: words.zh === '' ? label('无', 'none') : words, form: canonical(says) };
}

/** A text that no result depends on. */
export function textPart(key: string, name: Label, text: Label | undefined): Part[] {
  if (!text || (text.zh === '' && text.en === '')) return [];
  const says = label(`“${text.zh}”`, `“${text.en}”`);
  return [{ key, name, says, form: canonical(text), isText: true }];
}
