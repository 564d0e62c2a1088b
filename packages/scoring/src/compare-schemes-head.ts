/** The head of a scheme as parts to compare: time in force, rounding, words, roster, switches, ledgers. */
import { plainPart, textPart } from './compare-schemes-amounts.ts';
import { canonical, type Part } from './compare-schemes-tree.ts';
import { sayCondition } from './printed-conditions.ts';
import {
  label,
  ledgerName,
  listed,
  measureOf,
  ONE,
  printedDay,
  quoted,
  type Speech,
} from './printed-language.ts';
import { versionName } from './printed-rules.ts';
import { MODES } from './printed-steps.ts';
import { sayAttribute, sayYear } from './printed-words.ts';
import type { Attribute, Label, LedgerRule, Scheme } from './scheme.ts';

/** Version, title and source. */
export function headParts({ version, title, source }: Scheme): Part[] {
  return [
    { ...plainPart('version', label('版本', 'version'), versionName(version)), isText: true },
    ...textPart('title', label('名称', 'title'), title),
    ...textPart('source', label('出处', 'source'), source === undefined ? undefined : label(source, source)),
  ];
}

export function timeParts({ effective }: Scheme): Part[] {
  const day = (at: string | undefined): Label =>
    at === undefined ? label('未定', 'not set') : printedDay(at);
  return [
    plainPart('from', label('施行日期', 'in force from'), day(effective.from)),
    plainPart('to', label('废止日期', 'in force to'), day(effective.to)),
  ];
}

export function roundingParts({ rounding }: Scheme): Part[] {
  const at = rounding.at === 'line' ? label('逐行', 'each line') : label('每期合计', 'the total of a period');
  return [
    plainPart('places', label('得分保留的小数位数', 'decimals of a result'), rounding.places),
    plainPart('mode', label('得分的取舍方法', 'rounding of a result'), MODES[rounding.mode]),
    plainPart('at', label('在哪一步取舍', 'where it is rounded'), at),
  ];
}

/** Kinds of facts. */
export function kindParts({ scheme }: Speech): Part[] {
  return Object.entries(scheme.kinds).map(([id, words]) =>
    asKind({
      key: `kind ${id}`,
      name: label('事项', 'kind'),
      says: quoted(words),
      form: canonical(words),
    }),
  );
}

/** What is recorded of a fact. The order of words matters where they are compared, so it is a part of its own. */
export function attributeParts(speech: Speech): Part[] {
  return Object.values(speech.scheme.attributes).map(attribute => attributePart(attribute, speech));
}

/** A kind that comes or goes is a change; only its label is text. */
function asKind(part: Part): Part {
  return { ...part, shape: 'kind', parts: [{ ...part, key: 'label', isText: true }] };
}

function attributePart(attribute: Attribute, speech: Speech): Part {
  const { id, label: words, values, type, formula, bands, default: fallback, least, most } = attribute;
  const whole = sayAttribute(attribute, speech);
  const name = label(`“${words.zh}”的`, `“${words.en}”:`);
  const named = (zh: string, en: string) => label(`${name.zh}${zh}`, `${name.en} ${en}`);
  const worked = formula ?? bands;
  const values1 = Object.entries(values ?? {}).map(
    ([word, said]): Part => ({
      key: `word ${word}`,
      name: named('词', 'word'),
      says: quoted(said),
      form: canonical([word, said]),
      shape: 'word',
      parts: [
        { key: 'label', name: named('词', 'word'), says: quoted(said), form: canonical(said), isText: true },
      ],
    }),
  );
  const order: Part = {
    key: 'order',
    name: named('词由高到低的次序', 'order of the words'),
    says: listed(Object.values(values ?? {})),
    form: Object.keys(values ?? {}).join(),
  };
  return {
    key: `attribute ${id}`,
    name: label('项目', 'entry'),
    says: label(whole.zh.replace(/。$/u, ''), whole.en.replace(/\.$/u, '')),
    form: canonical({ ...attribute, order: order.form }),
    shape: type,
    parts: [
      ...textPart('label', label('项目名称', 'name of an entry'), words),
      ...values1,
      ...(values ? [order] : []),
      ...(fallback === undefined
        ? []
        : [
            {
              ...plainPart('default', named('默认', 'default'), values?.[fallback] ?? fallback),
              form: fallback,
            },
          ]),
      ...(least === undefined ? [] : [plainPart('least', named('最小', 'least'), least)]),
      ...(most === undefined ? [] : [plainPart('most', named('最大', 'most'), most)]),
      ...(worked
        ? [{ key: 'worked', name: named('算法', 'found by'), says: whole, form: canonical(worked) }]
        : []),
    ],
  };
}

export function rosterParts(scheme: Scheme): Part[] {
  const { numbers, classes } = scheme;
  const year = sayYear(scheme) ?? label('自1月1日起算', 'begins on 1 January');
  return [
    { ...plainPart('year', label('考核年度', 'year'), year), form: canonical(scheme.year) },
    ...Object.entries(numbers).flatMap(([id, entry]): Part[] => [
      {
        key: `number ${id}`,
        name: label('名册的数', 'number of the roster'),
        says: quoted(entry.label),
        form: canonical(entry),
        shape: 'number',
        parts: [
          ...textPart('label', label('名册的数的名称', 'name of a number'), entry.label),
          plainPart(
            'default',
            label(`${quoted(entry.label).zh}没有载明时`, `${quoted(entry.label).en} when not stated`),
            entry.default,
          ),
        ],
      },
    ]),
    ...Object.entries(classes).map(
      ([id, words]): Part => ({
        key: `class ${id}`,
        name: label('单位类别', 'class of units'),
        says: quoted(words),
        form: canonical(words),
        shape: 'class',
        parts: textPart('label', label('单位类别的名称', 'name of a class'), words),
      }),
    ),
  ];
}

/** Each open question with its answer. */
export function switchParts({ switches }: Scheme): Part[] {
  return Object.entries(switches).map(([id, entry]): Part => {
    const answer = entry.options[entry.value] ?? label(entry.value, entry.value);
    const options = Object.entries(entry.options).map(
      ([option, words]): Part => ({
        key: `option ${option}`,
        name: label(`“${entry.question.zh}”的备选答案`, `possible answer of “${entry.question.en}”`),
        says: quoted(words),
        form: canonical([option, words]),
        shape: 'option',
        parts: textPart('label', label('答案的文字', 'words of an answer'), words),
      }),
    );
    return {
      key: id,
      name: label('开关', 'switch'),
      says: label(`${entry.question.zh}（${answer.zh}）`, `${entry.question.en} (${answer.en})`),
      // the default decides nothing beside the answer
      form: canonical({ ...entry, isDefault: undefined }),
      shape: 'switch',
      parts: [
        ...textPart('question', label('问题的文字', 'words of a question'), entry.question),
        {
          key: 'value',
          name: quoted(entry.question),
          says: answer,
          form: entry.value,
        },
        ...options,
      ],
    };
  });
}

/** Everything of the ledgers but their steps. */
export function ledgerParts(speech: Speech): Part[] {
  return Object.values(speech.scheme.ledgers).map(ledger => ledgerPart(ledger, speech));
}

function ledgerPart(ledger: LedgerRule, speech: Speech): Part {
  const { zh, en } = ledgerName(speech.scheme, ledger.id);
  const named = (chinese: string, english: string) => label(`${zh}${chinese}`, `${en}, ${english}`);
  const who = ledger.who ? sayCondition(ledger.who, speech) : label('全部', 'all');
  const parts: Part[] = [
    ...textPart('label', label('台账名称', 'name of a ledger'), ledger.label),
    plainPart(
      'owner',
      named('记在谁名下', 'whose'),
      ledger.owner === 'unit' ? label('单位', 'unit') : label('个人', 'person'),
    ),
    plainPart('measure', named('计量', 'measure'), measureOf(speech, ledger.id)),
    plainPart(
      'dates',
      named('归期', 'dated by'),
      ledger.dates === 'on' ? label('发生日', 'day of the fact') : label('登记日', 'day of booking'),
    ),
    plainPart('closes', named('公布的期', 'published by'), ONE[ledger.closes]),
    plainPart('per', named('结算的期', 'closes by'), ONE[ledger.per]),
    { key: 'who', name: named('范围', 'for'), says: who, form: canonical(ledger.who ?? '') },
  ];
  return {
    key: ledger.id,
    name: label('', ''),
    says: label(zh, en),
    form: canonical(parts.map(part => part.form)),
    shape: 'ledger',
    parts,
  };
}
