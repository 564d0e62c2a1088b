import { type Adoption, DESK_LEVELS, type Manuscript } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './adoptions.module.css';
import { PlacementFields } from './PlacementFields.tsx';
import { NEW_PLACEMENT, type Placement, toInput } from './placement.ts';
import { adoptionWords } from './words.ts';

type AdoptDialogProps = {
  manuscript: Pick<Manuscript, 'id' | 'title' | 'genre'> & { can: Pick<Manuscript['can'], 'adopt'> };
  onClose: () => void;
  onAdopted?: (adoption: Adoption) => void;
};

/** The desk adopts into an in-house bulletin: verified at once, so no evidence is asked. */
export function AdoptDialog({ manuscript, onClose, onAdopted }: AdoptDialogProps) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const [placement, setPlacement] = useState<Placement>({
    ...NEW_PLACEMENT,
    genre: manuscript.genre,
    publishedOn: today,
  });
  const adopt = useAct(api.adoptions.adopt.call, {
    done: made => {
      const said = { title: manuscript.title, outlet: made.outlet.name };
      return made.points
        ? t('adopt_done_points', { ...said, points: made.points[language] })
        : t('adopt_done', said);
    },
    onDone: made => {
      onAdopted?.(made);
      onClose();
    },
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const input = toInput(manuscript.id, placement);
  const missing = t('claim_missing', {
    fields: [placement.outlet ? [] : t('outlet'), placement.publishedOn ? [] : t('published')]
      .flat()
      .join(c('list.or')),
  });
  return (
    <Modal
      open
      title={t('adopt_title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <ActButton
            type="primary"
            can={manuscript.can.adopt ?? (input ? null : { reason: 'unfinished', zh: missing, en: missing })}
            loading={adopt.busy}
            onClick={() => input && adopt.go(input)}
          >
            {t('adopt_go')}
          </ActButton>
        </>
      }
    >
      <p className={styles.hint}>{t('adopt_hint')}</p>
      <PlacementFields
        value={placement}
        levels={DESK_LEVELS}
        problems={adopt.refused?.fields ?? {}}
        onChange={patch => setPlacement(before => ({ ...before, ...patch }))}
      />
    </Modal>
  );
}
