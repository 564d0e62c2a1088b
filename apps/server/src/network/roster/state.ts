import type { Role } from '@xinxuan/contract';
import type { RosterColumn } from '../../documents/roster.ts';
import type { Finding } from '../../files/finding.ts';

/** What a roster is held against: everything of the body that is not closed, and every person ever registered. */
export type RegisterState = {
  today: string;
  units: KnownUnit[];
  groups: { id: string; name: string }[];
  people: KnownPerson[];
  posts: KnownPost[];
  /** Of all bodies: a user name is unique over all of them. */
  userNames: ReadonlySet<string>;
};

export type KnownUnit = {
  id: string;
  parentId: string | null;
  name: string;
  path: string;
  depth: number;
  group: string | null;
  openedOn: string;
  closedOn: string | null;
};
export type KnownPerson = {
  id: string;
  name: string;
  userName: string;
  title: string;
  phone: string | null;
  email: string | null;
  active: boolean;
  version: number;
};
export type KnownPost = { personId: string; unitId: string; role: Role; fromOn: string; toOn: string | null };

/** What taking the roster in would write. `added` units come parents first. */
export type RegisterPlan = {
  groups: { id: string; name: string }[];
  units: (KnownUnit & { added: boolean })[];
  people: { added: KnownPerson[]; changed: KnownPerson[]; kept: KnownPerson[] };
  posts: { added: (KnownPost & { id: string })[]; kept: KnownPost[] };
};

/** Collects every problem with the address of its cell. */
export type Complaints = {
  problems: Finding[];
  at(row: number, column: RosterColumn): string;
};

/** Makes ids for what is new, so that planning itself stays without chance or clock. */
export type MakeId = (kind: 'unit' | 'group' | 'person' | 'appointment') => string;
