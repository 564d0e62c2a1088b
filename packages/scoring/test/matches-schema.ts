/** The few words of JSON Schema that docs/scheme.schema.json uses: enough to try documents against it. */
export type Schema = {
  $ref?: string;
  $defs?: Record<string, Schema>;
  anyOf?: Schema[];
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minimum?: number;
  minItems?: number;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  items?: Schema;
};

type Node = { schema: Schema; value: unknown; path: string };

/** Places that do not match, as paths; empty for a document that does. */
export function mismatches(root: Schema, value: unknown): string[] {
  const visit = ({ schema, value, path }: Node): string[] => {
    if (schema.$ref) {
      const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
      return target ? visit({ schema: target, value, path }) : [`${path}: no ${schema.$ref}`];
    }
    if (schema.anyOf) return furthest(schema.anyOf.map(option => visit({ schema: option, value, path })));
    if (!isPlain(schema, value)) return [path];
    if (Array.isArray(value)) {
      const { items } = schema;
      return items
        ? value.flatMap((item, i) => visit({ schema: items, value: item, path: `${path}[${i}]` }))
        : [];
    }
    return typeof value === 'object' && value !== null ? entries(schema, value, path).flatMap(visit) : [];
  };
  return visit({ schema: root, value, path: '' });
}

/** Nothing when one of several ways fits; otherwise the one that came furthest, which says most. */
function furthest(tried: readonly string[][]): string[] {
  if (tried.some(found => found.length === 0)) return [];
  return tried.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
}

const NEVER: Schema = { enum: [] };

function entries(
  { properties = {}, additionalProperties: more = true, required = [] }: Schema,
  value: object,
  path: string,
): Node[] {
  const missing = required.filter(key => !Object.hasOwn(value, key));
  const rest = more === true ? {} : more === false ? NEVER : more;
  return [
    ...missing.map(key => ({ schema: NEVER, value: undefined, path: `${path}.${key} missing` })),
    ...Object.entries(value).map(([key, child]) => ({
      schema: properties[key] ?? rest,
      value: child,
      path: `${path}.${key}`,
    })),
  ];
}

const depth = (paths: readonly string[]) => Math.max(0, ...paths.map(path => path.split(/[.[]/).length));

function isPlain(schema: Schema, value: unknown): boolean {
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (schema.const !== undefined && schema.const !== value) return false;
  if (schema.type && ![schema.type].flat().some(type => isOf(type, value))) return false;
  if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern, 'u').test(value))
    return false;
  if (schema.minimum !== undefined && typeof value === 'number' && value < schema.minimum) return false;
  return !(schema.minItems !== undefined && Array.isArray(value) && value.length < schema.minItems);
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
