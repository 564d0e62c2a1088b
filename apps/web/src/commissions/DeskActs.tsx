import { type Asking, type Commission, GRADES, type Grade } from '@xinxuan/contract';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commissionWords } from './words.ts';

type Started = 'refuse' | 'insist' | 'grade' | 'waive';

/** What the desk does with one unit's part: more time, ask again, grade, let off. */
export function DeskActs({ commission, asking }: { commission: Commission; asking: Asking }) {
  const t = useWords(commissionWords);
  const [started, setStarted] = useState<Started | null>(null);
  const [grade, setGrade] = useState<Grade>('good');
  const which = { id: commission.id, version: commission.version, askingId: asking.id };
  const unit = asking.unit.name;
  const onDone = () => setStarted(null);
  const decide = useAct(api.commissions.decideExtension.call, {
    done: (_, input) => t(input.granted ? 'grant_done' : 'refuse_done'),
    onDone,
  });
  const insist = useAct(api.commissions.insist.call, { done: () => t('insist_done'), onDone });
  const judge = useAct(api.commissions.grade.call, {
    done: (_, input) => t('grade_done', { grade: t(`grade.${input.grade}`) }),
    onDone,
  });
  const waive = useAct(api.commissions.waive.call, { done: () => t('waive_done', { unit }), onDone });
  const { can } = asking;
  return (
    <>
      {!can.decideExtension && (
        <>
          <Button type="primary" loading={decide.busy} onClick={() => decide.go({ ...which, granted: true })}>
            {t('grant')}
          </Button>
          <Button onClick={() => setStarted('refuse')}>{t('refuse')}</Button>
        </>
      )}
      {!can.insist && <Button onClick={() => setStarted('insist')}>{t('insist')}</Button>}
      {!can.grade && <Button onClick={() => setStarted('grade')}>{t('grade')}</Button>}
      {!can.waive && <Button onClick={() => setStarted('waive')}>{t('waive')}</Button>}
      {started === 'refuse' && (
        <ReasonDialog
          title={t('refuse')}
          hint={t('refuse_hint')}
          label={t('refuse_label')}
          act={t('refuse')}
          busy={decide.busy}
          onAct={reason => decide.go({ ...which, granted: false, reason })}
          onClose={onDone}
        />
      )}
      {started === 'insist' && (
        <ReasonDialog
          title={t('insist')}
          hint={t('insist_hint')}
          label={t('insist_label')}
          act={t('insist')}
          busy={insist.busy}
          onAct={reason => insist.go({ ...which, reason })}
          onClose={onDone}
        />
      )}
      {started === 'waive' && (
        <ReasonDialog
          title={t('waive')}
          hint={t('waive_hint')}
          label={t('waive_label')}
          act={t('waive')}
          busy={waive.busy}
          onAct={reason => waive.go({ ...which, reason })}
          onClose={onDone}
        />
      )}
      {started === 'grade' && (
        <ReasonDialog
          optional
          title={t('grade_title', { unit })}
          hint=""
          label={t('grade_note')}
          act={t('grade')}
          max={300}
          busy={judge.busy}
          onAct={note => judge.go({ ...which, grade, note })}
          onClose={onDone}
        >
          <Radio.Group
            aria-label={t('grade')}
            value={grade}
            options={GRADES.map(value => ({ value, label: t(`grade.${value}`) }))}
            onChange={event => setGrade(event.target.value as Grade)}
          />
        </ReasonDialog>
      )}
    </>
  );
}
