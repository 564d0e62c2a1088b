import { buffer } from 'node:stream/consumers';
import { dayOf } from '../../clock.ts';
import { readRoster } from '../../documents/read-roster.ts';
import type { Finding } from '../../files/finding.ts';
import type { ReadCall } from '../../http/endpoint.ts';
import { ownDocument } from '../../http/own-file.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { planRegister } from './plan.ts';
import { registerState } from './queries.ts';
import type { RegisterPlan, RegisterState } from './state.ts';
import { labelOf } from './unit-names.ts';

type Asker = Pick<ReadCall<never>, 'reader' | 'server' | 'actor' | 'now'>;

const LARGEST = 10 * 1024 * 1024;

export type Checked = { state: RegisterState; plan: RegisterPlan; problems: Finding[] };

/** Reads an uploaded roster and holds it against the register: what it would write, and every problem by its cell. */
export async function checkRoster(asker: Asker, fileId: string): Promise<Checked | Refusal> {
  const { reader, now } = asker;
  const bytes = await uploaded(asker, fileId);
  if (isRefusal(bytes)) return bytes;
  const state = await registerState(reader, dayOf(now));
  const known = state.units.flatMap(unit => [unit.name, labelOf(unit, state.units)]);
  const read = await readRoster(bytes, known);
  if (!read.ok) {
    const { code, zh, en } = read.refusal;
    return refuse('unreadable_file', code, { zh, en });
  }
  const empty: RegisterPlan = {
    groups: [],
    units: [],
    people: { added: [], changed: [], kept: [] },
    posts: { added: [], kept: [] },
  };
  if (!read.value.ok) return { state, plan: empty, problems: read.value.problems };
  return { state, ...planRegister(read.value, state, kind => newId(kind, now)) };
}

const ROSTER = ['名册文件', 'roster file'] as const;

async function uploaded({ reader, server, actor }: Asker, id: string): Promise<Uint8Array | Refusal> {
  const file = await ownDocument(reader, { id, personId: actor.personId, as: ROSTER });
  if (isRefusal(file)) return file;
  if (file.size > LARGEST) {
    return refuse('unreadable_file', 'too_large', {
      zh: '名册文件超过 10 MB，不像是一份名册。请另存为只含名册一张表的工作簿后再传。',
      en: 'The roster file is larger than 10 MB and hardly a roster. Save a workbook with only the roster sheet and upload it again.',
    });
  }
  const opened = await server.files.open(file.sha256);
  return opened ? buffer(opened.stream) : notFound(...ROSTER);
}
