import { DESK } from './inputs/desk.ts';
import { FIGURES } from './inputs/figures.ts';
import type { Inputs } from './inputs/inputs.ts';
import { NEWSROOM } from './inputs/newsroom.ts';
import { WRITING } from './inputs/writing.ts';

/**
 * One valid request for every endpoint of the contract, about the sample things. A new endpoint fails the rights test
 * until it has its line here.
 */
export const ENDPOINT_INPUTS: Inputs = { ...NEWSROOM, ...WRITING, ...DESK, ...FIGURES };
