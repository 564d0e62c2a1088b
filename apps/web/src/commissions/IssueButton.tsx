import { Button } from 'antd';
import { ConfirmAct, MANY_RECEIVERS } from '../ui/ConfirmAct.tsx';
import { useWords } from '../words/i18n.ts';
import { commissionWords } from './words.ts';

type IssueButtonProps = {
  /** How many units will be told. */
  count: number;
  ready: boolean;
  busy: boolean;
  onIssue: () => void;
};

/** Sends a commission to units, asking once more before it goes to many. */
export function IssueButton({ count, ready, busy, onIssue }: IssueButtonProps) {
  const t = useWords(commissionWords);
  if (!ready || count <= MANY_RECEIVERS)
    return (
      <Button type="primary" disabled={!ready} loading={busy} onClick={onIssue}>
        {t('issue_go')}
      </Button>
    );
  return (
    <ConfirmAct
      can={null}
      type="primary"
      loading={busy}
      question={t('issue_question', { count })}
      consequence={t('issue_consequence', { count })}
      act={t('issue_go')}
      onAct={onIssue}
    >
      {t('issue_go')}
    </ConfirmAct>
  );
}
