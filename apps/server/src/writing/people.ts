import type { Named } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import { currentSteps, type Manuscript, writersOf } from '../manuscripts/manuscript.ts';
import { holdersAt } from '../manuscripts/route-queries.ts';
import { namesOf } from './queries.ts';

/** Who has a part in a manuscript and can be named in its comments: writers, signers of this round, its desk. */
export async function peopleOf(reader: Reader, manuscript: Manuscript, now: Date): Promise<Named[]> {
  const signers = currentSteps(manuscript).flatMap(step => [step.reviewer, step.delegate, step.decidedBy]);
  const { desk } = manuscript;
  const day = dayOf(now);
  const atDesk = desk
    ? await Promise.all(
        (['desk_editor', 'desk_chief'] as const).map(role =>
          holdersAt(reader, { unitId: desk.unitId, role, day }),
        ),
      )
    : [];
  const ids = [...writersOf(manuscript), ...signers.flatMap(each => each?.id ?? []), ...atDesk.flat()];
  return namesOf(reader, [...new Set(ids)]);
}
