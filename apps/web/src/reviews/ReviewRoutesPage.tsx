import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { useQuery } from '@tanstack/react-query';
import { CHANNELS, type Channel, type RouteRule, type RouteStep } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './ladder.module.css';
import { RouteRuleEditor } from './RouteRuleEditor.tsx';
import { reviewWords } from './words.ts';

type Routes = Awaited<ReturnType<typeof client.reviews.routes.get>>;
const USUAL_HOURS = 7;

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
  const [editing, setEditing] = useState<number | null>(null);
  const fixed = routes.can.change !== null;
  const changed = rules !== routes.rules;
  const save = useAct(() => client.reviews.routes.save({ version: routes.version, rules: [...rules] }), {
    done: () => t('routes.saved'),
  });
  const add = (channel: Channel) => {
    setRules([...rules, { channel, type: null, importance: null, steps: [FIRST], dueHours: USUAL_HOURS }]);
    setEditing(rules.length);
  };
  const remove = (index: number) => {
    setRules(rules.filter((_, at) => at !== index));
    setEditing(null);
  };
  return (
    <>
      {CHANNELS.map(channel => (
        <Panel key={channel} title={c(`channel.${channel}`)}>
          <ul className={styles.rows}>
            {rules.map((rule, index) =>
              rule.channel !== channel ? null : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name while it is being changed
                <li key={index}>
                  {editing === index ? (
                    <RouteRuleEditor
                      rule={rule}
                      onChange={made => setRules(rules.map((each, at) => (at === index ? made : each)))}
                      onRemove={() => remove(index)}
                      onClose={() => setEditing(null)}
                    />
                  ) : (
                    <RouteLine rule={rule} onEdit={fixed ? null : () => setEditing(index)} />
                  )}
                </li>
              ),
            )}
          </ul>
          {!fixed && (
            <Button className={styles.acts} icon={<PlusOutlined aria-hidden />} onClick={() => add(channel)}>
              {t('routes.add')}
            </Button>
          )}
        </Panel>
      ))}
      <div className={styles.acts}>
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
            <span className={styles.quiet}>{t('routes.changed')}</span>
          </>
        )}
      </div>
    </>
  );
}

const FIRST: RouteStep = { roles: ['unit_head'], mode: 'any', onlyFor: [] };

/** One row as a sentence: 重要会议 · 所有类型　分管领导 → 主要领导　每步 7 个工作小时 */
function RouteLine({ rule, onEdit }: { rule: RouteRule; onEdit: (() => void) | null }) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const importance = rule.importance ? c(`importance.${rule.importance}`) : t('routes.every_importance');
  const covers = rule.type ? `${importance} · ${c(`type.${rule.type}`)}` : importance;
  return (
    <div className={styles.row}>
      <span className={styles.covers}>{covers}</span>
      <span className={styles.hands}>{useHands(rule.steps)}</span>
      <span className={styles.quiet}>{t('routes.hours_unit', { hours: rule.dueHours })}</span>
      {onEdit && (
        <Button type="link" size="small" aria-label={t('routes.edit_of', { covers })} onClick={onEdit}>
          {t('routes.edit')}
        </Button>
      )}
    </div>
  );
}

function useHands(steps: readonly RouteStep[]): string {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const hands = steps.map(({ roles, mode, onlyFor }) => {
    const names = roles.map(role => c(`role.${role}`)).join('、');
    const signed = roles.length === 1 ? names : t(`routes.${mode}_of`, { names });
    const some = onlyFor.map(importance => c(`importance.${importance}`)).join('、');
    return some ? `${signed}${t('routes.only_for', { some })}` : signed;
  });
  return hands.join(' → ');
}
