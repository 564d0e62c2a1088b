import { Button, Modal } from 'antd';
import { moment } from '../formats.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { actName } from './acts.ts';
import styles from './audit.module.css';
import { changedParts } from './changes.ts';
import type { Entry } from './entry.ts';
import { auditWords } from './words.ts';

type ChangesDialogProps = {
  entry: Entry;
  onClose: () => void;
  /** Shows only what this person did, or what was done to this subject. */
  onNarrow: (patch: { personId?: string; subjectId?: string }) => void;
};

/** One entry in full: who, when, from where, and every part of the thing before and after. */
export function ChangesDialog({ entry, onClose, onNarrow }: ChangesDialogProps) {
  const t = useWords(auditWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const now = useNow();
  const { person, subjectId } = entry;
  return (
    <Modal
      open
      width={880}
      title={t('changes', { act: actName(entry.act) })}
      onCancel={onClose}
      footer={
        <>
          {person && (
            <Button onClick={() => onNarrow({ personId: person.id })}>
              {t('by_person', { name: person.name })}
            </Button>
          )}
          {subjectId && <Button onClick={() => onNarrow({ subjectId })}>{t('by_subject')}</Button>}
          <Button onClick={onClose}>{c('act.close')}</Button>
        </>
      }
    >
      <p className={styles.who}>
        <span>{moment(entry.at, now, language)}</span>
        <span>
          {entry.role
            ? t('person_said', { name: person?.name ?? t('system'), role: c(`role.${entry.role}`) })
            : (person?.name ?? t('system'))}
        </span>
        <span>{entry.address}</span>
        <span>{subjectId}</span>
      </p>
      <Parts entry={entry} />
    </Modal>
  );
}

function Parts({ entry }: { entry: Entry }) {
  const t = useWords(auditWords);
  const parts = changedParts(entry.before, entry.after);
  if (parts.length === 0) return <p>{t('changes_none')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.parts}>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(part => (
            <tr key={part.path}>
              <th scope="row">{part.path}</th>
              <td>
                {part.before === null ? <span className={styles.faint}>{t('nothing')}</span> : part.before}
              </td>
              <td>
                {part.after === null ? <span className={styles.faint}>{t('nothing')}</span> : part.after}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
