import { createHmac } from 'node:crypto';
import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { findDeviceRoot } from './field-report-queries.ts';

/** The same key on all devices of a person, and another one for everybody else: 32 bytes for AES-GCM. */
export const deviceKey = answers(contract.manuscripts.deviceKey, async ({ actor, reader }) => {
  const root = await findDeviceRoot(reader);
  if (!root) throw new Error(`body ${reader.body} vanished`);
  return { key: createHmac('sha256', root).update(`unsent texts of ${actor.personId}`).digest('base64') };
});
