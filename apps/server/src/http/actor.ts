import type { Role } from '@xinxuan/contract';

export type ActorPost = {
  id: string;
  role: Role;
  unitId: string;
  unitName: string;
  unitPath: string;
  fromOn: string;
  toOn: string | null;
};

/** Who is asking, in which post, from where. */
export type Actor = {
  personId: string;
  personName: string;
  userName: string;
  title: string;
  bodyId: string;
  bodyName: string;
  posts: ActorPost[];
  post: ActorPost | null;
  mustChangePassword: boolean;
  /** The session's hard end; null for a machine's token. */
  sessionEnds: string | null;
  sessionToken: string | null;
  address: string;
};

/** How the audit trail names whoever acted. */
export function authorOf(actor: Actor) {
  return {
    personId: actor.personId,
    appointmentId: actor.post?.id ?? null,
    role: actor.post?.role ?? null,
    address: actor.address,
  };
}
