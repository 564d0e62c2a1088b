import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { findGroups } from './queries.ts';

export const listGroups = answers(contract.network.groups.list, ({ reader }) => findGroups(reader));
