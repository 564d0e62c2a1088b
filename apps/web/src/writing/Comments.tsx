import type { Can, CommentThread, Named } from '@xinxuan/contract';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../ui/ActButton.tsx';
import { Ago } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { writingWords } from './words.ts';
import styles from './writing.module.css';

export type Say = { said: string; mentions: string[] };

type CommentsProps = {
  threads: readonly CommentThread[];
  people: readonly Named[];
  can: Can;
  /** The words that a new thread is about, once they are chosen. */
  begun: { quote: string } | null;
  current: string | undefined;
  onBegin: () => void;
  onCancel: () => void;
  onSay: (on: { threadId: string } | null, say: Say) => Promise<boolean>;
  onResolve: (thread: CommentThread) => void;
  onLook: (threadId: string) => void;
};

/** What is said about the text, passage by passage; passages that were taken out keep their words here. */
export function Comments(props: CommentsProps) {
  const t = useWords(writingWords);
  const [all, setAll] = useState(false);
  const { threads, can, begun } = props;
  const resolved = threads.filter(thread => thread.resolved);
  const shown = threads.filter(thread => all || !thread.resolved);
  return (
    <>
      {begun ? (
        <section className={styles.begun}>
          <p className={styles.quote}>{t('comment_on', { quote: spoken(begun.quote) })}</p>
          <CommentForm
            people={props.people}
            onCancel={props.onCancel}
            onSend={say => props.onSay(null, say)}
          />
        </section>
      ) : (
        <div className={styles.all}>
          <ActButton
            can={can}
            size="small"
            type="primary"
            onMouseDown={keepSelection}
            onClick={props.onBegin}
          >
            {t('comment_new')}
          </ActButton>
        </div>
      )}
      {threads.length === 0 && !begun && (
        <div className={styles.none}>
          <p>{t('comments_none')}</p>
          <p className={styles.quiet}>{t('comments_none_hint')}</p>
        </div>
      )}
      <ul className={styles.list}>
        {shown.map(thread => (
          <Thread key={thread.id} thread={thread} {...props} />
        ))}
      </ul>
      {resolved.length > 0 && (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? t('comment_hide_resolved') : t('comment_show_resolved', { count: resolved.length })}
        </Button>
      )}
    </>
  );
}

/** The chosen words stay chosen while the button is pressed. */
function keepSelection(event: React.MouseEvent): void {
  event.preventDefault();
}

function spoken(flat: string): string {
  const words = flat.replace(/[\ufdd0-\ufdef]+/gu, ' ').trim();
  return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}

function Thread({ thread, ...props }: CommentsProps & { thread: CommentThread }) {
  const t = useWords(writingWords);
  const [replying, setReplying] = useState(false);
  const open = props.can === null;
  return (
    <li
      className={props.current === thread.id ? styles.current : styles.item}
      data-resolved={thread.resolved !== null}
    >
      <button type="button" className={styles.look} onClick={() => props.onLook(thread.id)}>
        <q className={styles.quote}>{spoken(thread.quote)}</q>
        {!thread.stretch && <span className={styles.gone}>{t('comment_gone')}</span>}
      </button>
      {thread.comments.map(comment => (
        <div key={comment.id} className={styles.comment}>
          <p>
            <strong>{comment.by.name}</strong>{' '}
            <span className={styles.quiet}>
              <Ago at={comment.at} />
            </span>
          </p>
          <p className={styles.said}>{comment.said}</p>
          {comment.mentions.length > 0 && (
            <p className={styles.quiet}>
              {t('comment_mentioned', { names: comment.mentions.map(person => person.name).join('、') })}
            </p>
          )}
        </div>
      ))}
      {thread.resolved && (
        <p className={styles.quiet}>{t('comment_resolved', { name: thread.resolved.by.name })}</p>
      )}
      {open && !replying && (
        <p className={styles.acts}>
          {!thread.resolved && (
            <Button size="small" onClick={() => setReplying(true)}>
              {t('comment_reply')}
            </Button>
          )}
          <Button size="small" onClick={() => props.onResolve(thread)}>
            {t(thread.resolved ? 'comment_reopen' : 'comment_resolve')}
          </Button>
        </p>
      )}
      {replying && (
        <CommentForm
          people={props.people}
          onCancel={() => setReplying(false)}
          onSend={async say => {
            const done = await props.onSay({ threadId: thread.id }, say);
            if (done) setReplying(false);
            return done;
          }}
        />
      )}
    </li>
  );
}

type FormProps = { people: readonly Named[]; onCancel: () => void; onSend: (say: Say) => Promise<boolean> };

function CommentForm({ people, onCancel, onSend }: FormProps) {
  const c = useWords(commonWords);
  const t = useWords(writingWords);
  const [said, setSaid] = useState('');
  const [mentions, setMentions] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    await onSend({ said, mentions });
    setBusy(false);
  };
  return (
    <div className={styles.form}>
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={1000}
        aria-label={t('comment_label')}
        placeholder={t('comment_label')}
        value={said}
        onChange={event => setSaid(event.target.value)}
      />
      <Select
        mode="multiple"
        size="small"
        aria-label={t('comment_mention')}
        placeholder={`${t('comment_mention')}（${t('comment_mention_hint')}）`}
        value={mentions}
        onChange={setMentions}
        optionFilterProp="label"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <p className={styles.acts}>
        <Button
          size="small"
          type="primary"
          loading={busy}
          disabled={said.trim() === ''}
          onClick={() => void send()}
        >
          {t('comment_send')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {c('act.cancel')}
        </Button>
      </p>
    </div>
  );
}
