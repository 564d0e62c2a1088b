import type { Me } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { reachOf, rightsOf } from '../http/rights.ts';

/** What the page knows of the person in front of it. */
export function meOf(actor: Actor): Me {
  return {
    person: { id: actor.personId, name: actor.personName, userName: actor.userName, title: actor.title },
    body: { id: actor.bodyId, name: actor.bodyName },
    posts: actor.posts.map(post => ({
      id: post.id,
      role: post.role,
      unit: { id: post.unitId, name: post.unitName },
      from: post.fromOn,
      to: post.toOn,
    })),
    post: actor.post
      ? {
          id: actor.post.id,
          role: actor.post.role,
          unit: { id: actor.post.unitId, name: actor.post.unitName },
          from: actor.post.fromOn,
          to: actor.post.toOn,
        }
      : null,
    rights: actor.mustChangePassword ? [] : rightsOf(actor),
    writesFor: actor.mustChangePassword ? null : reachOf(actor, 'manuscript.write'),
    mustChangePassword: actor.mustChangePassword,
    signedInUntil: actor.sessionEnds ?? '',
  };
}
