import type { Appointment } from '@xinxuan/contract';
import type { AppointmentLine } from './queries.ts';

export function appointmentView(line: AppointmentLine): Appointment {
  return {
    id: line.id,
    unit: { id: line.unit_id, name: line.unit_name },
    role: line.role,
    fullTime: line.full_time,
    fromOn: line.from_on,
    toOn: line.to_on,
    version: line.version,
  };
}
