/** Words in quotes that a condition compares with a closed list: a word that is not in the list would never hold. */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { type Complaint, nearest } from './reading.ts';
import type { Attribute, Label } from './scheme.ts';

export type Vocabulary = {
  attributes: Readonly<Record<string, Attribute>>;
  numbers: readonly string[];
  kinds?: Readonly<Record<string, Label>>;
  classes?: Readonly<Record<string, Label>>;
};
type Labels = Readonly<Record<string, Label>>;

const vocabularies = new WeakMap<Environment, Vocabulary>();

/** What an environment's names may be compared with. */
export function rememberWords(environment: Environment, vocabulary: Vocabulary | undefined): Environment {
  if (vocabulary) vocabularies.set(environment, vocabulary);
  return environment;
}

export function wordsBehind(environment: Environment): Vocabulary | undefined {
  return vocabularies.get(environment);
}

/** The first word that cannot be, as a complaint; undefined when all can. */
export function wrongLiteral(ast: ASTNode, environment: Environment): Complaint | undefined {
  const vocabulary = vocabularies.get(environment);
  if (!vocabulary) return undefined;
  let found: Complaint | undefined;
  const visit = (node: ASTNode): void => {
    found ??= wrongIn(node, vocabulary);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(ast);
  return found;
}

function childrenOf(node: ASTNode): ASTNode[] {
  const args: unknown[] = Array.isArray(node.args) ? (node.args as unknown[]).flat() : [node.args];
  return args.filter((arg): arg is ASTNode => typeof arg === 'object' && arg !== null && 'op' in arg);
}

function wrongIn(node: ASTNode, vocabulary: Vocabulary): Complaint | undefined {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return undefined;
  const [left, right] = node.args as [ASTNode, ASTNode];
  const labels = labelsOf(left, vocabulary) ?? labelsOf(right, vocabulary);
  if (!labels) return undefined;
  const texts = [left, right].flatMap(side => (side.op === 'list' ? (side.args as ASTNode[]) : [side]));
  for (const side of texts) {
    if (side.op !== 'value' || typeof side.args !== 'string' || side.args === '') continue;
    if (!Object.hasOwn(labels, side.args)) return unknownWord(side.args, labels);
  }
  return undefined;
}

/** The closed list that a name takes its words from. */
function labelsOf(node: ASTNode, { attributes, kinds, classes }: Vocabulary): Labels | undefined {
  if (node.op === 'id') {
    if (node.args === 'kind') return kinds;
    return Object.hasOwn(attributes, node.args) ? attributes[node.args]?.values : undefined;
  }
  if (node.op !== '.') return undefined;
  const [owner, field] = node.args;
  const hasClasses = owner.op === 'id' && field === 'classes' && Object.keys(classes ?? {}).length > 0;
  return hasClasses ? classes : undefined;
}

/** "没有“市级”，是否为“city”（市级）": a label taken for its word is the usual mistake. */
export function unknownWord(text: string, labels: Labels): Complaint {
  const words = Object.keys(labels);
  const meant = Object.entries(labels).find(([, { zh, en }]) => zh === text || en === text)?.[0];
  const near = meant ?? nearest(text, words);
  const label = near === undefined ? undefined : labels[near];
  const named = label && label.zh !== near ? `（${label.zh}）` : '';
  return {
    code: 'unknown-word',
    zh: `没有“${text}”${near === undefined ? '' : `，是否为“${near}”${named}`}；可选：${words.join('、') || '（无）'}`,
    en: `There is no "${text}"${near === undefined ? '' : `, did you mean "${near}"`}; possible: ${words.join(', ') || '(none)'}`,
  };
}
