import type { Server } from '../http/endpoint.ts';
import type { Channel } from '../outbox/delivery.ts';
import { mailChannel } from '../outbox/mail-channel.ts';
import { answerChannel, smtpAccess } from './answer-channel.ts';
import { startMailReader } from './mail-reader.ts';
import { addressOf } from './queries.ts';
import { mailRoutes } from './routes.ts';
import { createSealer } from './seal.ts';
import { type MailWatch, type Pace, startMailWatch } from './watch.ts';
import type { MailWorks } from './works.ts';

/** Everything of mail, put together: its endpoints, its ways out, and the watch, which starts at once. */
export type Mail = {
  routes: ReturnType<typeof mailRoutes>;
  channels: Channel[];
  watch: MailWatch;
  works: MailWorks;
};

export function openMail(
  server: Server,
  { secret, origin, pace = {} }: { secret: string; origin: string; pace?: Partial<Pace> },
): Mail {
  const sealer = createSealer(secret);
  const works: MailWorks = { server, sealer, reader: startMailReader(), origin };
  const watch = startMailWatch(works, pace);
  const access = (reader: Parameters<typeof smtpAccess>[0]) => smtpAccess(reader, sealer);
  return {
    works,
    watch,
    routes: mailRoutes({ works, watch: () => watch }),
    channels: [answerChannel(sealer), mailChannel({ access, addressOf, origin })],
  };
}
