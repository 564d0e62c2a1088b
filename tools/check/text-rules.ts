import { FORBIDDEN_WORDS, LIMITS } from './arrows.ts';
import { type Finding, isNode, type Node, nameOf, type Source, walk } from './source.ts';

/** What one file may contain: sizes, names, the clock, SQL, skipped tests, barrels. */
export function checkText(source: Source): Finding[] {
  const findings = [checkFileSize(source), checkFileName(source), checkBarrel(source)].flat();
  for (const { node, parent } of walk(source.body)) {
    const todo = [checkFunction, checkDeclaredName, checkClock, checkSql, checkSkipped];
    for (const look of todo) {
      const found = look(source, node, parent);
      if (found) findings.push({ path: source.path, line: source.lineAt(node.start), ...found });
    }
  }
  return findings;
}

type Look = (source: Source, node: Node, parent: Node | null) => Pick<Finding, 'rule' | 'todo'> | null;

function checkFileSize(source: Source): Finding[] {
  const lines = source.text.trimEnd().split('\n').length;
  if (lines <= LIMITS.file) return [];
  const todo = `${lines} lines, at most ${LIMITS.file}: split by noun or by verb`;
  return [{ path: source.path, line: 1, rule: 'sizes', todo }];
}

const wordsOf = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

const forbiddenIn = (name: string) => wordsOf(name).find(word => FORBIDDEN_WORDS.includes(word));

/** In code the last word says what a thing is; `longestCommon` and `serviceStation` name something. */
const forbiddenAtEndOf = (name: string) => {
  const last = wordsOf(name).at(-1) ?? '';
  return FORBIDDEN_WORDS.includes(last) && last !== 'common' ? last : undefined;
};

function checkFileName(source: Source): Finding[] {
  const word = forbiddenIn(source.path);
  if (!word) return [];
  const todo = `"${word}" in a path says nothing: name the noun of the newsroom, or what the file does`;
  return [{ path: source.path, line: 1, rule: 'names', todo }];
}

const isPackageEdge = (path: string) => /^packages\/[^/]+\/src\/index\.ts$/.test(path);

function checkBarrel(source: Source): Finding[] {
  const onlyPasses = source.body.every(
    node => /^Export(All|Named)/.test(node.type) && isNode(node['source']),
  );
  if (!onlyPasses || source.body.length === 0 || isPackageEdge(source.path)) return [];
  const todo =
    'a file that only passes on others: import from where things are made; only a package has an edge';
  return [{ path: source.path, line: 1, rule: 'barrels', todo }];
}

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

const checkFunction: Look = (source, node, parent) => {
  if (!FUNCTIONS.includes(node.type) || !isNode(node['body'])) return null;
  if (source.isTest) return null;
  const name = nameOf(node['id']) || nameOf(parent?.['id']) || nameOf(parent?.['key']);
  const parameters = parametersOf(node);
  if (parameters > LIMITS.parameters) {
    const todo = `${name || 'a function'} takes ${parameters} parameters: at most ${LIMITS.parameters}, then one object`;
    return { rule: 'sizes', todo };
  }
  const isComponent = source.path.endsWith('.tsx') && /^[A-Z]/.test(name);
  const limit = isComponent ? LIMITS.component : LIMITS.function;
  const lines = source.lineAt(node.end) - source.lineAt(node.start) + 1;
  if (lines <= limit) return null;
  return {
    rule: 'sizes',
    todo: `${name || 'this function'} has ${lines} lines, at most ${limit}: give its steps names`,
  };
};

function parametersOf(node: Node): number {
  const list = node['params'];
  const parameters = Array.isArray(list) ? list.filter(isNode) : [];
  return parameters.filter(one => nameOf(one) !== 'this').length;
}

const DECLARATIONS = [
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
];

const checkDeclaredName: Look = (_, node, parent) => {
  const isTopConstant = node.type === 'VariableDeclarator' && parent?.type === 'VariableDeclaration';
  if (!DECLARATIONS.includes(node.type) && !isTopConstant) return null;
  const name = nameOf(node['id']);
  const word = forbiddenAtEndOf(name);
  return word ? { rule: 'names', todo: `"${word}" in ${name} says nothing: name what it is or does` } : null;
};

const mustNotReadClock = ({ path, isTest }: Source) =>
  !isTest && path !== 'apps/server/src/clock.ts' && /^(apps\/server|packages\/[^/]+)\/src\//.test(path);

const checkClock: Look = (source, node) => {
  if (!mustNotReadClock(source)) return null;
  const isBareDate =
    ['NewExpression', 'CallExpression'].includes(node.type) &&
    nameOf(node['callee']) === 'Date' &&
    (node['arguments'] as unknown[]).length === 0;
  if (!isBareDate && !['Date.now', 'performance.now'].includes(calledName(node))) return null;
  return {
    rule: 'clock',
    todo: 'the clock is read in apps/server/src/clock.ts: take `now` as an argument, or ticks()',
  };
};

/** `object.property` of a call such as `Date.now()`; an empty string for other nodes. */
function calledName(node: Node): string {
  const callee = node['callee'];
  if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return '';
  return `${nameOf(callee['object'])}.${nameOf(callee['property'])}`;
}

const mayHoldSql = ({ path, isTest }: Source) =>
  isTest ||
  !path.startsWith('apps/server/src/') ||
  path.startsWith('apps/server/src/db/') ||
  /\/(?:[a-z-]+-)?(?:queries|tables)\.ts$/.test(path);

const BUILDERS = /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto)$/;
const STATEMENT = /^\s*(select|insert|update|delete|merge|with|create|alter|drop|truncate|lock|copy)\s/i;

const checkSql: Look = (source, node) => {
  if (mayHoldSql(source)) return null;
  const isTagged = node.type === 'TaggedTemplateExpression' && nameOf(node['tag']) === 'sql';
  const called = calledName(node);
  const isQuery = called.endsWith('.query') && STATEMENT.test(firstText(node));
  if (!isTagged && !isQuery && !BUILDERS.test(called)) return null;
  return {
    rule: 'sql',
    todo: 'SQL stands in the queries.ts of the feature or in db/: give this statement a name there',
  };
};

function firstText(node: Node): string {
  const first = (node['arguments'] as Node[])[0];
  const quasi = (first?.['quasis'] as Node[] | undefined)?.[0]?.['value'] as { raw?: string } | undefined;
  return String(first?.['value'] ?? quasi?.raw ?? '');
}

const SKIPPING = /^(it|test|describe|suite)\.(skip|only|todo|skipIf|runIf|fails)$/;

const checkSkipped: Look = (source, node) => {
  const isOld =
    node.type === 'CallExpression' && /^(xit|xtest|xdescribe|fit|fdescribe)$/.test(nameOf(node['callee']));
  if (!source.isTest || (!isOld && !SKIPPING.test(calledName(node)))) return null;
  return { rule: 'tests', todo: 'a test runs or is deleted: mend it, and give it what it needs' };
};
