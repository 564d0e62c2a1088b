import type { ReleaseStage } from '@xinxuan/contract';
import type { PersonName } from './office.ts';

/** Every person of the office who did not write: just enough for seven duties. */
export const SIGNERS: Record<ReleaseStage, PersonName> = {
  review1: 'head',
  proof1: 'writer2',
  review2: 'chief',
  proof2: 'editor',
  secrecy: 'assessor',
  review3: 'principal',
  proof3: 'leader',
};
