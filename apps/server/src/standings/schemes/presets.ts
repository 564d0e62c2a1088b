import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { whyNotAct } from '../../http/rights.ts';
import { presets } from '../trial/presets.ts';

/** What ships with the program, for whoever may draft a scheme. */
export const listPresets = answers(contract.schemes.presets, async ({ actor }) => {
  const why = whyNotAct(actor, 'scheme.manage');
  if (why) return why;
  return (await presets()).map(({ name, title, source }) => ({ name, title, source }));
});

export const getPreset = answers(contract.schemes.preset, async ({ input, actor }) => {
  const why = whyNotAct(actor, 'scheme.manage');
  if (why) return why;
  const found = (await presets()).find(({ name }) => name === input.name);
  return found ?? notFound('预置办法', 'preset scheme');
});
