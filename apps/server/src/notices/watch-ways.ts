import { dayOf } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import { clearAlarms, type Failing, failingWays, raiseAlarm, systemAdmins } from './channel-queries.ts';
import { tell } from './tell.ts';

/** After so many failed tries (about two minutes) a way out counts as dead. */
const TRIES = 4;

const NAMES: Record<string, { zh: string; en: string }> = {
  mail: { zh: '电子邮件', en: 'E-mail' },
  sms: { zh: '短信', en: 'SMS' },
};

/**
 * Tells the system administrators, once for each outage, of a way out by which nothing leaves any more. What waits for it
 * stays waiting.
 */
export async function watchWays(database: Database, clock: () => Date): Promise<void> {
  await clearAlarms(database);
  for (const failing of await failingWays(database, TRIES))
    await database.write(
      failing.body,
      async tx => {
        const now = clock();
        if (!(await raiseAlarm(tx, failing, now))) return;
        const personIds = await systemAdmins(tx, dayOf(now));
        const link = failing.way === 'mail' ? '/network/mail' : '/network/channels';
        await tell(tx, { personIds, kind: 'channel_dead', ...words(failing), link, now });
      },
      () => false,
    );
}

function words({ way, name, error }: Failing): { zh: string; en: string } {
  const zh = name ?? NAMES[way]?.zh ?? way;
  const en = name ?? NAMES[way]?.en ?? way;
  return {
    zh: `通知渠道“${zh}”发送失败：${error}。待发的通知都保留着，修好后请点“发送测试”，会立即补发。`,
    en: `The way out “${en}” fails: ${error}. Everything waiting is kept; mend it and press “Send a test”, and it is sent at once.`,
  };
}
