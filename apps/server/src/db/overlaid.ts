const BAR = '█';

/** What is left of a value when several hands covered words in it, each on its own: a bar wherever one of them set it. */
export function overlaid(stood: unknown, covered: readonly unknown[]): unknown {
  return covered.reduce((left, each) => overlay(left, each), stood);
}

function overlay(one: unknown, other: unknown): unknown {
  if (typeof one === 'string' && typeof other === 'string')
    return one.replace(/[^█]/gu, (kept, at: number) => (other[at] === BAR ? BAR.repeat(kept.length) : kept));
  if (Array.isArray(one) && Array.isArray(other)) return one.map((each, at) => overlay(each, other[at]));
  if (isRecord(one) && isRecord(other))
    return Object.fromEntries(Object.entries(one).map(([key, each]) => [key, overlay(each, other[key])]));
  return one;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
