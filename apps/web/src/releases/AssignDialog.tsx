import { useQuery } from '@tanstack/react-query';
import type { Release, ReleaseStage } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { SignerPick } from './SignerPick.tsx';
import { releaseWords } from './words.ts';

type AssignProps = { release: Release; stage: ReleaseStage; onClose: () => void };

export function AssignDialog({ release, stage, onClose }: AssignProps) {
  const t = useWords(releaseWords);
  const c = useWords(commonWords);
  const [personId, setPersonId] = useState<string | null>(null);
  const people = useQuery(
    api.releases.propose.queryOptions({ input: { manuscriptId: release.manuscript.id } }),
  );
  const taken = new Set(release.duties.map(duty => duty.person.id));
  const assign = useAct(api.releases.assign.call, { done: () => t('assign_done'), onDone: onClose });
  const go = () => personId && assign.go({ id: release.id, version: release.version, stage, personId });
  return (
    <Modal
      open
      title={t('assign_title', { stage: t(`stage.${stage}`) })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button type="primary" disabled={!personId} loading={assign.busy} onClick={go}>
            {t('assign')}
          </Button>
        </>
      }
    >
      <Field label={t('signer')} id="release-signer" required>
        <SignerPick
          id="release-signer"
          people={people.data?.people ?? []}
          value={personId}
          taken={taken}
          onChange={setPersonId}
        />
      </Field>
    </Modal>
  );
}
