import type { ChannelKind, NoticeGroup, Ways } from '@xinxuan/contract';
import type { Generated } from 'kysely';

export type NoticeChannelRow = {
  body_id: string;
  id: string;
  kind: ChannelKind;
  name: string;
  active: boolean;
  address: Buffer;
  host: string;
  secret: Buffer | null;
  former_secret: Buffer | null;
  template: string | null;
  groups: NoticeGroup[];
  saved_by: string;
  saved_at: string;
  version: number;
};

declare module '../db/connect.ts' {
  interface Tables {
    notices: {
      body_id: string;
      id: string;
      person_id: string;
      at: string;
      kind: string;
      zh: string;
      en: string;
      manuscript_id: string | null;
      adoption_id: string | null;
      link: Generated<string | null>;
      urgent: Generated<boolean>;
      message_id: Generated<string | null>;
      read_at: string | null;
    };
    notice_wishes: {
      body_id: string;
      person_id: string;
      ways: Ways | string;
      quiet_from: number | null;
      quiet_to: number | null;
      digest: boolean;
      version: number;
    };
    notice_sends: {
      body_id: string;
      seq: Generated<number>;
      way: string;
      receiver: string;
      notice_id: string;
      kind: string;
      link: string;
      about: string | null;
      due_at: string;
    };
    notice_channels: Omit<NoticeChannelRow, 'groups'> & { groups: NoticeGroup[] | string };
    way_alarms: { body_id: string; way: string; receiver: string; raised_at: string };
    notice_settings: {
      body_id: string;
      quiet_from: number;
      quiet_to: number;
      urgent_per_hour: Generated<number>;
      version: number;
    };
    calendar_feeds: {
      body_id: string;
      id: string;
      person_id: string;
      name: string;
      token_hash: string;
      made_at: string;
      revoked_at: string | null;
    };
    urgent_messages: {
      body_id: string;
      id: string;
      text: string;
      manuscript_id: string | null;
      sent_by: string;
      unit_id: string;
      at: string;
      due_at: string;
    };
    urgent_receivers: {
      body_id: string;
      message_id: string;
      person_id: string;
      unit_id: string;
      confirmed_at: string | null;
    };
    digests: { body_id: string; person_id: string; day: string; made_at: string };
  }
}
