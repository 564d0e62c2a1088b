import { contract } from '@xinxuan/contract';
import { parseScheme } from '@xinxuan/scoring';
import { acts } from '../../http/endpoint.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { changeScheme, findScheme, insertScheme, nextNumber } from './queries.ts';
import { unfit, view, whyNotChange } from './scheme.ts';

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
    const before = await findScheme(tx, id);
    if (!before) return notFound('计分办法', 'scheme');
    const why = whyNotChange(before, actor);
    if (why) return why;
    if (!(await changeScheme(tx, { id, version: input.version ?? -1 }, saved)))
      return stale({ version: before.version });
    record(id, { yaml: before.yaml }, { yaml: input.yaml });
  } else {
    const number = await nextNumber(tx);
    await insertScheme(tx, {
      body_id: tx.body,
      id,
      number,
      ...saved,
      state: 'draft',
      from_on: null,
      to_on: null,
      version: 0,
    });
    record(id, null, { yaml: input.yaml });
  }
  const scheme = await findScheme(tx, id);
  return scheme ? view(scheme, actor) : notFound('计分办法', 'scheme');
});
