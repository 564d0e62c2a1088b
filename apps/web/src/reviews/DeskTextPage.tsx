import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { refusal } from '../api/refusal.ts';
import { ConflictDialog } from '../manuscripts/ConflictDialog.tsx';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { Compare } from '../ui/paper/Compare.tsx';
import { Paper } from '../ui/paper/Paper.tsx';
import { PaperEditor } from '../ui/paper/PaperEditor.tsx';
import { useWide } from '../ui/useNarrow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './desk.module.css';
import { useDeskText } from './useDeskText.ts';
import { reviewWords } from './words.ts';

/** The desk's own text beside the text as sent, which stays as it was. */
export default function DeskTextPage() {
  const t = useWords(reviewWords);
  const { id } = useParams({ strict: false }) as { id: string };
  const manuscript = useQuery(
    api.manuscripts.get.queryOptions({ input: { id }, refetchOnWindowFocus: false }),
  );
  if (!manuscript.data)
    return (
      <Page title={t('text.title')} back={paths.desk({ open: id })}>
        <Loaded query={manuscript}>{() => null}</Loaded>
      </Page>
    );
  return <Editing key={id} manuscript={manuscript.data} />;
}

function Editing({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(reviewWords);
  const wide = useWide();
  const [comparing, setComparing] = useState(false);
  const desk = useDeskText(manuscript);
  useSaveKey(desk.save);
  const sent = { title: manuscript.title, body: manuscript.body };
  return (
    <Page
      title={t('text.title')}
      back={paths.desk({ open: manuscript.id, state: manuscript.state })}
      beside={<Status desk={desk} />}
      acts={
        <>
          <Button onClick={() => desk.replace(sent)}>{t('text.reset')}</Button>
          <Button onClick={() => setComparing(!comparing)}>
            {comparing ? t('text.write') : t('text.compare')}
          </Button>
          <ActButton
            can={manuscript.can.deskEdit}
            type="primary"
            loading={desk.saving.status === 'saving'}
            onClick={desk.save}
          >
            {t('text.save')}
          </ActButton>
        </>
      }
    >
      {desk.theirs && (
        <ConflictDialog
          mine={desk.text}
          theirs={desk.theirs}
          onMine={desk.keepMine}
          onTheirs={desk.takeTheirs}
        />
      )}
      {comparing ? (
        <Compare before={sent} after={desk.text} />
      ) : (
        <div className={wide ? styles.texts : undefined}>
          {wide && (
            <section className={styles.half}>
              <h2>{t('text.sent')}</h2>
              <Paper title={sent.title} body={sent.body} photos={manuscript.photos} />
            </section>
          )}
          <section className={styles.half}>
            <h2>{t('text.desk')}</h2>
            <PaperEditor
              textKey={desk.textKey}
              title={desk.text.title}
              body={desk.text.body}
              readOnly={manuscript.can.deskEdit !== null}
              onChange={desk.change}
            />
          </section>
        </div>
      )}
    </Page>
  );
}

function useSaveKey(save: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [save]);
}

function Status({ desk }: { desk: ReturnType<typeof useDeskText> }) {
  const t = useWords(reviewWords);
  const language = useLanguage();
  const { status, error, savedAt } = desk.saving;
  if (status === 'refused' || status === 'conflict')
    return (
      <span className={styles.bad} role="alert">
        {t('text.failed', { reason: refusal(error, language).text })}
      </span>
    );
  const word = status === 'saving' ? 'text.saving' : status === 'unsaved' ? 'text.unsaved' : null;
  return (
    <span className={styles.status} role="status">
      {word ? t(word) : savedAt ? t('text.is_saved') : t('text.hint')}
    </span>
  );
}
