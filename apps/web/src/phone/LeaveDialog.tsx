import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { letGo } from '../device/holder.ts';
import { keepingOf } from '../device/keeping.ts';
import { deviceStore, heldBy } from '../device/useKeeping.ts';
import { useMe } from '../session/me.ts';
import { useWords } from '../words/i18n.ts';
import { listReports } from './keptReports.ts';
import styles from './phone.module.css';
import { isBlankReport } from './report.ts';
import { phoneWords } from './words.ts';

type LeaveDialogProps = { onStay: () => void; onLeave: () => void };
type Left = { texts: number; reports: number };

/** Before signing out: what has not reached the server would be lost, so that is asked; then the device forgets all. */
export default function LeaveDialog({ onStay, onLeave }: LeaveDialogProps) {
  const t = useWords(phoneWords);
  const me = useMe();
  const [left, setLeft] = useState<Left | null>(null);
  const ways = useRef({ onLeave, me });
  ways.current = { onLeave, me };
  const forget = async () => {
    const database = await deviceStore();
    if (database) await letGo(database, ways.current.me.person.id);
    ways.current.onLeave();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, when it is asked
  useEffect(() => {
    void (async () => {
      const found = await whatIsLeft(ways.current.me).catch(() => null);
      if (found && found.texts + found.reports > 0) setLeft(found);
      else await forget().catch(() => ways.current.onLeave());
    })();
  }, []);
  if (!left) return null;
  return (
    <Modal open title={t('leave_title')} onCancel={onStay} footer={null}>
      {left.texts > 0 && <p>{t('leave_texts', { count: left.texts })}</p>}
      {left.reports > 0 && <p>{t('leave_reports', { count: left.reports })}</p>}
      <p className={styles.hint}>{t('leave_hint')}</p>
      <p className={styles.rowActs}>
        <Button type="primary" onClick={onStay}>
          {t('leave_stay')}
        </Button>
        <Button danger onClick={() => void forget()}>
          {t('leave_go')}
        </Button>
      </p>
    </Modal>
  );
}

async function whatIsLeft(me: Parameters<typeof heldBy>[0]): Promise<Left | null> {
  if (!me.rights.includes('manuscript.write')) return null;
  const held = await heldBy(me);
  if (!held) return null;
  const texts = await keepingOf(held.database, held.holder).list();
  const reports = await listReports(held);
  const unsent = reports.filter(({ state, report }) => state !== 'noted' && !isBlankReport(report));
  return { texts: texts.length, reports: unsent.length };
}
