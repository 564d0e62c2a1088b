import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Manuscript } from '@xinxuan/contract';
import { api, client } from '../api/api.ts';
import { useConnection } from '../api/connection.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { useGo } from '../ui/Go.tsx';
import { Mark } from '../ui/Mark.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { isBlank } from './draft.ts';
import styles from './manuscripts.module.css';
import { RoutePreview } from './RoutePreview.tsx';
import type { DraftHandle } from './useDraft.ts';
import { manuscriptWords } from './words.ts';

const NOTHING_YET = {
  reason: 'blank',
  zh: manuscriptWords.zh['save.blank'],
  en: manuscriptWords.en['save.blank'],
};

const NO_NETWORK = {
  reason: 'offline',
  zh: manuscriptWords.zh['send.offline'],
  en: manuscriptWords.en['send.offline'],
};

/** Sending: through whose hands it will go, and the one button that starts it. */
export function SendBar({ handle }: { handle: DraftHandle }) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const { draft, stored } = handle;
  const preview = useQuery(
    api.manuscripts.previewRoute.queryOptions({
      input: {
        unitId: draft.unit?.id ?? '',
        importance: draft.importance,
        channel: draft.channel,
        type: draft.type,
      },
      enabled: draft.unit !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const first = preview.data?.steps[0];
  const who = first ? (first.reviewer?.name ?? c(`role.${first.role}`)) : t('send.desk');
  // What the server thought of the last stored text says nothing about words typed since.
  const refused = handle.saving.status === 'saved' ? stored?.can.submit : null;
  const connected = useConnection() === 'online';
  const cannot = connected ? (preview.data?.blocked ?? refused) : NO_NETWORK;
  const send = useSend(handle, who);
  const discard = useDiscard(handle);
  return (
    <section className={styles.sendBar} aria-label={t('send.route')}>
      {preview.data && <RoutePreview steps={preview.data.steps} dueHours={preview.data.dueHours} />}
      {draft.eventOn === null && !isBlank(draft) && (
        <p role="note" className={styles.heed}>
          <Mark tone="care" icon={<ExclamationCircleOutlined />}>
            {t('send.heed')}
          </Mark>{' '}
          {t('send.no_day')}
        </p>
      )}
      <div className={styles.acts}>
        {!stored && handle.saving.status === 'refused' && <DropUnstored handle={handle} />}
        {stored && (
          <ActButton
            can={stored.can.discard}
            type="text"
            loading={discard.busy}
            onClick={() => discard.go(undefined)}
          >
            {t('discard')}
          </ActButton>
        )}
        <ActButton
          can={isBlank(draft) && !stored ? NOTHING_YET : cannot}
          type="primary"
          loading={send.busy}
          onClick={() => send.go(undefined)}
        >
          {first ? t('send.to', { who }) : t('send.to_desk')}
        </ActButton>
      </div>
    </section>
  );
}

/** Stores the last words first, then sends exactly what was stored. */
function useSend(handle: DraftHandle, who: string) {
  const t = useWords(manuscriptWords);
  const go = useGo();
  return useAct(
    async (): Promise<Manuscript> => {
      const stored = await handle.flush();
      return client.manuscripts.submit({ id: stored.id, version: stored.version });
    },
    {
      onDone: sent => {
        handle.forget();
        go(paths.manuscript(sent.id));
      },
      done: sent => ({
        text: t('send.done', { title: sent.title, who }),
        undo: () =>
          void client.manuscripts
            .withdraw({ id: sent.id, version: sent.version })
            .then(back => {
              toast.done(t('send.undone', { title: back.title }));
              go(paths.rewrite(back.id));
            })
            .catch(() => go(paths.manuscript(sent.id))),
      }),
    },
  );
}

/** What the server will not take is on this device alone: without this it would come back for ever. */
function DropUnstored({ handle }: { handle: DraftHandle }) {
  const t = useWords(manuscriptWords);
  const go = useGo();
  return (
    <ConfirmAct
      can={null}
      type="text"
      question={t('drop.question')}
      consequence={t('drop.consequence')}
      act={t('discard')}
      danger
      onAct={() => {
        handle.abandon();
        go(paths.manuscripts({ mine: true }));
      }}
    >
      {t('discard')}
    </ConfirmAct>
  );
}

function useDiscard(handle: DraftHandle) {
  const t = useWords(manuscriptWords);
  const go = useGo();
  return useAct(
    async () => {
      const stored = await handle.flush().catch(() => handle.stored);
      if (!stored) return null;
      const { version } = await client.manuscripts.discard({ id: stored.id, version: stored.version });
      return { id: stored.id, title: stored.title || t('untitled'), version };
    },
    {
      // What is thrown away need not be mended first.
      free: true,
      onDone: gone => {
        if (gone) handle.forget();
        go(paths.manuscripts({ mine: true }));
      },
      done: gone =>
        gone && {
          text: t('discarded', { title: gone.title }),
          undo: () =>
            void client.manuscripts
              .discard({ id: gone.id, version: gone.version, undo: true })
              .then(() => {
                toast.done(t('undiscarded', { title: gone.title }));
                go(paths.rewrite(gone.id));
              })
              .catch(() => go(paths.manuscripts({ mine: true }))),
        },
    },
  );
}
