import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { parseAst } from 'rolldown/parseAst';

/** A node of the syntax tree, as far as the rules look at one. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [property: string]: unknown;
}

export interface Import {
  /** As written: `./submit.ts`, `zod`. */
  specifier: string;
  /** The path in the repository that a relative specifier leads to. */
  target: string | null;
  typeOnly: boolean;
  names: string[];
  line: number;
}

/** One file of ours, parsed. Paths are relative to the repository, with `/`. */
export interface Source {
  path: string;
  text: string;
  isTest: boolean;
  body: Node[];
  imports: Import[];
  lineAt(offset: number): number;
}

export interface Finding {
  path: string;
  line: number;
  rule: string;
  todo: string;
}

const ROOTS = ['packages', 'apps', 'tools'];
const LEFT_OUT = new Set(['node_modules', 'dist', 'samples', 'fixtures', 'data']);

/** Every TypeScript file of ours below the folder. */
export function readSources(folder: string): Source[] {
  return ROOTS.flatMap(root => pathsBelow(folder, root)).map(path =>
    parseSource(path, readFileSync(join(folder, path), 'utf8')),
  );
}

function pathsBelow(folder: string, path: string): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap(entry => {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : pathsBelow(folder, inner);
    return /(?<!\.d)\.tsx?$/.test(entry.name) ? [inner] : [];
  });
}

/** @throws when the text is no TypeScript; the type check says so with more words. */
export function parseSource(path: string, text: string): Source {
  const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path);
  const body = program.body as unknown as Node[];
  const starts = lineStarts(text);
  const lineAt = (offset: number) => lineOf(starts, offset);
  const isTest = /\.(test|e2e)\.tsx?$/.test(path) || /\/(test|e2e)\//.test(path);
  return { path, text, isTest, body, lineAt, imports: findImports(body, path, lineAt) };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function findImports(body: Node[], path: string, lineAt: (offset: number) => number): Import[] {
  const imports: Import[] = [];
  for (const { node } of walk(body)) {
    const source = node['source'] as Node | null | undefined;
    const specifier = source?.['value'];
    if (typeof specifier !== 'string') continue;
    imports.push({
      specifier,
      target: specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : null,
      typeOnly: isTypeOnly(node),
      names: namesOf(node),
      line: lineAt(node.start),
    });
  }
  return imports;
}

function isTypeOnly(node: Node): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = (node['specifiers'] as Node[] | undefined) ?? [];
  return specifiers.length > 0 && specifiers.every(one => one['importKind'] === 'type');
}

function namesOf(node: Node): string[] {
  const specifiers = (node['specifiers'] as Node[] | undefined) ?? [];
  return specifiers.map(one => nameOf(one['imported'])).filter(name => name !== '');
}

/** The name of an identifier node, or an empty string. */
export function nameOf(node: unknown): string {
  const name = isNode(node) ? node['name'] : '';
  return typeof name === 'string' ? name : '';
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** All nodes, each with the one it stands in. */
export function* walk(
  nodes: Node[],
  parent: Node | null = null,
): Generator<{ node: Node; parent: Node | null }> {
  for (const node of nodes) {
    yield { node, parent };
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) yield* walk(value.filter(isNode), node);
      else if (isNode(value)) yield* walk([value], node);
    }
  }
}
