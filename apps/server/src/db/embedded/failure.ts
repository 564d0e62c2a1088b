/** Why the embedded database cannot be had. `start` stands for whatever PostgreSQL itself reported. */
export type EmbeddedFailureCode =
  | 'in-use'
  | 'version'
  | 'binaries'
  | 'copied'
  | 'account'
  | 'folder'
  | 'start';

/** A failure with words for the person who started the program: Chinese first, then English. */
export class EmbeddedFailure extends Error {
  readonly code: EmbeddedFailureCode;

  constructor(code: EmbeddedFailureCode, chinese: string, english: string) {
    super(`${chinese}\n${english}`);
    this.name = 'EmbeddedFailure';
    this.code = code;
  }
}

/** The `code` of a Node or PostgreSQL error, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
