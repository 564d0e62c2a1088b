/** Conditions and formulas in the words of the trade: level == 'city' is printed as 媒体级别为市级. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { labelOf } from './amounts.ts';
import { formatDecimal, fromNumber } from './decimal.ts';
import { NAMES, PERIOD, roleName, sayCall, sayRead } from './printed-calls.ts';
import { dimensionName, figure, label, ownOf, type Speech } from './printed-language.ts';
import type { Attribute, Expression, Label } from './scheme.ts';

/** A condition as the part of a sentence that may follow 限于 and “where”. */
export function sayCondition(expression: Expression, speech: Speech): Label {
  return condition(expression.ast, speech);
}

/** A formula as the words of its arithmetic: 信息员人数 × 50. */
export function sayFormula(expression: Expression, speech: Speech): Label {
  return value(expression.ast, speech);
}

/** The same condition or formula has the same form, however it was spaced and quoted. */
export function formOf(node: ASTNode): string {
  return JSON.stringify(node, (key, part: unknown) => {
    if (key === '' || key === 'op' || key === 'args' || /^\d+$/.test(key))
      return typeof part === 'bigint' ? String(part) : isNode(part) ? { op: part.op, args: part.args } : part;
    return undefined;
  });
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part && 'args' in part;
}

function condition(node: ASTNode, speech: Speech): Label {
  switch (node.op) {
    case 'value':
      return node.args ? label('总是成立', 'always') : label('从不成立', 'never');
    case 'id':
      return holds(node.args, speech, true);
    case '.':
      return field(node.args, speech);
    case '!_':
      return negated(node.args, speech);
    case '&&':
    case '||':
      return combined(node, speech);
    case 'in':
      return isIn(node.args, speech, true);
    case '?:': {
      const [test, yes, no] = node.args.map(part => apart(part, condition(part, speech))) as [
        Label,
        Label,
        Label,
      ];
      return label(
        `${test.zh}时，要求${yes.zh}；否则，要求${no.zh}`,
        `if ${test.en}, that ${yes.en}; otherwise that ${no.en}`,
      );
    }
    case 'call':
      return asked(node.args, speech, true);
    case 'rcall':
      return textTest(node.args, speech, true);
    default:
      return compared(node, speech);
  }
}

/** && and || chains; an inner chain of the other kind stands in brackets. */
function combined(node: ASTNode, speech: Speech): Label {
  const chain = (part: ASTNode): ASTNode[] =>
    part.op === node.op ? (part.args as ASTNode[]).flatMap(chain) : [part];
  const parts = chain(node).map(part => {
    const said = condition(part, speech);
    return ['&&', '||', '?:'].includes(part.op) ? label(`（${said.zh}）`, `(${said.en})`) : said;
  });
  const [zh, en] = node.op === '&&' ? ['，并且', ' and '] : ['，或者', ' or '];
  return label(parts.map(part => part.zh).join(zh), parts.map(part => part.en).join(en));
}

function negated(node: ASTNode, speech: Speech): Label {
  if (node.op === 'id') return holds(node.args, speech, false);
  if (node.op === 'in') return isIn(node.args, speech, false);
  if (node.op === 'call') return asked(node.args, speech, false);
  if (node.op === 'rcall') return textTest(node.args, speech, false);
  const said = condition(node, speech);
  return label(`不符合“${said.zh}”`, `not (${said.en})`);
}

/** A yes/no attribute by itself. */
function holds(name: string, { scheme }: Speech, yes: boolean): Label {
  const { zh, en } = dimensionName(scheme, name);
  return yes ? label(`属于“${zh}”`, `it is “${en}”`) : label(`不属于“${zh}”`, `it is not “${en}”`);
}

/** Calls that answer yes or no. */
function asked([name, [first]]: readonly [string, readonly ASTNode[]], speech: Speech, yes: boolean): Label {
  const named = String(first?.args);
  if (name === 'first') {
    const { zh, en } = dimensionName(speech.scheme, named);
    return yes
      ? label(`本单位最先报这一${zh}`, `the unit was the first with this ${en}`)
      : label(`本单位不是最先报这一${zh}的`, `the unit was not the first with this ${en}`);
  }
  if (name === 'workday' && first) {
    const day = value(first, speech);
    return yes
      ? label(`${day.zh}是工作日`, `${day.en} is a working day`)
      : label(`${day.zh}不是工作日`, `${day.en} is not a working day`);
  }
  const { zh, en } = speech.scheme.kinds[named] ?? label(named, named);
  const own = ownOf(speech);
  return yes
    ? label(`同一稿件在${own.zh}另有“${zh}”`, `${own.en} has “${en}” for the same item as well`)
    : label(`同一稿件在${own.zh}没有“${zh}”`, `${own.en} has no “${en}” for the same item`);
}

function isIn([item, list]: readonly [ASTNode, ASTNode], speech: Speech, yes: boolean): Label {
  if (list.op !== 'list') {
    // 'town' in unit.classes
    const owner = list.op === '.' ? ownerOf(list.args[0]) : label('单位', 'the unit');
    const { zh, en } = labelOf(speech.scheme, 'unit.class', String(item.args));
    return yes
      ? label(`${owner.zh}属于“${zh}”类`, `${owner.en} is of the class “${en}”`)
      : label(`${owner.zh}不属于“${zh}”类`, `${owner.en} is not of the class “${en}”`);
  }
  const name = nameOf(item);
  const words = list.args.map(each => wordOf(name, each, speech));
  return oneOf(value(item, speech), words, yes);
}

function oneOf(subject: Label, words: readonly Label[], yes: boolean): Label {
  const [zh, en] = [words.map(word => word.zh), words.map(word => word.en)];
  return yes
    ? label(`${subject.zh}为${zh.join('或')}`, `${subject.en} is ${en.join(' or ')}`)
    : label(`${subject.zh}不是${zh.join('，也不是')}`, `${subject.en} is neither ${en.join(' nor ')}`);
}

const TESTS: Record<string, { zh: string; en: string; of(text: string, part: string): boolean }> = {
  startsWith: { zh: '开头', en: 'begins with', of: (text, part) => text.startsWith(part) },
  endsWith: { zh: '结尾', en: 'ends with', of: (text, part) => text.endsWith(part) },
  contains: { zh: '含有', en: 'contains', of: (text, part) => text.includes(part) },
};

/** A test on the code of a closed word is printed as the words that pass it; a text is tested as it is. */
function textTest(
  [method, target, [argument]]: readonly [string, ASTNode, readonly ASTNode[]],
  speech: Speech,
  yes: boolean,
): Label {
  const test = TESTS[method] as (typeof TESTS)[string];
  const part = String(argument?.args);
  const subject = value(target, speech);
  const attribute = attributeOf(nameOf(target), speech);
  if (attribute?.values) {
    const passing = Object.entries(attribute.values).filter(([word]) => test.of(word, part));
    if (passing.length > 0)
      return oneOf(
        subject,
        passing.map(([, word]) => word),
        yes,
      );
  }
  const not = yes ? '' : '不';
  const zh =
    method === 'contains' ? `${subject.zh}${not}含“${part}”` : `${subject.zh}${not}以“${part}”${test.zh}`;
  return label(zh, `${subject.en} ${yes ? '' : 'does not '}${test.en} “${part}”`);
}

const COMPARISONS: Record<string, [zh: string, en: string]> = {
  '<': ['不足', 'is below'],
  '<=': ['不超过', 'is at most'],
  '>': ['超过', 'is above'],
  '>=': ['达到', 'is at least'],
  '==': ['等于', 'equals'],
  '!=': ['不等于', 'does not equal'],
};

function compared(node: ASTNode, speech: Speech): Label {
  const [left, right] = node.args as [ASTNode, ASTNode];
  const [zh, en] = COMPARISONS[node.op] ?? ['等于', 'equals'];
  const isEquality = node.op === '==' || node.op === '!=';
  if (isEquality && left.op === 'value' && right.op !== 'value')
    return compared({ ...node, args: [right, left] } as ASTNode, speech);
  if (isEquality && right.op === 'value' && typeof right.args === 'boolean') {
    const said = (node.op === '==') === right.args ? condition(left, speech) : negated(left, speech);
    return said;
  }
  if (isEquality && right.op === 'value' && typeof right.args === 'string') {
    const subject = value(left, speech);
    if (right.args === '')
      return node.op === '=='
        ? label(`没有填写${subject.zh}`, `${subject.en} is not given`)
        : label(`填有${subject.zh}`, `${subject.en} is given`);
    const word = wordOf(nameOf(left), right, speech);
    return node.op === '=='
      ? label(`${subject.zh}为${word.zh}`, `${subject.en} is ${word.en}`)
      : label(`${subject.zh}不是${word.zh}`, `${subject.en} is not ${word.en}`);
  }
  const [a, b] = [inner(left, speech, 1), inner(right, speech, 1)];
  return label(`${a.zh}${zh}${b.zh}`, `${a.en} ${en} ${b.en}`);
}

const OWNERS: Record<string, Label> = {
  unit: label('单位', 'the unit'),
  person: label('本人', 'the person'),
  author: label('作者', 'the author'),
};

function ownerOf(node: ASTNode): Label {
  return (node.op === 'id' ? OWNERS[node.args] : undefined) ?? label('单位', 'the unit');
}
const ARITHMETIC: Record<string, { sign: string; binds: number }> = {
  '+': { sign: '＋', binds: 2 },
  '-': { sign: '−', binds: 2 },
  '*': { sign: '×', binds: 3 },
  '/': { sign: '÷', binds: 3 },
};

function value(node: ASTNode, speech: Speech): Label {
  switch (node.op) {
    case 'value':
      return literal(node, speech);
    case 'id':
      return (
        (node.args === 'now' ? speech.now : undefined) ??
        NAMES[node.args] ??
        dimensionName(speech.scheme, node.args)
      );
    case '.':
      return field(node.args, speech);
    case 'call':
      return called(node.args, speech);
    case '?:':
      return chosen(node, speech);
    case '-_': {
      const said = inner(node.args, speech, 4);
      return label(`负的${said.zh}`, `minus ${said.en}`);
    }
    case 'list': {
      const items = node.args.map(item => value(item, speech));
      return label(items.map(item => item.zh).join('、'), items.map(item => item.en).join(', '));
    }
    default:
      break;
  }
  const operator = ARITHMETIC[node.op];
  if (!operator) return condition(node, speech);
  const [left, right] = node.args as [ASTNode, ASTNode];
  const a = inner(left, speech, operator.binds);
  const b = inner(right, speech, operator.binds + (node.op === '-' || node.op === '/' ? 1 : 0));
  return label(`${a.zh} ${operator.sign} ${b.zh}`, `${a.en} ${operator.sign.replace('＋', '+')} ${b.en}`);
}

/** In brackets when it binds less than what stands around it. */
function inner(node: ASTNode, speech: Speech, binds: number): Label {
  const said = value(node, speech);
  const own = node.op === '?:' ? 0 : node.op === '-_' ? 3 : (ARITHMETIC[node.op]?.binds ?? 9);
  return own < binds ? label(`（${said.zh}）`, `(${said.en})`) : said;
}

function literal(node: ASTNode, speech: Speech): Label {
  if (typeof node.args === 'string') {
    const { zh, en } = wordOf(speech.yields, node, speech);
    return label(`“${zh}”`, `“${en}”`);
  }
  if (typeof node.args === 'boolean') return node.args ? label('是', 'yes') : label('否', 'no');
  const decimal = fromNumber(Number(node.args));
  const text = figure(decimal === null ? String(node.args) : formatDecimal(decimal));
  return label(text, text);
}

function field([owner, name]: readonly [ASTNode, string], { scheme }: Speech): Label {
  const who = owner.op === 'id' ? String(owner.args) : '';
  if (who === 'period') return PERIOD[name] ?? label(name, name);
  const { zh, en } = ownerOf(owner);
  if (name === 'role') return label(`${zh}角色`, `role of ${en}`);
  if (name === 'group') return label('单位分组', 'group of the unit');
  if (name === 'id') return label(`${zh}编号`, `id of ${en}`);
  if (name === 'classes') return label(`${zh}类别`, `classes of ${en}`);
  const known = scheme.numbers[name]?.label ?? label(name, name);
  return label(`${zh === '单位' ? '本单位' : zh}${known.zh}`, `${known.en} of ${en}`);
}

function called([name, args]: readonly [string, readonly ASTNode[]], speech: Speech): Label {
  return (
    sayRead(name, args, speech) ??
    sayCall(
      name,
      args.map(arg => inner(arg, speech, 1)),
    )
  );
}

/** a ? b : c ? d : e as 符合a的，为b；符合c的，为d；其余为e. */
function chosen(node: ASTNode, speech: Speech): Label {
  const zh: string[] = [];
  const en: string[] = [];
  let rest: ASTNode = node;
  while (rest.op === '?:') {
    const [test, yes, no] = rest.args;
    const [when, then] = [condition(test, speech), apart(yes, value(yes, speech))];
    zh.push(`${when.zh}的，为${then.zh}`);
    en.push(`${then.en} if ${when.en}`);
    rest = no;
  }
  const last = value(rest, speech);
  return label(`${zh.join('；')}；其余为${last.zh}`, `${en.join('; ')}; otherwise ${last.en}`);
}

/** A choice within a choice stands in brackets: nobody could tell where it ends. */
function apart({ op }: ASTNode, said: Label): Label {
  return op === '?:' ? label(`（${said.zh}）`, `(${said.en})`) : said;
}

/** level, kind, unit.group: what a literal beside it is a word of. */
function nameOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op === '.' && node.args[0].op === 'id') return `${node.args[0].args}.${node.args[1]}`;
  return undefined;
}

function attributeOf(name: string | undefined, { scheme }: Speech): Attribute | undefined {
  return name !== undefined && Object.hasOwn(scheme.attributes, name) ? scheme.attributes[name] : undefined;
}

function wordOf(name: string | undefined, node: ASTNode, { scheme }: Speech): Label {
  const word = String(node.args);
  if (name === undefined) return label(word, word);
  if (name === 'person.role') return roleName(word);
  const said = labelOf(scheme, name, word);
  return said.zh === '' ? label(word, word) : said;
}
