import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { findTokens } from './queries.ts';

export const listTokens = answers(contract.network.tokens.list, ({ reader, scope }) =>
  findTokens(reader, scope()),
);
