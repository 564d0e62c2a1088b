import type { Can } from '@xinxuan/contract';
import { Button, type ButtonProps, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { ActButton } from './ActButton.tsx';
import { stoppedByWrongField } from './wrongFields.ts';

/** What goes to more receivers than this asks once more before it is sent. */
export const MANY_RECEIVERS = 10;

type ConfirmActProps = Omit<ButtonProps, 'onClick' | 'disabled' | 'title'> & {
  can: Can | undefined;
  /** The act as a question: 发布这份通报？ */
  question: string;
  /** What will be lost or cannot be changed any more, and whether it can be taken back. */
  consequence: string;
  /** The verb and its object, on the button that does it. */
  act: string;
  onAct: () => void;
};

/** For acts that cannot simply be taken back; what can be undone needs no question, only an undo. */
export function ConfirmAct({ question, consequence, act, onAct, ...button }: ConfirmActProps) {
  const t = useWords(commonWords);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <ActButton {...button} onClick={() => stoppedByWrongField() || setAsked(true)} />
      <Modal
        open={asked}
        title={question}
        styles={{ header: { paddingInlineEnd: 24 } }}
        onCancel={() => setAsked(false)}
        footer={
          <>
            <Button onClick={() => setAsked(false)}>{t('act.cancel')}</Button>
            <Button
              type="primary"
              danger={button.danger}
              onClick={() => {
                setAsked(false);
                onAct();
              }}
            >
              {act}
            </Button>
          </>
        }
      >
        <p>{consequence}</p>
      </Modal>
    </>
  );
}
