import type { Server } from '../http/endpoint.ts';
import type { MailReader } from './mail-reader.ts';
import type { Sealer } from './seal.ts';

/** What everything about mail is done with. */
export type MailWorks = {
  server: Server;
  sealer: Sealer;
  reader: MailReader;
  /** The address under which people reach this system, for links in answers. */
  origin: string;
};

export const rawName = (body: string, id: string): string => `${body}/mail/${id}`;

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
