import { contract } from '@xinxuan/contract';
import { parseScheme } from '@xinxuan/scoring';
import { acts } from '../../http/endpoint.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { changeScheme, insertScheme, nextNumber } from './queries.ts';
import { hashOf, unfit, whyNotChange } from './scheme.ts';
import { keepAct, schemeInHand, showScheme } from './scheme-approval.ts';

export const save = acts(contract.schemes.save, async ({ input, actor, tx, now, record }) => {
  const parsed = parseScheme(input.yaml);
  if (!parsed.ok) return unfit(parsed.problems);
  const saved = {
    name: parsed.scheme.title.zh,
    yaml: input.yaml,
    saved_by: actor.personId,
    saved_at: now.toISOString(),
  };
  const id = input.id ?? newId('scheme', now);
  if (input.id) {
    const before = await schemeInHand(tx, id);
    if (!before) return notFound('计分办法', 'scheme');
    const why = whyNotChange(before.stands, actor);
    if (why) return why;
    const { yaml } = before.scheme;
    // Another text is no longer what was submitted or approved; examples alone change nothing of it.
    const voided =
      yaml === input.yaml ? {} : { state: 'draft' as const, approved_hash: null, submitted_at: null };
    const change = { ...saved, ...voided, ...(input.examples && { examples: input.examples }) };
    if (!(await changeScheme(tx, { id, version: input.version ?? -1 }, change)))
      return stale({ version: before.scheme.version });
    if (yaml !== input.yaml) await keepAct(tx, id, { act: 'saved', actor, now, hash: hashOf(input.yaml) });
    record(id, { yaml, state: before.scheme.state }, { yaml: input.yaml });
  } else {
    await insertScheme(tx, {
      body_id: tx.body,
      id,
      number: await nextNumber(tx),
      ...saved,
      examples: input.examples ?? [],
      state: 'draft',
      from_on: null,
      to_on: null,
      approved_hash: null,
      submitted_at: null,
      version: 0,
    });
    await keepAct(tx, id, { act: 'saved', actor, now, hash: hashOf(input.yaml) });
    record(id, null, { yaml: input.yaml });
  }
  return showScheme(tx, id, actor);
});
