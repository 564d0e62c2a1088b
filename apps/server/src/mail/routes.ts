import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { original, putAside, refuseMessage, reopen } from './acts.ts';
import { listMessages, openMessage } from './list-queries.ts';
import { changeSettings, showSettings, tryConnection } from './settings-routes.ts';
import { take } from './take.ts';
import { viewOf } from './views.ts';
import type { MailWatch } from './watch.ts';
import type { MailWorks } from './works.ts';

export function mailRoutes({ works, watch }: { works: MailWorks; watch: () => MailWatch }) {
  const { sealer } = works;
  return {
    list: answers(contract.mail.list, async ({ input, reader, scope }) => {
      scope();
      return listMessages(reader, input);
    }),
    get: answers(contract.mail.get, async ({ input, reader, actor, scope }) => {
      scope();
      const opened = await openMessage(reader, input.id);
      return opened ? viewOf(opened, actor) : notFound('来信', 'message');
    }),
    take: take(works),
    refuse: refuseMessage(works),
    aside: putAside,
    reopen,
    original: original(works),
    settings: showSettings,
    saveSettings: changeSettings({ sealer, watch }),
    tryConnection: tryConnection({ sealer }),
  };
}
