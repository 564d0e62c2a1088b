import {
  MailDoor,
  MailIncoming,
  MailOutgoing,
  MailRules,
  type MailSettings as Shape,
} from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Sealer } from './seal.ts';
import type { SettingsRow } from './settings-queries.ts';

/** The mailbox of a body, its secrets opened; never logged, never shown. */
export type Mailbox = Shape & {
  body: string;
  version: number;
  incomingSecret: string;
  outgoingSecret: string;
};

/** What stands in the form before anything was saved. */
export function emptySettings(now: Date): Shape {
  return {
    incoming: {
      on: false,
      host: '',
      port: 993,
      tls: 'implicit',
      user: '',
      folder: 'INBOX',
      doneFolder: '已收',
      fromDay: dayOf(now),
    },
    door: { on: false, host: '127.0.0.1', port: 2525, recipient: '', limitMb: 30, networks: [] },
    outgoing: { on: false, host: '', port: 465, tls: 'implicit', user: '', sender: '', name: '' },
    rules: { onMatch: 'submit', trustedServers: [], innerOnly: false, nameServers: [], routes: [] },
  };
}

export function shapeOf(row: SettingsRow): Shape {
  return {
    incoming: MailIncoming.parse(row.incoming),
    door: MailDoor.parse(row.door),
    outgoing: MailOutgoing.parse(row.outgoing),
    rules: MailRules.parse(row.rules),
  };
}

export function mailboxOf(row: SettingsRow, sealer: Sealer): Mailbox {
  return {
    ...shapeOf(row),
    body: row.body_id,
    version: row.version,
    incomingSecret: secretOf(row.incoming_secret, sealer, secretName(row.body_id, 'incoming')),
    outgoingSecret: secretOf(row.outgoing_secret, sealer, secretName(row.body_id, 'outgoing')),
  };
}

export const secretName = (body: string, which: 'incoming' | 'outgoing'): string => `${body}/mail/${which}`;

/** After the key was lost a secret has to be entered again; until then signing in fails and says so. */
function secretOf(sealed: Buffer | null, sealer: Sealer, of: string): string {
  return sealed ? (sealer.open(sealed, of)?.toString('utf8') ?? '') : '';
}

/** Addresses that are the system's own: a message from one of them is never answered and never taken in. */
export function ownAddresses({ door, outgoing, incoming }: Shape): string[] {
  return [door.recipient, outgoing.sender, incoming.user]
    .filter(each => each.includes('@'))
    .map(each => each.toLowerCase());
}

/** Tells a mailbox from another one that was watched before, in sightings. */
export const accountOf = ({ incoming }: Pick<Shape, 'incoming'>): string =>
  `${incoming.user}@${incoming.host}:${incoming.port}/${incoming.folder}`;
