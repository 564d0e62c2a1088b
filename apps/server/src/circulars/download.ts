import { contract } from '@xinxuan/contract';
import { writeCircular } from '../documents/write-circular.ts';
import { acts } from '../http/endpoint.ts';
import { keepFile } from '../http/keep-file.ts';
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
    const bytes = await writeCircular({
      title: circular.title,
      ...(circular.number && { number: circular.number }),
      ...(circular.addressee && { addressee: circular.addressee }),
      blocks: circular.body,
      signOff: { organ: circular.sign_off, date: circular.signed_on, sealed: true },
    });
    const file = await keepFile(tx, server, { bytes, name: `${circular.title}.docx`, actor, now });
    if (isRefusal(file)) return file;
    record(input.id, null, { downloaded: file.fileId });
    return file;
  },
);
