import { readFile } from 'node:fs/promises';
import { parseScheme } from '@xinxuan/scoring';
import type { Tx } from '../../db/connect.ts';
import { newId } from '../../ids.ts';
import { insertScheme, nextNumber } from './queries.ts';
import { hashOf } from './scheme.ts';
import { keepAct } from './scheme-approval.ts';

/** The street office's scheme as it ships: what a body starts from. */
const PRESET = new URL('../../../../../packages/scoring/schemes/street-office.yaml', import.meta.url);

type Preset = { fromOn: string | null; now: Date; adapt?: (yaml: string) => string };

/** Gives a body its first scheme: in force from a day on, or as a draft for the assessor to adapt. */
export async function addPreset(tx: Tx, { fromOn, now, adapt = as => as }: Preset): Promise<void> {
  const yaml = adapt(await readFile(PRESET, 'utf8'));
  const parsed = parseScheme(yaml);
  if (!parsed.ok) throw new Error(`the preset scheme cannot be read: ${parsed.problems[0]?.en}`);
  const id = newId('scheme', now);
  await insertScheme(tx, {
    body_id: tx.body,
    id,
    name: parsed.scheme.title.zh,
    number: await nextNumber(tx),
    yaml,
    state: fromOn ? 'in_force' : 'draft',
    from_on: fromOn,
    to_on: null,
    saved_by: null,
    saved_at: now.toISOString(),
    examples: [],
    approved_hash: null,
    submitted_at: null,
    version: 0,
  });
  if (fromOn) await keepAct(tx, id, { act: 'in_force', actor: null, now, hash: hashOf(yaml), fromOn });
}
