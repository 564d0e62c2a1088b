import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Objection } from '@xinxuan/contract';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { day, period as periodWords, points } from '../../formats.ts';
import { fileUrl, paths } from '../../paths.ts';
import { useRight } from '../../session/me.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { ConfirmAct } from '../../ui/ConfirmAct.tsx';
import { Go } from '../../ui/Go.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Page, Panel } from '../../ui/Page.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ObjectionLife } from './ObjectionLife.tsx';
import { ObjectionState, OutcomeMark } from './ObjectionState.tsx';
import styles from './objections.module.css';
import { objectionWords } from './words.ts';

export default function ObjectionPage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.objections.get.queryOptions({ input: { id: id ?? '' } }));
  return (
    <Loaded query={query}>
      {objection => <OneObjection key={`${objection.id}-${objection.version}`} objection={objection} />}
    </Loaded>
  );
}

/** The matter and what happened to it on one side; what there is to do on the other. */
function OneObjection({ objection }: { objection: Objection }) {
  const t = useWords(objectionWords);
  const language = useLanguage();
  const mayAnswer = useRight('objection.answer');
  const mayDecide = useRight('objection.decide');
  const answers = mayAnswer && objection.state === 'open';
  const decides = mayDecide && objection.state === 'reopened';
  const about = `${objection.unit.name}　${periodWords(objection.period, language)}`;
  return (
    <Page
      title={`${t('one', { number: objection.number })}　${about}`}
      back={paths.objections({ period: objection.period })}
      beside={
        <>
          <ObjectionState state={objection.state} /> <OutcomeMark outcome={objection.outcome} />
        </>
      }
      acts={<UnitActs objection={objection} />}
    >
      <div className={styles.desk}>
        <div>
          <Panel title={t('matter')}>
            <p className={styles.matter}>{objection.text}</p>
            <Matter objection={objection} />
          </Panel>
          <Panel title={t('life')}>
            <ObjectionLife life={objection.life} />
          </Panel>
        </div>
        <div>
          {answers && <AnswerForm objection={objection} final={false} />}
          {decides && <AnswerForm objection={objection} final />}
          <PutRight objection={objection} judging={answers || decides} />
        </div>
      </div>
    </Page>
  );
}

/** What the unit itself may do: take back before the answer, contest it afterwards. */
function UnitActs({ objection }: { objection: Objection }) {
  const t = useWords(objectionWords);
  const mayRaise = useRight('objection.raise');
  const [asking, setAsking] = useState(false);
  const which = { id: objection.id, version: objection.version };
  const withdraw = useAct(api.objections.withdraw.call, { done: () => t('withdraw_done') });
  const reopen = useAct(api.objections.reopen.call, {
    done: () => t('reopen_done'),
    onDone: () => setAsking(false),
  });
  if (!mayRaise) return null;
  return (
    <>
      {objection.state === 'open' && (
        <ConfirmAct
          can={objection.can.withdraw}
          loading={withdraw.busy}
          question={t('withdraw_question')}
          consequence={t('withdraw_consequence')}
          act={t('withdraw')}
          onAct={() => withdraw.go(which)}
        >
          {t('withdraw')}
        </ConfirmAct>
      )}
      {objection.state === 'answered' && (
        <ActButton can={objection.can.reopen} onClick={() => setAsking(true)}>
          {t('reopen')}
        </ActButton>
      )}
      {asking && (
        <ReasonDialog
          title={t('reopen_title')}
          hint={t('reopen_hint')}
          label={t('reopen_label')}
          act={t('reopen_go')}
          busy={reopen.busy}
          onAct={reason => reopen.go({ ...which, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Matter({ objection }: { objection: Objection }) {
  const t = useWords(objectionWords);
  const language = useLanguage();
  const { line, owner, files, period } = objection;
  const mayRead = useRight('ledger.read');
  return (
    <>
      {line && (
        <div className={styles.quoted}>
          <p className={styles.faint}>{t('line_then')}</p>
          <p>
            <strong>{points(line.points)}</strong> {line.label}
          </p>
          <p>{line[language]}</p>
        </div>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{t('about')}</dt>
          <dd>{t(`about.${objection.about}`)}</dd>
        </div>
        <div>
          <dt>{t('owner')}</dt>
          <dd>
            {owner.name}{' '}
            {mayRead && (
              <Go to={paths.ledger({ owner: owner.kind, ownerId: owner.id, period })}>{t('to_ledger')}</Go>
            )}
          </dd>
        </div>
        {files.length > 0 && (
          <div>
            <dt>{t('files')}</dt>
            <dd>
              <ul>
                {files.map(file => (
                  <li key={file.id}>
                    <a href={fileUrl(file.id, file.name)} target="_blank" rel="noreferrer noopener">
                      {file.name}
                    </a>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

const KINDS = ['submitted', 'adopted', 'fault'] as const;
const kindOf = (kind: string) => KINDS.find(each => each === kind) ?? 'other';

/** What has been put right since: entries of points, and facts recorded or taken back. */
function PutRight({ objection, judging }: { objection: Objection; judging: boolean }) {
  const t = useWords(objectionWords);
  const language = useLanguage();
  const { corrections, factsSince, owner } = objection;
  return (
    <>
      {corrections.length > 0 && (
        <Panel title={t('corrections')}>
          <ul className={styles.list}>
            {corrections.map(each => (
              <li key={each.id}>
                <p>
                  {t('correction_line', {
                    points: points(each.points),
                    on: day(each.on, language),
                    name: each.by.name,
                  })}
                </p>
                <p className={styles.faint}>{each.reason}</p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {(judging || factsSince.length > 0) && (
        <Panel title={t('facts')}>
          {factsSince.length === 0 ? (
            <p className={styles.faint}>{t('facts_none')}</p>
          ) : (
            <ul className={styles.list}>
              {factsSince.map(fact => (
                <li key={fact.id}>
                  {t(`fact.${fact.what}`)}
                  {t(`kind.${kindOf(fact.kind)}`)} {day(fact.on, language)} {fact.label}
                </li>
              ))}
            </ul>
          )}
          {judging && (
            <>
              <p className={styles.hint}>{t('facts_hint')}</p>
              <p className={styles.links}>
                <Go to={paths.adoptions({ [owner.kind === 'unit' ? 'unitId' : 'personId']: owner.id })}>
                  {t('to_adoptions')}
                </Go>
                <Go to={paths.faults({ unitId: objection.unit.id })}>{t('to_faults')}</Go>
              </p>
            </>
          )}
        </Panel>
      )}
    </>
  );
}
