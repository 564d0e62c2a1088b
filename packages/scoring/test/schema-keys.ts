/** The published JSON Schema as a list of entries, and a document as the places where it uses them. */
import { readFileSync } from 'node:fs';

export type Node = {
  properties?: Record<string, Node>;
  anyOf?: Node[];
  $ref?: string;
  items?: Node;
  additionalProperties?: Node | false;
  enum?: unknown[];
};
const ROOT = JSON.parse(
  readFileSync(new URL('../../../docs/scheme.schema.json', import.meta.url), 'utf8'),
) as Node & { $defs: Record<string, Node> };

/** A place of a document: the way to it, and what the schema says of it there. */
export type Place = { path: readonly (string | number)[]; nodes: readonly Node[]; isEntry: boolean };

/** Names of all entries: step.combine.rest, award.seats.share … */
export function entriesOfSchema(): Map<Node, string> {
  const names = new Map<Node, string>();
  const visit = (node: Node, name: string): void => {
    for (const [key, inner] of Object.entries(node.properties ?? {})) {
      if (key === 'choose') continue;
      names.set(inner, `${name}.${key}`);
      visit(inner, `${name}.${key}`);
    }
    for (const inner of [...(node.anyOf ?? []), node.items, node.additionalProperties])
      if (inner) visit(inner, name);
  };
  visit(ROOT, 'scheme');
  for (const [name, node] of Object.entries(ROOT.$defs)) visit(node, name);
  return names;
}

/** Every entry and every item of a document. */
export function placesOf(document: unknown): Place[] {
  const places: Place[] = [];
  const visit = (value: unknown, path: Place['path'], nodes: readonly Node[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const isList = Array.isArray(value);
      const here = isList ? nodes.flatMap(node => node.items ?? []) : entryOf(nodes, key, Object.keys(value));
      const place = [...path, isList ? Number(key) : key];
      places.push({ path: place, nodes: here, isEntry: !isList });
      visit(inner, place, here.flatMap(opened));
    }
  };
  visit(document, [], opened(ROOT));
  return places;
}

/** The entry in the forms that know all entries of the map; a word of a list of words stands for any. */
function entryOf(nodes: readonly Node[], key: string, keys: readonly string[]): Node[] {
  const fitting = nodes.filter(
    ({ properties, additionalProperties }) =>
      additionalProperties || (properties && keys.every(each => Object.hasOwn(properties, each))),
  );
  return fitting.flatMap(({ properties, additionalProperties }) => {
    const found = properties?.[key] ?? (additionalProperties || undefined);
    return found ? [found] : [];
  });
}

/** All forms that a place may have, through references and alternatives. */
export function opened(node: Node): Node[] {
  if (node.$ref) return opened(ROOT.$defs[node.$ref.replace('#/$defs/', '')] ?? {});
  return [node, ...(node.anyOf ?? []).flatMap(opened)];
}
