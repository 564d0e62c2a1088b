import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { whyNotEnd } from '../appointment.ts';
import { endAppointment, findAppointment } from './queries.ts';
import { appointmentView } from './views.ts';

export function endPost({ identity }: { identity: Identity }) {
  return acts(contract.network.appointments.end, async call => {
    const { input, tx, actor, may, record, afterwards } = call;
    const post = await findAppointment(tx, input.id);
    if (!post) return notFound('任职', 'appointment');
    const out = may({ unitPath: post.unit_path });
    if (out) return out;
    if (post.version !== input.version) return stale();
    const why = whyNotEnd(post, input.toOn, actor.post?.id ?? null);
    if (why) return why;
    if (!(await endAppointment(tx, input, input.toOn))) return stale();
    record(post.id, { toOn: post.to_on }, { toOn: input.toOn });
    afterwards(() => identity.forget());
    return appointmentView({ ...post, to_on: input.toOn, version: post.version + 1 });
  });
}
