import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type Adoption, GENRES, POSITIONS } from '@xinxuan/contract';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { count, day, points } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Field } from '../ui/Field.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { AdoptionState } from './AdoptionState.tsx';
import styles from './adoptions.module.css';
import { EvidenceList } from './EvidenceList.tsx';
import { NextClaim } from './NextClaim.tsx';
import { adoptionWords } from './words.ts';

export default function AdoptionPage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.adoptions.get.queryOptions({ input: { id: id ?? '' } }));
  return (
    <Loaded query={query}>
      {adoption => <OneAdoption key={`${adoption.id}-${adoption.version}`} adoption={adoption} />}
    </Loaded>
  );
}

/** Evidence on one side, the claim on the other: what the desk compares before it signs. */
function OneAdoption({ adoption }: { adoption: Adoption }) {
  const t = useWords(adoptionWords);
  const title = adoption.manuscript.title;
  const mayVerify = useRight('adoption.verify');
  const withdraw = useAct(api.adoptions.withdraw.call, { done: () => t('withdraw_done', { title }) });
  const onAdoption = { id: adoption.id, version: adoption.version };
  return (
    <Page
      title={title}
      back={paths.adoptions()}
      beside={<AdoptionState state={adoption.state} />}
      acts={
        adoption.state === 'claimed' &&
        adoption.can.withdraw === null && (
          <ConfirmAct
            can={adoption.can.withdraw}
            loading={withdraw.busy}
            question={t('withdraw_question')}
            consequence={t('withdraw_consequence')}
            act={t('withdraw')}
            onAct={() => withdraw.go(onAdoption)}
          >
            {t('withdraw')}
          </ConfirmAct>
        )
      }
    >
      <div className={styles.desk}>
        <Panel title={t('evidence')}>
          <EvidenceList evidence={adoption.evidence} />
        </Panel>
        <div>
          <Outcome adoption={adoption} />
          <Panel title={t('claim_place')}>
            <Facts adoption={adoption} />
          </Panel>
          {adoption.state === 'claimed' && mayVerify && <Decision adoption={adoption} />}
        </div>
      </div>
    </Page>
  );
}

function Outcome({ adoption }: { adoption: Adoption }) {
  const t = useWords(adoptionWords);
  const language = useLanguage();
  if (adoption.state === 'refused')
    return (
      <Panel>
        <p>{t('refused_because', { reason: adoption.reason ?? '' })}</p>
        <NextClaim after={adoption} />
      </Panel>
    );
  if (adoption.state !== 'verified') return null;
  return (
    <Panel>
      {adoption.points ? (
        <>
          <p className={styles.points}>{t('points_are', { points: points(adoption.points.value) })}</p>
          <p>{adoption.points[language]}</p>
        </>
      ) : (
        <p>{t('no_points')}</p>
      )}
      <NextClaim after={adoption} />
    </Panel>
  );
}

function Facts({ adoption }: { adoption: Adoption }) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const { outlet } = adoption;
  const facts = [
    [
      t('manuscript'),
      <Go key="m" to={paths.manuscript(adoption.manuscript.id)}>
        {adoption.manuscript.title}
      </Go>,
    ],
    [t('unit'), adoption.unit.name],
    [t('authors'), adoption.authors.map(author => author.name).join(c('list.or'))],
    [
      t('outlet'),
      t('outlet_said', {
        name: outlet.name,
        level: c(`level.${outlet.level}`),
        kind: c(`outlet_kind.${outlet.kind}`),
      }),
    ],
    [t('published'), day(adoption.publishedOn, language)],
    [t('issue'), adoption.issue],
    [t('page'), adoption.page],
    [t('genre'), c(`genre.${adoption.genre}`)],
    [t('position'), c(`position.${adoption.position}`)],
    [t('length'), adoption.length === null ? '' : count(adoption.length)],
    [t('claimed_by', { name: adoption.claimedBy.name }), <When key="c" at={adoption.claimedAt} />],
    [
      adoption.decidedBy ? t('decided_by', { name: adoption.decidedBy.name }) : '',
      adoption.decidedAt && <When key="d" at={adoption.decidedAt} />,
    ],
  ] as const;
  return (
    <dl className={styles.factList}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Decision({ adoption }: { adoption: Adoption }) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const [genre, setGenre] = useState(adoption.genre);
  const [position, setPosition] = useState(adoption.position);
  const [refusing, setRefusing] = useState(false);
  const title = adoption.manuscript.title;
  const onAdoption = { id: adoption.id, version: adoption.version };
  const verify = useAct(api.adoptions.verify.call, { done: () => t('verify_done', { title }) });
  const refuse = useAct(api.adoptions.refuse.call, {
    done: () => t('refuse_done', { name: adoption.claimedBy.name, title }),
    onDone: () => setRefusing(false),
  });
  const open = adoption.can.verify === null;
  return (
    <Panel title={t('verify')}>
      {open && (
        <>
          <p className={styles.hint}>{t('verify_as')}</p>
          <div className={styles.fields}>
            <Field label={t('genre')} id="as-genre">
              <Select
                id="as-genre"
                value={genre}
                options={GENRES.map(value => ({ value, label: c(`genre.${value}`) }))}
                onChange={setGenre}
              />
            </Field>
            <Field label={t('position')} id="as-position">
              <Select
                id="as-position"
                value={position}
                options={POSITIONS.map(value => ({ value, label: c(`position.${value}`) }))}
                onChange={setPosition}
              />
            </Field>
          </div>
        </>
      )}
      <div className={styles.acts}>
        <ActButton
          type="primary"
          can={adoption.can.verify}
          loading={verify.busy}
          onClick={() => verify.go({ ...onAdoption, genre, position })}
        >
          {t('verify')}
        </ActButton>
        <ActButton danger can={adoption.can.refuse} onClick={() => setRefusing(true)}>
          {t('refuse')}
        </ActButton>
      </div>
      {refusing && (
        <ReasonDialog
          title={t('refuse_title', { title })}
          hint={t('refuse_hint')}
          label={t('refuse_label')}
          act={t('refuse_go')}
          usual={[t('refuse_usual_evidence'), t('refuse_usual_same'), t('refuse_usual_other')]}
          danger
          busy={refuse.busy}
          onAct={reason => refuse.go({ ...onAdoption, reason })}
          onClose={() => setRefusing(false)}
        />
      )}
    </Panel>
  );
}
