import type { AwardRound } from '@xinxuan/contract';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { useGo } from '../ui/Go.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { awardWords } from './words.ts';

/** What one may do with a selection: the assessor submits it, the leader grants it or sends it back. */
export function RoundActs({ round }: { round: AwardRound }) {
  const mayPropose = useRight('award.propose');
  const mayGrant = useRight('award.grant');
  if (round.state === 'granted') return null;
  return (
    <>
      {mayPropose && <OfAssessor round={round} />}
      {mayGrant && <OfLeader round={round} />}
    </>
  );
}

function OfAssessor({ round }: { round: AwardRound }) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const go = useGo();
  const { id, version, can } = round;
  const said = { period: periodWords(round.period, language) };
  const submit = useAct(api.awards.submit.call, { done: () => t('submit_done') });
  const restore = useAct(api.awards.discard.call, { done: () => t('restore_done', said) });
  const discard = useAct(api.awards.discard.call, {
    done: gone => ({
      text: t('discard_done', said),
      undo: () => restore.go({ id, version: gone.version, undo: true }),
    }),
    onDone: () => go(paths.awards({ view: 'rounds' })),
  });
  if (round.discarded)
    return (
      <ActButton can={null} loading={restore.busy} onClick={() => restore.go({ id, version, undo: true })}>
        {t('restore')}
      </ActButton>
    );
  return (
    <>
      <ActButton can={can.discard} loading={discard.busy} onClick={() => discard.go({ id, version })}>
        {t('discard')}
      </ActButton>
      <ActButton
        type="primary"
        can={can.submit}
        loading={submit.busy}
        onClick={() => submit.go({ id, version })}
      >
        {t('submit')}
      </ActButton>
    </>
  );
}

function OfLeader({ round }: { round: AwardRound }) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const { id, version, can } = round;
  const said = { period: periodWords(round.period, language), count: round.winners };
  const grant = useAct(api.awards.grant.call, { done: made => t('grant_done', { count: made.winners }) });
  const sendBack = useAct(api.awards.sendBack.call, {
    done: () => t('send_back_done'),
    onDone: () => setAsking(false),
  });
  return (
    <>
      <ActButton can={can.sendBack} onClick={() => setAsking(true)}>
        {t('send_back')}
      </ActButton>
      <ConfirmAct
        type="primary"
        can={can.grant}
        loading={grant.busy}
        question={t('grant_question', said)}
        consequence={t('grant_consequence')}
        act={t('grant_go')}
        onAct={() => grant.go({ id, version })}
      >
        {t('grant')}
      </ConfirmAct>
      {asking && (
        <ReasonDialog
          title={t('send_back_title')}
          hint={t('send_back_hint')}
          label={t('send_back_label')}
          act={t('send_back')}
          busy={sendBack.busy}
          onAct={reason => sendBack.go({ id, version, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
