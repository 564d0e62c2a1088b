import type { Asking, Commission } from '@xinxuan/contract';
import { Button } from 'antd';
import { api } from '../api/api.ts';
import { moment } from '../formats.ts';
import { StateMark } from '../manuscripts/StateMark.tsx';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { DueTime, When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { AskingMark } from './AskingMark.tsx';
import styles from './commissions.module.css';
import { DeskActs } from './DeskActs.tsx';
import { UnitActs } from './UnitActs.tsx';
import { commissionWords } from './words.ts';

type RowProps = { commission: Commission; asking: Asking };
const RUNS: readonly string[] = ['asked', 'accepted', 'writing'];

/** One unit's part: where it stands, by when, its items, and what can be done. */
export function AskingRow({ commission, asking }: RowProps) {
  const t = useWords(commissionWords);
  return (
    <li className={styles.asking}>
      <p className={styles.askingHead}>
        <strong>{asking.unit.name}</strong>
        <AskingMark state={asking.state} />
        {asking.answerOverdue && <span className={styles.missed}>{t('answer_overdue')}</span>}
        {asking.grade && <span>{t(`grade.${asking.grade}`)}</span>}
        {RUNS.includes(asking.state) && <DueTime at={asking.dueAt} />}
        {asking.passedFrom && (
          <span className={styles.faint}>{t('passed_from', { unit: asking.passedFrom })}</span>
        )}
      </p>
      <Said asking={asking} />
      {asking.items.map(item => (
        <Item key={item.id} commission={commission} asking={asking} item={item} />
      ))}
      {asking.extensions.map(extension => (
        <Extension key={extension.id} extension={extension} />
      ))}
      <div className={styles.acts}>
        <UnitActs commission={commission} asking={asking} />
        <DeskActs commission={commission} asking={asking} />
      </div>
    </li>
  );
}

function Said({ asking }: { asking: Asking }) {
  const t = useWords(commissionWords);
  return (
    <>
      {asking.answeredBy && asking.answeredAt && (
        <p className={styles.faint}>
          {t('answered_said', { name: asking.answeredBy.name })} <When at={asking.answeredAt} />
        </p>
      )}
      {asking.reason && <p className={styles.said}>{asking.reason}</p>}
      {asking.gradeNote && <p className={styles.said}>{t('grade_note_said', { note: asking.gradeNote })}</p>}
      {asking.waived && (
        <p className={styles.said}>
          {t('waived_said', { name: asking.waived.by.name, reason: asking.waived.reason })}
        </p>
      )}
    </>
  );
}

function Item({ commission, asking, item }: RowProps & { item: Asking['items'][number] }) {
  const t = useWords(commissionWords);
  const unlink = useAct(api.commissions.unlink.call, { done: () => t('unlink_done') });
  const which = { id: commission.id, version: commission.version, askingId: asking.id };
  return (
    <p className={styles.item}>
      <Go to={paths.manuscript(item.id)}>{item.title || commission.topic}</Go>
      <StateMark state={item.state} />
      {item.sentAt && <When at={item.sentAt} />}
      {!asking.can.write && (
        <Button
          size="small"
          type="text"
          loading={unlink.busy}
          onClick={() => unlink.go({ ...which, manuscriptId: item.id })}
        >
          {t('unlink')}
        </Button>
      )}
    </p>
  );
}

function Extension({ extension }: { extension: Asking['extensions'][number] }) {
  const t = useWords(commissionWords);
  const now = useNow();
  const language = useLanguage();
  const { by, reason, until, granted, decision } = extension;
  const state =
    granted === null
      ? t('extension_waiting')
      : granted
        ? t('extension_granted')
        : t('extension_refused', { reason: decision ?? '' });
  return (
    <p className={styles.said}>
      {t('extension_said', { name: by.name, until: moment(until, now, language), reason })}　{state}
    </p>
  );
}
