/** The steps of a clause and of a ledger as parts to compare. */
import { amountPart, boundParts, plainPart, textPart } from './compare-schemes-amounts.ts';
import { canonical, type Part } from './compare-schemes-tree.ts';
import { wordsOf } from './compare-schemes-words.ts';
import type { AmountSpeech } from './printed-amounts.ts';
import { sayClosing } from './printed-closing.ts';
import { sayCondition, sayFormula } from './printed-conditions.ts';
import { figure, label, listed, measureOf, NOTHING, ONE, OWN, type Speech } from './printed-language.ts';
import { sayEachStep } from './printed-steps.ts';
import type {
  Amount,
  Clause,
  ClosingStep,
  Expression,
  Label,
  LedgerRule,
  SelectStep,
  Step,
} from './scheme.ts';

/** Steps of a clause; each says the sentence that the printed document has for it. */
export function stepParts(clause: Clause, speech: Speech): Part[] {
  const context = { speech: { ...speech, own: OWN[clause.owner] }, unit: measureOf(speech, clause.ledger) };
  const sentences = sayEachStep(clause, context);
  return clause.steps.map((step, i) => stepPart(step, sentences[i]?.text ?? NOTHING, context));
}

export function closingParts(ledger: LedgerRule, speech: Speech): Part[] {
  const context = { speech, unit: measureOf(speech, ledger.id) };
  const sentences = sayClosing(ledger, speech);
  return ledger.steps.map((step, i) => stepPart(step, sentences[i]?.text ?? NOTHING, context));
}

type AnyStep = Step | ClosingStep;

function stepPart(step: AnyStep, says: Label, context: AmountSpeech): Part {
  const name = NAMES[step.do];
  const key = step.do === 'part' ? `part ${step.ledger}` : step.do;
  return {
    key,
    name: NOTHING,
    says: label(says.zh.replace(/。$/u, ''), says.en.replace(/\.$/u, '')),
    form: canonical(step),
    shape: step.do,
    parts: insideOf(step, name, context),
  };
}

const NAMES: Record<AnyStep['do'], Label> = {
  select: NOTHING,
  value: NOTHING,
  judged: label('评定', 'judged'),
  add: label('另加', 'addition'),
  times: label('系数', 'factor'),
  set: label('改计', 'replaced by'),
  limit: NOTHING,
  round: label('取整', 'rounding'),
  combine: label('同稿取舍', 'combining'),
  credit: label('记给', 'booked for'),
  tally: label('合计', 'tally'),
  target: label('任务', 'target'),
  bands: label('分档', 'bands'),
  start: label('起始分', 'start value'),
  part: label('并入', 'taken in'),
  gate: label('关口', 'gate'),
};

const COMBINES = ['key', 'best', 'order', 'by', 'oneOf', 'rest', 'factors', 'later'];

function insideOf(step: AnyStep, name: Label, context: AmountSpeech): Part[] {
  switch (step.do) {
    case 'select':
      return selectParts(step, context.speech);
    case 'value':
    case 'start':
      return [
        amountPart(step.amount, { key: step.do, name: step.do === 'value' ? NOTHING : name, ...context }),
      ].flatMap(namedNumber);
    case 'add':
    case 'times':
    case 'set':
      return [
        amountPart(step.amount, { key: step.do, name, ...context }),
        ...conditionPart(step.when, {
          key: 'when',
          name: label(`${name.zh}的条件`, `condition of the ${name.en}`),
          speech: context.speech,
        }),
        ...textPart('because', label(`${name.zh}的说明`, `words of the ${name.en}`), step.because),
      ];
    case 'limit':
      return limitParts(step, context);
    case 'target':
      return targetParts(step, context);
    case 'judged':
      return [
        ...boundParts(step, { key: 'judged', name, ...context }),
        ...wordsOf(step, ['number', 'judge', 'reason'], context.speech),
      ];
    case 'gate':
      return gateParts(step, context.speech);
    case 'bands':
      return bandParts(step, context);
    case 'tally':
      return [
        ...wordsOf(step, ['of', 'per', 'distinct', 'forEach', 'best', 'drop'], context.speech),
        ...conditionPart(step.dividedBy, {
          key: 'dividedBy',
          name: label('除以', 'divided by'),
          speech: context.speech,
        }),
      ];
    case 'combine':
      return [...wordsOf(step, COMBINES, context.speech), ...guardPart(step.when, context)];
    case 'credit':
      return [...wordsOf(step, ['to', 'share'], context.speech), ...guardPart(step.when, context)];
    case 'round':
      return [
        ...wordsOf(step, ['places', 'mode'], context.speech),
        ...guardPart('when' in step ? step.when : undefined, context),
      ];
    case 'part':
      return wordsOf(step, ['ledger', 'weight'], context.speech);
    default:
      return step satisfies never;
  }
}

/** A lone number of a clause has no words of its own; it is the value. */
function namedNumber(part: Part): Part[] {
  const value = label('分值', 'value');
  const isNameless = part.name.zh === '';
  if (!isNameless) return [part];
  const parts = part.parts?.map(inner => (inner.name.zh === '' ? { ...inner, name: value } : inner));
  return [{ ...part, name: value, ...(parts && { parts }) }];
}

type Conditioned = { key: string; name: Label; speech: Speech };

function conditionPart(expression: Expression | undefined, { key, name, speech }: Conditioned): Part[] {
  if (!expression) return [];
  const says =
    expression.type === 'yes-no' ? sayCondition(expression, speech) : sayFormula(expression, speech);
  return [{ key, name, says, form: canonical(expression) }];
}

/** For which rows the step is worked. */
function guardPart(when: Expression | undefined, { speech }: AmountSpeech): Part[] {
  return conditionPart(when, { key: 'when', name: label('这一步的条件', 'condition of the step'), speech });
}

function selectParts(step: SelectStep, speech: Speech): Part[] {
  const { scheme } = speech;
  const scope = step.each
    ? ONE[step.each]
    : step.lines.length > 0
      ? listed(step.lines.map(speech.nameOf))
      : listed(step.kinds.map(kind => scheme.kinds[kind] ?? label(kind, kind)));
  const kinds = canonical([[...step.kinds].sort(), [...step.lines].sort(), step.each ?? '']);
  const out = step.leaveOut.map(({ when, because }, i): Part => {
    const words = sayCondition(when, speech);
    const own = step.leaveOut.filter(other => other.because.zh === because.zh).length === 1;
    return {
      key: own ? `out ${because.zh}` : `out ${i}`,
      name: label(`不计的情形“${because.zh}”`, `left out “${because.en}”`),
      says: words,
      form: canonical({ when, because }),
      shape: 'out',
      parts: [
        {
          key: 'when',
          name: label(`不计的情形“${because.zh}”`, `left out “${because.en}”`),
          says: words,
          form: canonical(when),
        },
        ...textPart('because', label('不计的说明', 'words for what is left out'), because),
      ],
    };
  });
  return [
    { key: 'scope', name: label('计分范围', 'what counts'), says: scope, form: kinds },
    ...conditionPart(step.where, { key: 'where', name: label('条件', 'condition'), speech }),
    ...out,
  ];
}

function limitParts(step: Extract<AnyStep, { do: 'limit' }>, context: AmountSpeech): Part[] {
  const per = 'per' in step ? step.per : undefined;
  const name = per ? label(`每${ONE[per].zh}合计`, `each ${ONE[per].en}`) : NOTHING;
  return [
    ...boundParts(step, { key: 'limit', name, ...context }),
    ...wordsOf(step, ['per', 'forEach', 'of'], context.speech),
    ...guardPart('when' in step ? step.when : undefined, context),
    ...textPart('because', label('封顶保底的说明', 'words of the limit'), step.because),
  ];
}

const RATES: Record<'met' | 'unmet' | 'missing' | 'extra' | 'proportion', Label> = {
  met: label('完成任务', 'when met'),
  unmet: label('没有完成任务', 'when not met'),
  missing: label('每少1', 'each 1 missing'),
  extra: label('每多1', 'each 1 above'),
  proportion: label('按完成比例的满额', 'the whole of a part done'),
};

function targetParts(step: Extract<Step, { do: 'target' }>, context: AmountSpeech): Part[] {
  const owed = { speech: context.speech, unit: NOTHING };
  const rates = (Object.keys(RATES) as (keyof typeof RATES)[]).flatMap(rate => {
    const amount: Amount | undefined = step[rate];
    return amount ? [amountPart(amount, { key: rate, name: RATES[rate], ...context })] : [];
  });
  return [
    amountPart(step.number, { key: 'number', name: label('任务数', 'target'), ...owed }),
    ...rates,
    ...boundParts(step, { key: 'target', name: label('任务分', 'points of the target'), ...context }),
    ...wordsOf(step, ['settle', 'nothingOwed'], context.speech),
  ];
}

function gateParts(step: Extract<ClosingStep, { do: 'gate' }>, speech: Speech): Part[] {
  const now = label('此时的合计', 'the total so far');
  return [
    ...conditionPart(step.when, {
      key: 'when',
      name: label('关口条件', 'condition of the gate'),
      speech: { ...speech, now },
    }),
    ...wordsOf(step, ['then', 'to', 'mark', 'running'], speech),
    ...textPart('because', label('关口的说明', 'words of the gate'), step.because),
  ];
}

function bandParts({ bands, bounds }: Extract<Step, { do: 'bands' }>, context: AmountSpeech): Part[] {
  const list = bands.map(({ from, gives }, i): Part => {
    const name = label(`第${i + 1}档`, `band ${i + 1}`);
    const amount = amountPart(gives, {
      key: 'gives',
      name: label(`${figure(from)}起一档`, `the band from ${figure(from)}`),
      ...context,
    });
    const bound = plainPart('from', label(`${name.zh}的界限`, `bound of ${name.en}`), from);
    return {
      key: `band ${i}`,
      name,
      says: label(`${figure(from)}起计${amount.says.zh}`, `from ${figure(from)}: ${amount.says.en}`),
      form: canonical({ from, gives }),
      shape: 'band',
      parts: [bound, amount],
    };
  });
  const side =
    bounds === 'from' ? label('含本数', 'from the bound on') : label('不含本数', 'above the bound');
  return [...list, { key: 'bounds', name: label('界限', 'bounds'), says: side, form: bounds }];
}
