/** A condition or formula in CEL, checked when the scheme is read. `type` is what it yields. */
export type Expression = { source: string; type: 'number' | 'text' | 'yes-no' };
