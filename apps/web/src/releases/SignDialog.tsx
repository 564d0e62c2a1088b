import { checksOf, ERROR_KINDS, type ErrorKind, type Release, type ReleaseStage } from '@xinxuan/contract';
import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './releases.module.css';
import { releaseWords } from './words.ts';

type Found = { key: number; kind: ErrorKind; passage: string; note: string };
type SignDialogProps = { release: Release; stage: ReleaseStage; passes: boolean; onClose: () => void };

/** Signs with every point ticked, or returns with what is wrong; either way the errors are counted. */
export function SignDialog({ release, stage, passes, onClose }: SignDialogProps) {
  const t = useWords(releaseWords);
  const c = useWords(commonWords);
  const points = checksOf(stage);
  const [checks, setChecks] = useState<string[]>([]);
  const [errors, setErrors] = useState<Found[]>([]);
  const [words, setWords] = useState('');
  const name = t(`stage.${stage}`);
  const sign = useAct(api.releases.sign.call, {
    done: () => t('sign_done', { stage: name }),
    onDone: onClose,
  });
  const giveBack = useAct(api.releases.return.call, { done: () => t('return_done'), onDone: onClose });
  const noted = errors
    .filter(each => each.passage.trim())
    .map(({ kind, passage, note }) => ({ kind, passage: passage.trim(), note: note.trim() }));
  const at = { id: release.id, version: release.version, stage, hash: release.hash, errors: noted };
  const missingId = useId();
  const left = points.length - checks.length;
  const ready = passes ? left === 0 : words.trim().length >= 2;
  const go = () =>
    passes ? sign.go({ ...at, checks, opinion: words.trim() }) : giveBack.go({ ...at, reason: words.trim() });
  return (
    <Modal
      open
      width={640}
      title={t(passes ? 'sign_title' : 'return_title', { stage: name })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          {!ready && (
            <span id={missingId} role="status" className={styles.missing}>
              {passes ? t('checks_left', { count: left }) : t('return_missing')}
            </span>
          )}
          <Button
            type="primary"
            disabled={!ready}
            aria-describedby={ready ? undefined : missingId}
            loading={sign.busy || giveBack.busy}
            onClick={go}
          >
            {t(passes ? 'sign_go' : 'return')}
          </Button>
        </>
      }
    >
      <p className={styles.faint}>
        {t('sign_hint', { number: release.textNumber, hash: release.hash.slice(0, 8) })}
      </p>
      {passes && (
        <fieldset className={styles.points} onKeyDown={alongTheChecks}>
          <legend>{t('checks')}</legend>
          <Checkbox.Group
            value={checks}
            options={points.map(value => ({ value, label: t(`check.${value}`) }))}
            onChange={setChecks}
          />
        </fieldset>
      )}
      <Errors errors={errors} onErrors={setErrors} />
      <Field label={t(passes ? 'opinion' : 'return_label')} id="release-words" required={!passes}>
        <Input.TextArea
          id="release-words"
          value={words}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={event => setWords(event.target.value)}
        />
      </Field>
    </Modal>
  );
}

/** The arrow keys go from point to point, space ticks the one that is reached. */
function alongTheChecks(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const next = boxes[boxes.indexOf(event.target as HTMLInputElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Errors({ errors, onErrors }: { errors: Found[]; onErrors: (errors: Found[]) => void }) {
  const t = useWords(releaseWords);
  const change = (key: number, patch: Partial<Found>) =>
    onErrors(errors.map(each => (each.key === key ? { ...each, ...patch } : each)));
  const next = Math.max(-1, ...errors.map(each => each.key)) + 1;
  return (
    <fieldset className={styles.points}>
      <legend>{t('errors')}</legend>
      <p className={styles.faint}>{t('errors_hint')}</p>
      {errors.map(each => (
        <div key={each.key} className={styles.error}>
          <Select<ErrorKind>
            aria-label={t('error_kind')}
            value={each.kind}
            options={ERROR_KINDS.map(value => ({ value, label: t(`error.${value}`) }))}
            onChange={kind => change(each.key, { kind })}
          />
          <Input
            aria-label={t('error_passage')}
            placeholder={t('error_passage')}
            value={each.passage}
            maxLength={100}
            onChange={event => change(each.key, { passage: event.target.value })}
          />
          <Input
            aria-label={t('error_note')}
            placeholder={t('error_note')}
            value={each.note}
            maxLength={200}
            onChange={event => change(each.key, { note: event.target.value })}
          />
          <Button type="text" onClick={() => onErrors(errors.filter(other => other.key !== each.key))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button
        size="small"
        onClick={() => onErrors([...errors, { key: next, kind: 'wrong_character', passage: '', note: '' }])}
      >
        {t('add_error')}
      </Button>
    </fieldset>
  );
}
