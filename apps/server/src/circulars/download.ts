import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { keepPage } from '../http/keep-page.ts';
import { isRefusal, notFound } from '../http/refusal.ts';
import { whyNotRead } from './circular.ts';
import { findCircular } from './queries.ts';

export const download = acts(
  contract.circulars.download,
  async ({ input, actor, tx, now, server, record }) => {
    const circular = await findCircular(tx, input.id);
    if (!circular) return notFound('通报', 'circular');
    const why = whyNotRead(circular, actor);
    if (why) return why;
    const page = {
      title: circular.title,
      ...(circular.number && { number: circular.number }),
      ...(circular.addressee && { addressee: circular.addressee }),
      blocks: circular.body,
      signOff: { organ: circular.sign_off, date: circular.signed_on, sealed: true },
    };
    const file = await keepPage(tx, server, { page, as: input.as, name: circular.title, actor, now });
    if (isRefusal(file)) return file;
    record(input.id, null, { downloaded: file.fileId });
    return file;
  },
);
