import type { Actor, ActorPost } from '../http/actor.ts';
import { RIGHTS_OF } from '../http/rights.ts';
import type { Sender } from './queries.ts';

export type NamedUnit = { id: string; name: string; path: string };

/** In which post somebody reports, and for which unit; `sure` where the subject or having only one says so. */
export type Standing = { post: ActorPost; unitId: string; unitName: string; sure: boolean };

/** The post in which a sender writes for the unit that the subject names; with none named, the only one there is. */
export function standingOf(sender: Sender, unit: NamedUnit | null): Standing | 'no_post' | 'other_unit' {
  const writing = sender.posts.filter(post => RIGHTS_OF[post.role]['manuscript.write'] !== undefined);
  if (writing.length === 0) return 'no_post';
  if (unit) {
    const own = writing.find(post => post.unitId === unit.id);
    const above = writing.find(
      post => RIGHTS_OF[post.role]['manuscript.write'] === 'below' && unit.path.startsWith(post.unitPath),
    );
    const post = own ?? above;
    return post ? { post, unitId: unit.id, unitName: unit.name, sure: true } : 'other_unit';
  }
  const post = writing[0]!;
  const sure = new Set(writing.map(each => each.unitId)).size === 1;
  return { post, unitId: post.unitId, unitName: post.unitName, sure };
}

/** The sender as whoever acts: the rights of the post, and an address that says it came by mail. */
export function actorOf(sender: Sender, post: ActorPost | null, body: { id: string; name: string }): Actor {
  return {
    personId: sender.id,
    personName: sender.name,
    userName: sender.userName,
    title: sender.title,
    bodyId: body.id,
    bodyName: body.name,
    posts: sender.posts,
    post,
    mustChangePassword: false,
    sessionEnds: null,
    sessionToken: null,
    address: 'mail',
  };
}
