import { useQuery } from '@tanstack/react-query';
import { CLAIM_LEVELS, type Manuscript } from '@xinxuan/contract';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Field } from '../ui/Field.tsx';
import { Go, useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { idField } from '../ui/searchFields.ts';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { type Say, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { EvidenceField } from './EvidenceField.tsx';
import { type Piece, toEvidence } from './evidence.ts';
import { ManuscriptPick } from './ManuscriptPick.tsx';
import { PlacementFields } from './PlacementFields.tsx';
import { NEW_PLACEMENT, type Placement, toInput } from './placement.ts';
import { adoptionWords } from './words.ts';

const State = z.object({ manuscriptId: idField() });

/** A claim begins on its manuscript's page; opened bare, it first asks which manuscript. */
export default function ClaimPage() {
  const t = useWords(adoptionWords);
  const [{ manuscriptId }, setState] = useSearchState(State);
  if (!manuscriptId)
    return (
      <Page title={t('claim_title')} back={paths.adoptions()} width="form">
        <Panel>
          <Field label={t('claim_manuscript')} id="claim-manuscript" required>
            <ManuscriptPick id="claim-manuscript" onChange={picked => setState({ manuscriptId: picked })} />
          </Field>
        </Panel>
      </Page>
    );
  return <ClaimOf key={manuscriptId} manuscriptId={manuscriptId} />;
}

function ClaimOf({ manuscriptId }: { manuscriptId: string }) {
  const t = useWords(adoptionWords);
  const query = useQuery(api.manuscripts.get.queryOptions({ input: { id: manuscriptId } }));
  return (
    <Page title={t('claim_title')} back={paths.manuscript(manuscriptId)} width="form">
      <Loaded query={query}>{manuscript => <ClaimForm manuscript={manuscript} />}</Loaded>
    </Page>
  );
}

function ClaimForm({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(adoptionWords);
  const go = useGo();
  const [placement, setPlacement] = useState<Placement>({ ...NEW_PLACEMENT, genre: manuscript.genre });
  const [pieces, setPieces] = useState<Piece[]>([]);
  const claim = useAct(api.adoptions.claim.call, {
    done: () => t('claim_done', { title: manuscript.title }),
    onDone: made => go(paths.adoption(made.id), { replace: true }),
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const input = toInput(manuscript.id, placement);
  const missing = missingFields(t, placement, pieces);
  return (
    <>
      <Panel title={t('manuscript')}>
        <Go to={paths.manuscript(manuscript.id)}>{manuscript.title}</Go>
        <p>{manuscript.unit.name}</p>
      </Panel>
      <Panel title={t('claim_place')}>
        <PlacementFields
          value={placement}
          levels={CLAIM_LEVELS}
          problems={claim.refused?.fields ?? {}}
          onChange={patch => setPlacement(before => ({ ...before, ...patch }))}
        />
      </Panel>
      <Panel title={t('evidence')}>
        <p>{t('claim_evidence_hint')}</p>
        <EvidenceField pieces={pieces} onChange={setPieces} />
      </Panel>
      <ActButton
        type="primary"
        size="large"
        can={manuscript.can.claim ?? (missing ? { reason: 'unfinished', zh: missing, en: missing } : null)}
        loading={claim.busy}
        onClick={() => input && claim.go({ ...input, evidence: pieces.map(toEvidence) })}
      >
        {t('claim_send')}
      </ActButton>
    </>
  );
}

function missingFields(
  t: Say<typeof adoptionWords.zh>,
  placement: Placement,
  pieces: readonly Piece[],
): string | null {
  const fields = [
    placement.outlet ? null : t('outlet'),
    placement.publishedOn ? null : t('published'),
    pieces.length > 0 ? null : t('evidence'),
  ].filter(field => field !== null);
  return fields.length > 0 ? t('claim_missing', { fields: fields.join(commonWords.say('list.or')) }) : null;
}
