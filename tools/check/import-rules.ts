import { FEATURES, FLOOR, TOPS } from './arrows.ts';
import type { Finding, Import, Source } from './source.ts';

/** Arrows between workspaces, folders and features, and cycles between files. */
export function checkImports(sources: Source[]): Finding[] {
  return [...sources.flatMap(checkArrows), ...findCycles(sources)];
}

function checkArrows(source: Source): Finding[] {
  const rule = ruleFor(source.path);
  const known =
    source.isTest || !rule ? [] : source.imports.flatMap(one => complain(source, one, rule(source, one)));
  return [...known, ...checkFolder(source)];
}

type Rule = (source: Source, one: Import) => string | null;

function complain(source: Source, one: Import, todo: string | null): Finding[] {
  return todo ? [{ path: source.path, line: one.line, rule: 'arrows', todo }] : [];
}

function ruleFor(path: string): Rule | null {
  if (path.startsWith('packages/scoring/src/')) return inScoring;
  if (path.startsWith('packages/contract/src/')) return inContract;
  if (path.startsWith('apps/web/src/')) return inWeb;
  if (path.startsWith('apps/server/src/')) return inServer;
  return null;
}

const leaves = (one: Import, folder: string) => one.target !== null && !one.target.startsWith(folder);

const inScoring: Rule = (_, one) => {
  if (one.specifier.startsWith('@xinxuan/') || leaves(one, 'packages/scoring/')) {
    return `scoring imports nothing of ours: pass what it needs from ${one.specifier} as an argument`;
  }
  return one.specifier.startsWith('node:')
    ? `scoring does no input or output: read with ${one.specifier} in the server and pass the result`
    : null;
};

const inContract: Rule = (_, one) => {
  if (one.target !== null) {
    return leaves(one, 'packages/contract/')
      ? `the contract does not import ${one.specifier}: state the shape here`
      : null;
  }
  if (one.specifier === 'zod' || one.specifier === '@orpc/contract') return null;
  if (one.specifier === '@xinxuan/scoring') {
    return one.typeOnly ? null : 'the contract takes only types from scoring: write import type';
  }
  return `the contract imports zod, @orpc/contract and types of scoring, not ${one.specifier}`;
};

/** Published documents that are data: what editors everywhere complete by, the web's own editor completes by. */
const PUBLISHED = ['docs/scheme.schema.json'];

const inWeb: Rule = (_, one) => {
  if (one.specifier.startsWith('@xinxuan/') && one.specifier !== '@xinxuan/contract') {
    return `the web knows only the contract: let the server answer what ${one.specifier} would`;
  }
  if (one.target !== null && PUBLISHED.includes(one.target)) return null;
  return leaves(one, 'apps/web/')
    ? `the web does not import ${one.specifier}: only @xinxuan/contract is common to both sides`
    : null;
};

const SERVER = 'apps/server/src/';

/** The folder of a server path, or an empty string for files at the top such as clock.ts. */
function folderOf(path: string): string {
  const [folder, rest] = path.slice(SERVER.length).split('/', 2);
  return rest === undefined ? '' : (folder ?? '');
}

const inServer: Rule = (source, one) => {
  if (one.specifier === '@xinxuan/web') return 'the server does not know the web';
  if (one.target === null) return null;
  if (leaves(one, SERVER))
    return `the server does not import ${one.specifier}: move the part below apps/server/src`;
  const [from, to] = [folderOf(source.path), folderOf(one.target)];
  if (isTop(source.path, from) || from === to) return null;
  if (isTop(one.target, to)) return `nothing imports ${one.target}: it puts the parts together`;
  return to === '' || isTableShared(from, one.target) ? null : whyNotArrow(from, to);
};

const isTop = (path: string, folder: string) =>
  TOPS.includes(folder) || path === `${SERVER}main.ts` || path === `${SERVER}app.ts`;

/** A feature may read another's tables in a JOIN, so it may know their row types, wherever that other stands. */
const isTableShared = (from: string, target: string) => from in FEATURES && target.endsWith('/tables.ts');

function whyNotArrow(from: string, to: string): string | null {
  if (from === '')
    return `a file at the top of the server imports no folder: move it into ${to}/ or pass what it needs`;
  const floor = FLOOR[from];
  if (floor) {
    if (floor.includes(to)) return null;
    return to in FLOOR
      ? `${from}/ does not import ${to}/: it stands below it (tools/check/arrows.ts)`
      : `${from}/ imports no feature: let ${to}/ hand over what is needed`;
  }
  if (to in FLOOR || (FEATURES[from] ?? []).includes(to) || !(from in FEATURES)) return null;
  const allowed = (FEATURES[from] ?? []).join(', ') || 'no other feature';
  return `${from} may import ${allowed}, not ${to}: arrows point left; read its tables in a JOIN, or record a fact`;
}

function checkFolder(source: Source): Finding[] {
  if (!source.path.startsWith(SERVER)) return [];
  const folder = folderOf(source.path);
  if (folder === '' || folder in FLOOR || folder in FEATURES || TOPS.includes(folder)) return [];
  const todo = `${folder}/ has no place in the arrows: enter it in tools/check/arrows.ts with what it may import`;
  return [{ path: source.path, line: 1, rule: 'arrows', todo }];
}

/** Each cycle once, told from its first file in the alphabet. */
function findCycles(sources: Source[]): Finding[] {
  const known = new Map(sources.map(source => [source.path, source]));
  const found = new Map<string, Finding>();
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) noteCycle(trail.slice(at));
    if (at >= 0 || done.has(path)) return;
    for (const { target } of known.get(path)?.imports ?? []) {
      if (target !== null && known.has(target)) visit(target, [...trail, path]);
    }
    done.add(path);
  };
  const noteCycle = (cycle: string[]): void => {
    const first = [...cycle].sort()[0] ?? '';
    const turn = cycle.indexOf(first);
    const ring = [...cycle.slice(turn), ...cycle.slice(0, turn)];
    const line = known.get(first)?.imports.find(one => one.target === (ring[1] ?? first))?.line ?? 1;
    const todo = `cycle: ${[...ring, first].join(' -> ')}; move what both need into a third file`;
    found.set(ring.join(), { path: first, line, rule: 'cycles', todo });
  };
  for (const { path } of sources) visit(path, []);
  return [...found.values()];
}
