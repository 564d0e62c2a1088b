import { useQuery } from '@tanstack/react-query';
import {
  CHANNELS,
  type Channel,
  IMPORTANCES,
  type Importance,
  ROLES,
  type Role,
  type RouteRule,
} from '@xinxuan/contract';
import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './desk.module.css';
import { reviewWords } from './words.ts';

type Routes = Awaited<ReturnType<typeof client.reviews.routes.get>>;
const USUAL_HOURS = 24;

export default function ReviewRoutesPage() {
  const t = useWords(reviewWords);
  const routes = useQuery(api.reviews.routes.get.queryOptions({ refetchOnWindowFocus: false }));
  return (
    <Page title={t('routes.title')} back={paths.settings()} width="form">
      <p className={styles.intro}>{t('routes.hint')}</p>
      <Loaded query={routes}>{found => <RouteTables key={found.version} routes={found} />}</Loaded>
    </Page>
  );
}

function RouteTables({ routes }: { routes: Routes }) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const [rules, setRules] = useState<readonly RouteRule[]>(routes.rules);
  const changed = rules !== routes.rules;
  const save = useAct(
    () =>
      client.reviews.routes.save({
        version: routes.version,
        rules: rules.filter(rule => rule.steps.length > 0),
      }),
    { done: () => t('routes.saved') },
  );
  const put = (rule: RouteRule) =>
    setRules([...rules.filter(r => r.channel !== rule.channel || r.importance !== rule.importance), rule]);
  return (
    <>
      {CHANNELS.map(channel => (
        <Panel key={channel} title={c(`channel.${channel}`)}>
          <table className={styles.routes}>
            <thead>
              <tr>
                <th scope="col">{t('routes.importance')}</th>
                <th scope="col">{t('routes.steps')}</th>
                <th scope="col">{t('routes.hours')}</th>
              </tr>
            </thead>
            <tbody>
              {IMPORTANCES.map(importance => (
                <RouteRow
                  key={importance}
                  rule={ruleOf(rules, channel, importance)}
                  fixed={routes.can.change !== null}
                  onChange={put}
                />
              ))}
            </tbody>
          </table>
        </Panel>
      ))}
      <div className={styles.formActs}>
        <ActButton
          can={routes.can.change}
          type="primary"
          loading={save.busy}
          onClick={() => save.go(undefined)}
        >
          {t('routes.save')}
        </ActButton>
        {changed && (
          <>
            <Button onClick={() => setRules(routes.rules)}>{t('routes.reset')}</Button>
            <span className={styles.status}>{t('routes.changed')}</span>
          </>
        )}
      </div>
    </>
  );
}

function ruleOf(rules: readonly RouteRule[], channel: Channel, importance: Importance): RouteRule {
  const found = rules.find(r => r.channel === channel && r.importance === importance);
  return found ?? { channel, importance, steps: [], dueHours: USUAL_HOURS };
}

type RouteRowProps = { rule: RouteRule; fixed: boolean; onChange: (rule: RouteRule) => void };

function RouteRow({ rule, fixed, onChange }: RouteRowProps) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const importance = c(`importance.${rule.importance}`);
  if (fixed)
    return (
      <tr>
        <th scope="row">{importance}</th>
        <td>{rule.steps.map(role => c(`role.${role}`)).join(' → ') || t('routes.none')}</td>
        <td>{rule.steps.length > 0 && t('routes.hours_unit', { hours: rule.dueHours })}</td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">{importance}</th>
      <td>
        <Select<Role[]>
          mode="multiple"
          style={{ width: '100%' }}
          value={rule.steps}
          maxCount={5}
          aria-label={t('routes.steps_of', { importance })}
          placeholder={t('routes.none')}
          options={ROLES.map(role => ({ value: role, label: c(`role.${role}`) }))}
          onChange={steps => onChange({ ...rule, steps })}
        />
      </td>
      <td>
        <InputNumber
          value={rule.dueHours}
          min={1}
          max={240}
          precision={0}
          aria-label={t('routes.hours_of', { importance })}
          onChange={hours => onChange({ ...rule, dueHours: hours ?? USUAL_HOURS })}
        />
      </td>
    </tr>
  );
}
