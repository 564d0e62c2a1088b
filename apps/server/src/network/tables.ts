import type { Role, UnitKind } from '@xinxuan/contract';
import type { Generated } from 'kysely';

declare module '../db/connect.ts' {
  interface Tables {
    assessment_groups: { body_id: string; id: string; name: string; sort: number; version: number };
    units: UnitRow;
    people: PersonRow;
    appointments: AppointmentRow & {
      /** Ended because its unit closed, and the end it had before: taken back with the closing. */
      closed_with_unit: Generated<boolean>;
      to_on_before: Generated<string | null>;
    };
    api_tokens: {
      body_id: string;
      id: string;
      name: string;
      appointment_id: string;
      hash: Buffer;
      created_at: string;
      expires_on: string;
      last_used_at: string | null;
      revoked_at: string | null;
    };
  }
}

export type UnitRow = {
  body_id: string;
  id: string;
  parent_id: string | null;
  name: string;
  short_name: string;
  aliases: string[];
  kind: UnitKind;
  group_id: string | null;
  desk_name: string | null;
  path: string;
  depth: number;
  sort: number;
  opened_on: string;
  closed_on: string | null;
  version: number;
};

export type PersonRow = {
  body_id: string;
  id: string;
  name: string;
  pinyin: string;
  user_name: string;
  title: string;
  phone: string | null;
  email: string | null;
  active: boolean;
  auth_user_id: string | null;
  must_change_password: boolean;
  failed_sign_ins: number;
  locked_until: string | null;
  version: number;
};

export type AppointmentRow = {
  body_id: string;
  id: string;
  person_id: string;
  unit_id: string;
  role: Role;
  full_time: boolean;
  from_on: string;
  to_on: string | null;
  version: number;
};
