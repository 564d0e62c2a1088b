import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import { hashToken } from '../../http/identity.ts';
import { notFound } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { findAppointment } from '../appointments/queries.ts';
import { newToken, whyNotToken } from '../token.ts';
import { insertToken } from './queries.ts';

export const createToken = acts(contract.network.tokens.create, async ({ input, tx, now, may, record }) => {
  const post = await findAppointment(tx, input.appointmentId);
  if (!post) return notFound('任职', 'appointment');
  const out = may({ unitPath: post.unit_path });
  if (out) return out;
  const why = whyNotToken(input.expiresOn, post, dayOf(now));
  if (why) return why;
  const id = newId('token', now);
  const token = newToken();
  await insertToken(tx, { id, ...input, hash: hashToken(token), at: now });
  record(id, null, input);
  return { id, token };
});
