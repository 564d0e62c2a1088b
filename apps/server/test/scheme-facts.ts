import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NewFact } from '../src/facts/fact.ts';
import { recordFact } from '../src/facts/record.ts';
import { newId } from '../src/ids.ts';
import { settleChanges } from '../src/standings/rescore.ts';
import type { Office } from './office.ts';

export const STREET_OFFICE = readFileSync(
  fileURLToPath(new URL('../../../packages/scoring/schemes/street-office.yaml', import.meta.url)),
  'utf8',
);
/** Municipal items worth half as much again. */
export const RAISED = STREET_OFFICE.replace(
  'municipal: { long: 60, brief: 30 }',
  'municipal: { long: 90, brief: 45 }',
);

export async function inForce(yaml: string, fromOn: string, at: Office): Promise<void> {
  const assessor = await at.as('assessor');
  const draft = await assessor.schemes.save({ yaml });
  const sent = await assessor.schemes.submit({ id: draft.id, version: draft.version });
  const principal = await at.as('principal');
  const approved = await principal.schemes.approve({ id: sent.id, version: sent.version, hash: sent.hash });
  await assessor.schemes.putInForce({ id: approved.id, version: approved.version, fromOn });
}

export type Given = Partial<NewFact> & Pick<NewFact, 'kind' | 'onDay' | 'attrs'>;
export const adopted = (onDay: string, attrs: Record<string, string>): Given => ({
  kind: 'adopted',
  onDay,
  manuscriptId: newId('manuscript', new Date('2026-05-20T02:00:00Z')),
  attrs: { channel: 'news', genre: 'long', position: 'ordinary', ...attrs },
});

export function happened(unit: keyof Office['units'], facts: Given[], at: Office): Promise<void> {
  return at.app.database.write(
    at.body,
    async tx => {
      for (const fact of facts) {
        await recordFact(tx, {
          unitId: at.units[unit],
          personIds: [at.people.writer],
          label: '稿件',
          recordedBy: null,
          now: at.time.now,
          ...fact,
        });
      }
      await settleChanges(tx, at.time.now);
    },
    () => false,
  );
}
