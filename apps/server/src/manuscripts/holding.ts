import type { Actor } from '../http/actor.ts';
import { whyNotHere } from '../http/rights.ts';
import { deskPlaceOf, isSigner, isWriter, type Manuscript, pendingSteps, type Step } from './manuscript.ts';

/** The pending steps of this person whose text as it stands is not known to have been on his screen. */
export function unseen(manuscript: Manuscript, actor: Actor): Step[] {
  return pendingSteps(manuscript).filter(
    step => isSigner(step, actor.personId) && step.openedBy !== actor.personId,
  );
}

/** Whether the item lies with this person now: to sign, to decide at the desk, or to write anew. */
export function holdsNow(manuscript: Manuscript, actor: Actor): boolean {
  switch (manuscript.state) {
    case 'in_review':
      return pendingSteps(manuscript).some(step => isSigner(step, actor.personId));
    case 'at_desk':
      return whyNotHere(actor, 'desk.triage', deskPlaceOf(manuscript)) === null;
    case 'returned':
      return isWriter(manuscript, actor.personId);
    default:
      return false;
  }
}
