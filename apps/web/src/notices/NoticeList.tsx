import { useQuery } from '@tanstack/react-query';
import type { Notice } from '@xinxuan/contract';
import { Button } from 'antd';
import { api, client } from '../api/api.ts';
import { type Place, paths, placeAt } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Ago, DueTime } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './NoticeList.module.css';
import { noticeWords } from './words.ts';

type NoticeListProps = {
  input: {
    page: number;
    pageSize: number;
    unread?: boolean | undefined;
    unconfirmed?: boolean | undefined;
    kind?: string | undefined;
    like?: string | undefined;
    from?: string | undefined;
  };
  /** On a page of its own, not in a panel. */
  wide?: boolean;
  onGone?: () => void;
};

/** Notices, newest first; opening one marks it read. */
export default function NoticeList({ input, wide = false, onGone }: NoticeListProps) {
  const t = useWords(noticeWords);
  const list = useQuery(api.notices.list.queryOptions({ input }));
  const read = useAct((ids: string[] | 'all') => client.notices.read({ ids }), { free: true });
  return (
    <div className={wide ? undefined : styles.list}>
      <Loaded query={list}>
        {({ rows, unread }) => (
          <>
            {rows.length === 0 &&
              (input.unconfirmed ? (
                <Empty title={t('none_unconfirmed')} hint={t('none_unconfirmed_hint')} />
              ) : (
                <Empty title={t('none')} hint={t('none_hint')} />
              ))}
            <ul>
              {rows.map(notice => (
                <li key={notice.id} className={styles.item}>
                  <OneNotice
                    notice={notice}
                    onOpen={() => {
                      if (!notice.readAt) read.go([notice.id]);
                      onGone?.();
                    }}
                  />
                </li>
              ))}
            </ul>
            {onGone && (
              <div className={styles.foot}>
                {unread > 0 && (
                  <Button size="small" onClick={() => read.go('all')} loading={read.busy}>
                    {t('read_all')}
                  </Button>
                )}
                <Go to={paths.notices()} onClick={onGone}>
                  {t('all')}
                </Go>
              </div>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

const PUBLICATION = new Set(['period_published', 'publication_moved', 'publication_withdrawn']);

function placeOf(notice: Notice): Place | null {
  if (notice.message) return null;
  if (notice.link) return placeAt(notice.link);
  if (notice.adoptionId) return paths.adoption(notice.adoptionId);
  if (notice.kind.startsWith('objection_')) return paths.objections();
  if (PUBLICATION.has(notice.kind)) return paths.standings();
  if (notice.kind === 'saved_search' && !notice.manuscriptId) return paths.search();
  return notice.manuscriptId ? paths.manuscript(notice.manuscriptId) : null;
}

/** An urgent message asks for a confirmed reading (已读): its sender sees who has not confirmed. */
function Confirm({ message }: { message: NonNullable<Notice['message']> }) {
  const t = useWords(noticeWords);
  const confirm = useAct(api.notices.confirm.call, { free: true, done: () => t('confirmed') });
  if (message.confirmedAt)
    return (
      <div className={styles.when}>
        {t('confirmed')} <Ago at={message.confirmedAt} />
      </div>
    );
  return (
    <Button
      size="small"
      type="primary"
      loading={confirm.busy}
      onClick={() => confirm.go({ messageId: message.id })}
    >
      {t('confirm')}
    </Button>
  );
}

function OneNotice({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const t = useWords(noticeWords);
  const language = useLanguage();
  const place = placeOf(notice);
  const text = language === 'zh' ? notice.zh : notice.en;
  return (
    <>
      {!notice.readAt && <span className={styles.dot} role="img" aria-label={t('unread')} />}
      <div>
        {place ? (
          <Go to={place} onClick={onOpen} className={styles.text}>
            {text}
          </Go>
        ) : (
          <span>{text}</span>
        )}
        <div className={styles.when}>
          <Ago at={notice.at} />
          {notice.message && !notice.message.confirmedAt && <DueTime at={notice.message.dueAt} />}
        </div>
        {notice.message?.manuscript && (
          <p>
            <Go to={paths.manuscript(notice.message.manuscript.id)} onClick={onOpen}>
              {t('open_item', { title: notice.message.manuscript.title })}
            </Go>
          </p>
        )}
        {notice.message && <Confirm message={notice.message} />}
      </div>
    </>
  );
}
