import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { allSchemes } from '../schemes/queries.ts';
import { presets } from './presets.ts';
import { monthsWithFacts } from './queries.ts';

export const choices = answers(contract.trials.choices, async ({ reader }) => {
  const [schemes, months, shipped] = [
    await allSchemes(reader),
    await monthsWithFacts(reader),
    await presets(),
  ];
  return {
    schemes: schemes.map(({ id, name, number, state, from_on, to_on }) => ({
      id,
      name,
      number,
      state,
      fromOn: from_on,
      toOn: to_on,
    })),
    presets: shipped.map(({ name, title }) => ({ name, title })),
    months,
    can: { start: null },
  };
});
