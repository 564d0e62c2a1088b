import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { notFound } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { whyNotAppoint } from '../appointment.ts';
import { findPerson } from '../people/queries.ts';
import { findUnit, lockTree } from '../units/queries.ts';
import { appointmentsOf, insertAppointments } from './queries.ts';
import { appointmentView } from './views.ts';

export function appoint({ identity }: { identity: Identity }) {
  return acts(contract.network.appointments.create, async call => {
    const { input, tx, now, may, record, afterwards } = call;
    // A unit must not close, nor the same post be granted twice, between looking and saving.
    await lockTree(tx);
    const unit = await findUnit(tx, input.unitId);
    if (!unit) return notFound('单位', 'unit');
    const person = await findPerson(tx, input.personId);
    const out = may({ unitPath: unit.path });
    if (out) return out;
    if (!person) return notFound('人员', 'person');
    const post = {
      id: newId('appointment', now),
      person_id: person.id,
      unit_id: unit.id,
      role: input.role,
      full_time: input.fullTime,
      from_on: input.fromOn,
      to_on: input.toOn,
    };
    const why = whyNotAppoint(post, { person, unit, held: await appointmentsOf(tx, person.id) });
    if (why) return why;
    await insertAppointments(tx, [post]);
    record(post.id, null, { ...input, personName: person.name, unitName: unit.name });
    afterwards(() => identity.forget());
    return appointmentView({
      ...post,
      body_id: tx.body,
      version: 0,
      unit_name: unit.name,
      unit_path: unit.path,
    });
  });
}
