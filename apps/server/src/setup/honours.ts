import { schemeOf } from '../awards/figures.ts';
import { grantRound } from '../awards/grant.ts';
import { proposeRound } from '../awards/propose.ts';
import { changeRound, holdersOf } from '../awards/queries.ts';
import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { booksOf } from '../fees/books.ts';
import { sharesOf } from '../fees/item-queries.ts';
import { writePayee } from '../fees/payee-queries.ts';
import { draftList } from '../fees/prepare.ts';
import { changeList } from '../fees/queries.ts';
import type { Vault } from '../fees/vault.ts';
import { periodOf } from '../standings/period.ts';
import { freeze } from '../standings/periods/close.ts';
import { findPeriod } from '../standings/periods/queries.ts';
import { addDays } from './demonstration/days.ts';
import { takeTime } from './queries.ts';

type Played = { assessor: string; chief: string; leader: string };
type Wish = { bodyId: string; year: number; now: Date; vault: Vault | null };

/**
 * Carries the scored demonstration year on to what follows from it: its first quarters are closed and their awards
 * granted; fees are paid but for the last quarter's, whose list waits for a check.
 */
export async function addHonours(database: Database, { bodyId, year, now, vault }: Wish): Promise<void> {
  await database.write(
    bodyId,
    async tx => {
      await takeTime(tx);
      const played = await playersOf(tx, dayOf(now));
      if (!played) return;
      const ended = [1, 2, 3, 4].map(n => `${year}-Q${n}`).filter(key => periodOf(key).to < dayOf(now));
      for (const key of ended.slice(0, 2)) await closedAndHonoured(tx, key, { played, now });
      // The fees of the last quarter wait to be checked, as soon as there is an earlier one to compare with.
      const waiting = ended.length > 1 ? ended.at(-1) : undefined;
      for (const key of ended.filter(each => each !== waiting)) await paidList(tx, key, { played, vault });
      if (waiting) await listOf(tx, waiting, played.assessor);
    },
    () => false,
  );
}

async function playersOf(tx: Tx, today: string): Promise<Played | null> {
  const [assessor] = await holdersOf(tx, 'assessor', today);
  const [chief] = await holdersOf(tx, 'desk_chief', today);
  const [leader] = await holdersOf(tx, 'principal_leader', today);
  return assessor && chief && leader ? { assessor, chief, leader } : null;
}

async function closedAndHonoured(
  tx: Tx,
  key: string,
  { played, now }: { played: Played; now: Date },
): Promise<void> {
  const before = await findPeriod(tx, key);
  if (before.state !== 'closed') {
    const why = { by: played.assessor, reason: '', now };
    await freeze(tx, { period: periodOf(key), version: before.version }, why);
  }
  const scheme = await schemeOf(tx, key);
  if (!scheme) return;
  const state = await findPeriod(tx, key);
  const id = await proposeRound(tx, { state, scheme, by: played.assessor, now });
  if (!id) return;
  const submitted = {
    state: 'submitted' as const,
    submitted_by: played.assessor,
    submitted_at: now.toISOString(),
  };
  await changeRound(tx, { id, version: 0 }, submitted);
  await grantRound(tx, { id, period: key }, { by: played.leader, version: 1, now });
}

/** Half past nine in the morning, so many days after the end of a period. */
function morningAfter(key: string, days: number): Date {
  return new Date(`${addDays(periodOf(key).to, days)}T01:30:00Z`);
}

async function listOf(tx: Tx, key: string, by: string): Promise<string | null> {
  const now = morningAfter(key, 12);
  // What the books say today: a demonstration has no history of corrections.
  const { scheme, items } = await booksOf(tx, { period: key, now });
  if (!scheme || items.length === 0) return null;
  const made = await draftList(tx, { period: key, scheme, items, by, now });
  return made?.id ?? null;
}

async function paidList(
  tx: Tx,
  key: string,
  { played, vault }: { played: Played; vault: Vault | null },
): Promise<void> {
  const id = await listOf(tx, key, played.assessor);
  if (!id) return;
  if (vault) await enterPayees(tx, id, { by: played.assessor, vault, now: morningAfter(key, 12) });
  await changeList(
    tx,
    { id, version: 0 },
    {
      state: 'paid',
      checked_by: played.chief,
      checked_at: morningAfter(key, 13).toISOString(),
      paid_on: addDays(periodOf(key).to, 18),
      voucher: `记字${46 + Number(key.slice(-1))}号`,
      paid_by: played.assessor,
      paid_at: morningAfter(key, 18).toISOString(),
    },
  );
}

/** Invented accounts of an invented bank for everybody but the last, who shows what a missing one looks like. */
async function enterPayees(
  tx: Tx,
  listId: string,
  { by, vault, now }: { by: string; vault: Vault; now: Date },
): Promise<void> {
  const shares = await sharesOf(tx, listId);
  for (const [index, { owner, owner_kind }] of shares.slice(0, -1).entries()) {
    const account = `9558${String(100_000_000_000 + index * 7919).slice(-12)}`;
    const of = { body: tx.body, ownerKind: owner_kind, ownerId: owner.id };
    const data = {
      accountName: owner.name,
      bank: '示例银行城东支行',
      account,
      idSuffix: String(1000 + index).slice(-4),
    };
    await writePayee(tx, null, {
      body_id: tx.body,
      owner_kind,
      owner_id: owner.id,
      sealed: vault.seal(data, of),
      last_four: account.slice(-4),
      saved_by: by,
      saved_at: now.toISOString(),
      version: 0,
    });
  }
}
