import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { checkedView } from './scheme-view.ts';

export const check = answers(contract.schemes.check, async ({ input }) => checkedView(input.yaml));
