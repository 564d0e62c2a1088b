import type { Manuscript, ManuscriptState } from '@xinxuan/contract';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { reasonOf } from '../api/refusal.ts';
import { paths } from '../paths.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Go } from '../ui/Go.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { type Draft, plainText } from './draft.ts';
import styles from './manuscripts.module.css';
import { StateMark } from './StateMark.tsx';
import { manuscriptWords } from './words.ts';

const WITH_WRITER: readonly ManuscriptState[] = ['draft', 'returned', 'withdrawn'];

type OutOfHandProps = {
  manuscript: Manuscript;
  /** What this device alone has of it; null when the server has every word. */
  left: Draft | null;
  onDrop: () => void;
};

/** In place of the editor: the text was sent, or is not this person's to change. Why, the way to it, and what is left here. */
export function OutOfHand({ manuscript, left, onDrop }: OutOfHandProps) {
  const t = useWords(manuscriptWords);
  const language = useLanguage();
  const { id, title, state, can } = manuscript;
  const sent = !WITH_WRITER.includes(state);
  return (
    <Page title={t(sent ? 'out.title' : 'write.rewrite')} back={paths.manuscripts()} width="form">
      <Panel>
        <div role="status">
          <p className={styles.outTitle}>
            <Go to={paths.manuscript(id)}>{title || t('untitled')}</Go> <StateMark state={state} />
          </p>
          {can.edit && <p>{reasonOf(can.edit, language)}</p>}
          <p>
            <Go to={paths.manuscript(id)}>{t(can.withdraw === null ? 'out.withdraw' : 'out.open')}</Go>
          </p>
        </div>
      </Panel>
      {left && <LeftHere draft={left} onDrop={onDrop} />}
    </Page>
  );
}

/** Words that were typed and not taken any more: to be copied out, or dropped. */
function LeftHere({ draft, onDrop }: { draft: Draft; onDrop: () => void }) {
  const t = useWords(manuscriptWords);
  const box = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  const text = plainText(draft);
  const copy = async () => {
    // Plain http has no clipboard of its own; what is selected can be copied everywhere.
    box.current?.querySelector('textarea')?.select();
    const taken = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setCopied(taken || document.execCommand('copy'));
  };
  return (
    <Panel title={t('out.left')}>
      <p>{t('out.left_hint')}</p>
      <div ref={box}>
        <Input.TextArea
          value={text}
          readOnly
          autoSize={{ minRows: 3, maxRows: 14 }}
          aria-label={t('out.left')}
        />
      </div>
      <div className={styles.outActs}>
        <Button onClick={() => void copy()}>{t(copied ? 'out.copied' : 'out.copy')}</Button>
        <ConfirmAct
          can={null}
          danger
          type="text"
          question={t('out.drop_question')}
          consequence={t('out.drop_consequence')}
          act={t('out.drop')}
          onAct={onDrop}
        >
          {t('out.drop')}
        </ConfirmAct>
      </div>
    </Panel>
  );
}
