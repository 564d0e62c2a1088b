import type { Adoption } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { can } from '../http/refusal.ts';
import { whyNotDecide, whyNotWithdraw } from './adoption.ts';
import type { Full } from './queries.ts';

export function viewOf(adoption: Full, actor: Actor): Adoption {
  const claim = claimOf(adoption);
  const decide = can(whyNotDecide(claim, actor));
  return {
    id: adoption.id,
    manuscript: { id: adoption.manuscript_id, title: adoption.title },
    unit: { id: adoption.unit_id, name: adoption.unit_name },
    authors: adoption.authors,
    outlet: {
      id: adoption.outlet_id,
      name: adoption.outlet_name,
      level: adoption.outlet_level,
      kind: adoption.outlet_kind,
    },
    publishedOn: adoption.published_on,
    issue: adoption.issue,
    genre: adoption.genre,
    position: adoption.position,
    page: adoption.page,
    length: adoption.length,
    state: adoption.state,
    evidence: adoption.evidence.map(({ fileId, url, at, ...each }) => ({
      ...each,
      fileId,
      url: fileId ? `/api/files/${fileId}/${encodeURIComponent(each.name)}` : url,
      at: new Date(at).toISOString(),
    })),
    claimedBy: adoption.claimer,
    claimedAt: adoption.claimed_at,
    decidedBy: adoption.decider,
    decidedAt: adoption.decided_at,
    reason: adoption.reason,
    points: adoption.points,
    version: adoption.version,
    can: { verify: decide, refuse: decide, withdraw: can(whyNotWithdraw(claim, actor)) },
  };
}

/** An adoption as the rules on claims see it. */
export function claimOf(adoption: Full): Pick<Full, 'state' | 'claimed_by'> & { authors: string[] } {
  return {
    state: adoption.state,
    claimed_by: adoption.claimed_by,
    authors: adoption.authors.map(author => author.id),
  };
}

/** Where an adoption stands for the rights: its unit, its claimant and its authors. */
export function placeOf(adoption: Full): { unitPath: string; persons: string[] } {
  return {
    unitPath: adoption.unit_path,
    persons: [adoption.claimed_by, ...adoption.authors.map(author => author.id)],
  };
}
