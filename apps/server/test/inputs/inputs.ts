import type { Things } from '../things.ts';

/** One valid request for each endpoint named, about the sample things. */
export type Inputs = Record<string, (things: Things) => unknown>;
