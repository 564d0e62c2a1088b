import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { type Can, DUTY_RECEIVERS, type DutyKind, type DutyReceiver, type DutyStep } from '@xinxuan/contract';
import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './duties.module.css';
import { spanWords } from './span.ts';
import { dutyWords } from './words.ts';

type Saved = { kind: DutyKind; plan: DutyStep[]; own: boolean; version: number };
type Row = DutyStep & { key: number };

/** The steps of one kind: shown as a sentence each, edited as minutes and receivers. */
export function PlanRow({ saved, can }: { saved: Saved; can: Can }) {
  const t = useWords(dutyWords);
  const c = useWords(commonWords);
  const [rows, setRows] = useState<Row[] | null>(null);
  const save = useAct(api.duties.savePlan.call, { done: () => t('saved'), onDone: () => setRows(null) });
  const keyed = (plan: readonly DutyStep[]): Row[] => plan.map((step, key) => ({ ...step, key }));
  const change = (key: number, patch: Partial<DutyStep>): void =>
    setRows(before => before?.map(row => (row.key === key ? { ...row, ...patch } : row)) ?? null);
  return (
    <section>
      <h3 className={styles.part}>
        {t(`kind.${saved.kind}`)} {saved.own && <span className={styles.quiet}>{t('own_plan')}</span>}
      </h3>
      {rows === null ? (
        <div className={styles.step}>
          <span>
            {saved.plan
              .map(step => `${whenWords(step.minutes, t)} ${step.to.map(to => t(`to.${to}`)).join('、')}`)
              .join('；')}
          </span>
          <ActButton size="small" can={can} onClick={() => setRows(keyed(saved.plan))}>
            {t('change')}
          </ActButton>
        </div>
      ) : (
        <>
          {rows.map(row => (
            <div key={row.key} className={styles.step}>
              <InputNumber
                value={row.minutes}
                precision={0}
                aria-label={t('minutes')}
                onChange={minutes => change(row.key, { minutes: minutes ?? 0 })}
              />
              <Select<DutyReceiver[]>
                mode="multiple"
                style={{ minWidth: 240 }}
                value={row.to}
                aria-label={t('who')}
                options={DUTY_RECEIVERS.map(to => ({ value: to, label: t(`to.${to}`) }))}
                onChange={to => to.length > 0 && change(row.key, { to })}
              />
              <span className={styles.quiet}>{whenWords(row.minutes, t)}</span>
              <Button
                icon={<DeleteOutlined />}
                aria-label={t('remove_step')}
                onClick={() => setRows(rows.filter(other => other.key !== row.key))}
              />
            </div>
          ))}
          <div className={styles.step}>
            <Button
              onClick={() =>
                setRows([
                  ...rows,
                  { minutes: 1440, to: ['desk_chief'], key: Math.max(0, ...rows.map(row => row.key)) + 1 },
                ])
              }
            >
              {t('add_step')}
            </Button>
            <Button onClick={() => setRows(null)}>{c('act.cancel')}</Button>
            <Button
              type="primary"
              loading={save.busy}
              onClick={() =>
                save.go({
                  kind: saved.kind,
                  version: saved.version,
                  plan: rows.map(({ minutes, to }) => ({ minutes, to })),
                })
              }
            >
              {t('save')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

type Say = ReturnType<typeof useWords<typeof dutyWords.zh>>;

function whenWords(minutes: number, t: Say): string {
  if (minutes === 0) return t('at_due');
  return t(minutes < 0 ? 'before' : 'after', { time: spanWords(Math.abs(minutes), t) });
}
