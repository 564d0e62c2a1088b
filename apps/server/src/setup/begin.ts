import { contract } from '@xinxuan/contract';
import { recordAudit } from '../db/audit.ts';
import type { Tx } from '../db/connect.ts';
import { answersAnyone } from '../http/endpoint.ts';
import { isRefusal, type Refusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { hashPassword } from '../session/auth.ts';
import { whyNotPassword } from '../session/password.ts';
import { insertAccount } from '../session/queries.ts';
import { addPreset } from '../standings/schemes/preset.ts';
import { hasBody, insertAdministrator, insertBody, insertRoot, lockSetup } from './queries.ts';
import type { SetupRun } from './run.ts';

/** Sets the system up, once: in the background with a demonstration year, or at once and empty. */
export const begin = (run: SetupRun) =>
  answersAnyone(contract.setup.begin, async ({ input, now, server, context }) => {
    if ((await hasBody(server.database)) || run.state.running) return alreadySetUp();
    if (input.with === 'demonstration') {
      return { started: true as const, signIns: run.start(server, now) };
    }
    const weak = whyNotPassword(input.adminPassword, { userName: input.adminUserName, current: null });
    if (weak) return atField(weak, 'adminPassword');
    const hash = await hashPassword(input.adminPassword);
    const set = await server.database.write(
      newId('body', now),
      tx => setUpEmpty(tx, { ...input, hash, now, address: context.address }),
      isRefusal,
    );
    return set ?? { started: true as const, signIns: [] };
  });

export function alreadySetUp(): Refusal {
  return refuse('wrong_state', 'already_set_up', {
    zh: '系统已经设置过，或正在载入演示数据，不能再次设置。请刷新页面后登录。',
    en: 'The system has been set up already, or is loading the demonstration. Reload the page and sign in.',
  });
}

function atField(refusal: Refusal, field: string): Refusal {
  const { zh, en } = refusal;
  return { ...refusal, fields: { [field]: { zh, en } } };
}

type Empty = {
  bodyName: string;
  adminName: string;
  adminUserName: string;
  hash: string;
  now: Date;
  address: string;
};

/** The body, its root with a desk, a scheme to start from, and one person who may register and appoint people. */
async function setUpEmpty(tx: Tx, given: Empty): Promise<Refusal | null> {
  const { bodyName, adminName, adminUserName, hash, now, address } = given;
  await lockSetup(tx);
  if (await hasBody(tx)) return alreadySetUp();
  await insertBody(tx, { name: bodyName, demonstration: false, now });
  const unitId = await insertRoot(tx, { name: bodyName, now });
  const personId = await insertAdministrator(tx, { name: adminName, userName: adminUserName, unitId, now });
  const person = { id: personId, userName: adminUserName, name: adminName };
  await insertAccount(tx, person, { hash, mustChange: false });
  await addPreset(tx, { fromOn: null, now });
  await recordAudit(tx, {
    at: now,
    personId,
    appointmentId: null,
    role: null,
    address,
    act: 'setup.begin',
    subjectId: tx.body,
    before: null,
    after: { with: 'empty', bodyName, adminUserName },
  });
  return null;
}
