/** What is wrong with a condition or formula, in words that help: what was met, and what may stand there. */
import type { Environment } from '@marcbachmann/cel-js';
import { nearest } from './reading.ts';
import type { Label } from './scheme.ts';

type Definitions = ReturnType<Environment['getDefinitions']>;

/** Names that CEL itself brings along and that mean nothing in a scheme. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'string',
  'bool',
  'int',
  'uint',
  'double',
  'map',
  'list',
  'bytes',
  'null_type',
  'type',
  'google',
  'optional',
  'cel',
]);

/** The names that an expression may use. */
export function namesIn(environment: Environment): readonly string[] {
  const known = names.get(environment);
  if (known) return known;
  const { variables }: Definitions = environment.getDefinitions();
  const found = variables.map(variable => variable.name).filter(name => !BUILT_IN.has(name));
  names.set(environment, found);
  return found;
}

/** Every condition of a scheme asks for them; an environment does not change once it is made. */
const names = new WeakMap<Environment, readonly string[]>();

const TYPES: Record<string, Label> = {
  double: { zh: '数', en: 'number' },
  int: { zh: '数', en: 'number' },
  string: { zh: '文字', en: 'text' },
  bool: { zh: '是否', en: 'yes/no' },
};

function typeWords(text: string): Label {
  const say = (language: keyof Label) =>
    text.replace(/\b(double|int|string|bool|list<\w+>)(?!\()/g, type => TYPES[type]?.[language] ?? type);
  return { zh: say('zh'), en: say('en') };
}

type Said = { code: string | undefined; message: string };
type Around = {
  names: readonly string[];
  functions: readonly string[];
  fields(owner: string): readonly string[];
};

/** The library's finding in our words. */
export function explainMistake({ code, message }: Said, { names, functions, fields }: Around): Label {
  const [, met = ''] = /: (.*)$/.exec(message) ?? [];
  switch (code) {
    case 'unknown_variable': {
      const near = nearest(met, names);
      return {
        zh: `不认识“${met}”${near ? `，是否为“${near}”` : ''}；文字要加引号，此处可用的名称：${names.join('、')}`,
        en: `unknown name "${met}"${near ? `, did you mean "${near}"` : ''}; texts take quotes, names possible here: ${names.join(', ')}`,
      };
    }
    case 'no_such_key': {
      const known = ['unit', 'person', 'author', 'period'].flatMap(owner => [...fields(owner)]);
      const near = nearest(met, known);
      return {
        zh: `没有“${met}”这一项${near ? `，是否为“${near}”` : ''}`,
        en: `there is no "${met}"${near ? `, did you mean "${near}"` : ''}`,
      };
    }
    case 'no_matching_overload': {
      const called = /'(?:[\w<>]+\.)?(\w+)\((.*)\)'/.exec(message);
      const name = called?.[1] ?? '';
      if (functions.includes(name)) {
        const given = typeWords(called?.[2] ?? '');
        return {
          zh: `${name}(…) 括号里的内容不对（写了：${given.zh || '无'}）`,
          en: `the arguments of ${name}(…) do not fit (given: ${given.en || 'none'})`,
        };
      }
      const near = nearest(name, functions);
      return {
        zh: `没有 ${name}(…) 这种写法${near ? `，是否为 ${near}(…)` : ''}；可用：${functions.join('、')}`,
        en: `there is no ${name}(…)${near ? `, did you mean ${near}(…)` : ''}; possible: ${functions.join(', ')}`,
      };
    }
    case 'no_such_overload': {
      const given = typeWords(met);
      return {
        zh: `两边不能这样算：${given.zh}（数与数比，文字与文字比）`,
        en: `this cannot be worked out: ${given.en} (numbers go with numbers, texts with texts)`,
      };
    }
    case 'incompatible_ternary_branches':
      return {
        zh: '“? :”两边的结果须是同一类（都是数，或都是文字）',
        en: 'both results of "? :" have to be of one type',
      };
    case 'unterminated_string':
      return { zh: '引号没有成对', en: 'a quotation mark is missing' };
    case 'unexpected_character':
      return character(met);
    default:
      return {
        zh: '写法不完整（检查括号、引号是否成对，“? :”两边是否都写了）',
        en: 'it is not complete (look for a missing bracket, quotation mark or part of "? :")',
      };
  }
}

const INSTEAD: Record<string, string> = {
  '=': '==',
  '＝': '==',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '＞': '>',
  '＜': '<',
  '“': "'",
  '”': "'",
  '‘': "'",
  '’': "'",
  '（': '(',
  '）': ')',
  '，': ',',
  '×': '*',
  '÷': '/',
  '、': ',',
};

function character(met: string): Label {
  const instead = INSTEAD[met];
  if (instead) return { zh: `“${met}”应写成 ${instead}`, en: `"${met}" is written ${instead}` };
  return {
    zh: `“${met}”处写法不对（“并且”写 &&，“或者”写 ||，“不是”写 !，文字加引号）`,
    en: `"${met}" cannot stand there ("and" is &&, "or" is ||, "not" is !, texts take quotes)`,
  };
}
