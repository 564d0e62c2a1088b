import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { startOffice } from '../../test/office.ts';
import { atDesk } from '../../test/street-office.ts';
import { dayOf } from '../clock.ts';
import { lockManuscript } from './queries.ts';

/** Rounds in the background file texts, fingerprints and findings in their own order: none may wait for a lock, or two of them meet. */
it('what is filed beside a manuscript does not wait for whoever acts on it, and a second act does', async () => {
  const office = await startOffice();
  try {
    const id = await atDesk(office);
    const { database } = office.app;
    const keeps = () => false;
    const beside = (statement: ReturnType<typeof sql>) =>
      database
        .write(
          office.body,
          async tx => {
            await sql`set local lock_timeout = '500ms'`.execute(tx.db);
            await statement.execute(tx.db);
            return 'done';
          },
          keeps,
        )
        .catch((error: Error & { code?: string }) => error.code ?? error.message);
    await beside(sql`delete from manuscript_fingerprints where manuscript_id = ${id}`);
    const said = await database.write(
      office.body,
      async tx => {
        expect(await lockManuscript(tx, id, dayOf(office.time.now))).toMatchObject({ id });
        return {
          filed: await beside(sql`insert into manuscript_fingerprints values (${office.body}, ${id}, '{1}')`),
          acted: await beside(sql`update manuscripts set version = version where id = ${id}`),
        };
      },
      keeps,
    );
    expect(said).toEqual({ filed: 'done', acted: '55P03' });
  } finally {
    await office.close();
  }
});
