import type { Channel, MailAuthentication, MailState, MailWhy } from '@xinxuan/contract';
import type { ColumnType } from 'kysely';
import type { SubjectReading } from './subject.ts';

type Json<T> = ColumnType<T, string, string>;
export type Sentence = { zh: string; en: string };

/** What the receiving connection knew of the sender; empty for messages that a mailbox held. */
export type Envelope = {
  ip?: string;
  helo?: string;
  sender?: string;
  /** Bytes of a message that was left in the mailbox; only its headers are here. */
  tooLarge?: number;
};

/** A manuscript as it was read out of a message, for whoever decides on it. */
export type FoundText = { file: string | null; title: string | null; text: string; cut: boolean };

/** Read from the message, and shown beside it. */
export type MailReading = {
  subject?: SubjectReading;
  notes?: Sentence[];
  textIsSure?: boolean;
  found?: FoundText[];
};

/** `turn` numbers the answers to one message; only the last one worded is sent. */
export type MailAnswer = { to: string; subject: string; text: string; turn: number };

declare module '../db/connect.ts' {
  interface Tables {
    mail_settings: {
      body_id: string;
      incoming: Json<unknown>;
      incoming_secret: Buffer | null;
      door: Json<unknown>;
      outgoing: Json<unknown>;
      outgoing_secret: Buffer | null;
      rules: Json<unknown>;
      version: number;
      saved_by: string;
      saved_at: string;
      succeeded_at: string | null;
      failed_at: string | null;
      failing_since: string | null;
      failure: Json<Sentence | null> | null;
      alarmed_at: string | null;
    };
    mail_messages: MailColumns;
    mail_sightings: {
      body_id: string;
      account: string;
      uidvalidity: number;
      uid: number;
      message_id: string;
      filed_at: string | null;
    };
    mail_attachments: {
      body_id: string;
      message_id: string;
      position: number;
      file_id: string;
      name: string;
      size: number;
      became: PartEnd;
      finding: Json<Sentence | null> | null;
    };
    mail_manuscripts: { body_id: string; message_id: string; manuscript_id: string; position: number };
  }
}

export type PartEnd = 'manuscript' | 'photo' | 'attachment' | 'unreadable' | 'left';

export type MailColumns = {
  body_id: string;
  id: string;
  way: 'imap' | 'door';
  digest: string;
  message_id: string | null;
  raw_file_id: string | null;
  size: number;
  envelope: Json<Envelope>;
  state: MailState;
  tries: number;
  arrived_at: string;
  sent_at: string | null;
  subject: string;
  from_name: string;
  from_address: string | null;
  text: string;
  automatic: string | null;
  authentication: Json<Partial<MailAuthentication>>;
  reading: Json<MailReading>;
  why: MailWhy[];
  channel: Channel;
  person_id: string | null;
  unit_id: string | null;
  note: string;
  state_before: MailState | null;
  decided_by: string | null;
  decided_at: string | null;
  answer: Json<MailAnswer | null> | null;
  answered_at: string | null;
  version: number;
};
