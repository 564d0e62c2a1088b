import { useQuery } from '@tanstack/react-query';
import type { DutyRule } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './duties.module.css';
import { PlanRow } from './PlanRow.tsx';
import { type FreshRule, RuleForm } from './RuleForm.tsx';
import { dutyWords } from './words.ts';

const FRESH: FreshRule = {
  kind: 'opinion_report',
  name: '',
  fromOn: '',
  toOn: null,
  version: 0,
  rhythm: 'working_day',
  workingDay: 1,
  minute: 555,
  closeAfter: null,
  per: 'unit',
  role: 'correspondent',
  unitKinds: [],
  groupIds: [],
  nilAllowed: true,
};

/** Duties that make themselves, and who is told when for each kind. */
export default function RulesPage() {
  const t = useWords(dutyWords);
  const query = useQuery(api.duties.rules.queryOptions());
  const [editing, setEditing] = useState<FreshRule | null>(null);
  return (
    <Page title={t('rules')} back={paths.settings()} width="form">
      <p className={styles.intro}>{t('rules_intro')}</p>
      <Loaded query={query}>
        {({ rules, plans, can }) => (
          <>
            <Panel
              title={t('recurring')}
              extra={
                <ActButton type="primary" can={can.manage} onClick={() => setEditing(FRESH)}>
                  {t('add_rule')}
                </ActButton>
              }
            >
              {rules.length === 0 && <p className={styles.quiet}>{t('no_rules')}</p>}
              <ul className={styles.lines}>
                {rules.map(rule => (
                  <li key={rule.id} className={styles.step}>
                    <strong>{rule.name}</strong>
                    <span className={styles.quiet}>
                      <RuleWords rule={rule} />
                    </span>
                    {!can.manage && (
                      <Button size="small" onClick={() => setEditing(rule)}>
                        {t('change')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </Panel>
            <Panel title={t('plans')}>
              <p className={styles.quiet}>{t('plans_hint')}</p>
              {plans.map(plan => (
                <PlanRow key={`${plan.kind}${plan.version}`} saved={plan} can={can.manage} />
              ))}
            </Panel>
            {editing && <RuleForm start={editing} onClose={() => setEditing(null)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function RuleWords({ rule }: { rule: DutyRule }) {
  const t = useWords(dutyWords);
  const { rhythm, workingDay, minute } = rule;
  const nth = Math.abs(workingDay);
  const day =
    rhythm === 'working_day'
      ? t('day_itself')
      : workingDay > 0
        ? t('nth', { n: nth })
        : nth === 1
          ? t('last_day')
          : t('nth_last', { n: nth });
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return t('summary', { rhythm: t(`rhythm.${rhythm}`), day, time });
}
