import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PlanTopic, TopicProgress } from '@xinxuan/contract';
import { Button, Checkbox, Segmented, Select } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import { useMe, useRight } from '../session/me.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { flag } from '../ui/searchFields.ts';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { type Say, useWords } from '../words/i18n.ts';
import styles from './plans.module.css';
import { TopicDialog } from './TopicDialog.tsx';
import { TopicMark } from './TopicMark.tsx';
import { planWords } from './words.ts';
import { YearGrid } from './YearGrid.tsx';
import { MONTHS, runsIn } from './yearGrid.ts';

const QUARTERS = [1, 2, 3, 4] as const;
const State = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  /** 0 is the whole year; without it, this month. */
  month: z.coerce.number().int().min(0).max(12).optional().catch(undefined),
  /** A quarter of the year; goes before the month. */
  quarter: z.coerce.number().int().min(1).max(4).optional().catch(undefined),
  unitId: z.string().optional().catch(undefined),
  removed: flag(),
});

/** What the network is asked to write about this month and this year, and how far every unit is. */
export default function PlanPage() {
  const t = useWords(planWords);
  const [state, setState] = useSearchState(State);
  const [adding, setAdding] = useState(false);
  const manages = useRight('plan.manage');
  const today = dayOf(useNow());
  const year = state.year ?? Number(today.slice(0, 4));
  const month = state.month ?? Number(today.slice(5, 7));
  const shown = monthsOf({ quarter: state.quarter, month });
  // The whole year is asked for: what is listed is a part of it, and the chart above shows all of it.
  const query = useQuery(
    api.plans.list.queryOptions({
      input: { year, unitId: state.unitId, removed: state.removed ?? false },
      placeholderData: keepPreviousData,
    }),
  );
  const listed = query.data?.topics.filter(topic => runsIn(topic, shown.first, shown.last)) ?? [];
  return (
    <Page
      title={titleOf({ quarter: state.quarter, month }, t)}
      acts={
        manages && (
          <DeskActs year={year} topics={listed} lastYear={query.data?.lastYear ?? 0}>
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          </DeskActs>
        )
      }
    >
      <div className={styles.bar}>
        <Button onClick={() => setState({ year: year - 1 })}>{t('earlier')}</Button>
        <span className={styles.year}>{t('year', { year })}</span>
        <Button onClick={() => setState({ year: year + 1 })}>{t('later')}</Button>
        <Segmented<number>
          aria-label={t('quarter_pick')}
          value={state.quarter ?? (month === 0 ? 0 : -1)}
          options={[
            { value: 0, label: t('whole_year') },
            ...QUARTERS.map(value => ({ value, label: t(`quarter.${value}`) })),
          ]}
          onChange={value =>
            setState(value === 0 ? { quarter: undefined, month: 0 } : { quarter: value, month: undefined })
          }
        />
        <Select<number | null>
          aria-label={t('period')}
          placeholder={t('period')}
          value={state.quarter || month === 0 ? null : month}
          style={{ minWidth: 96 }}
          options={MONTHS.map(value => ({ value, label: t('month', { month: value }) }))}
          onChange={value => setState({ month: value ?? undefined, quarter: undefined })}
        />
        <div style={{ minWidth: 200 }}>
          <UnitPick
            id="plan-unit"
            label={t('unit')}
            value={state.unitId ?? null}
            onChange={value => setState({ unitId: value ?? undefined })}
          />
        </div>
        {manages && (
          <Checkbox
            checked={state.removed ?? false}
            onChange={event => setState({ removed: event.target.checked || undefined })}
          >
            {t('removed_only')}
          </Checkbox>
        )}
      </div>
      {!state.removed && query.data && query.data.topics.some(topic => topic.progress.length > 0) && (
        <Panel title={t('glance_title', { year })}>
          <YearGrid year={year} topics={query.data.topics} shown={shown} unitId={state.unitId} />
        </Panel>
      )}
      <Panel title={titleOf({ quarter: state.quarter, month }, t)}>
        <Loaded query={query}>
          {() =>
            listed.length === 0 ? (
              <Empty title={t('none')} hint={t(manages ? 'none_hint_desk' : 'none_hint')} />
            ) : (
              <Topics topics={listed} unitId={state.unitId} />
            )
          }
        </Loaded>
      </Panel>
      {adding && (
        <TopicDialog
          year={year}
          month={shown.first === shown.last ? shown.first : 0}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}

type Period = { quarter: number | undefined; month: number };

function monthsOf({ quarter, month }: Period): { first: number; last: number } {
  if (quarter) return { first: quarter * 3 - 2, last: quarter * 3 };
  return month ? { first: month, last: month } : { first: 1, last: 12 };
}

function titleOf({ quarter, month }: Period, t: Say<typeof planWords.zh>): string {
  const named = QUARTERS.find(each => each === quarter);
  if (named) return t('quarter_title', { quarter: t(`quarter.${named}`) });
  return month ? t('month_title', { month }) : t('title');
}

type DeskProps = { year: number; topics: PlanTopic[]; lastYear: number; children: React.ReactNode };

function DeskActs({ year, topics, lastYear, children }: DeskProps) {
  const t = useWords(planWords);
  const { post } = useMe();
  const drafts = topics.filter(topic => !topic.can.publish);
  const copy = useAct(api.plans.copyYear.call, { done: made => t('copied', { count: made.copied }) });
  const publish = useAct(api.plans.publish.call, {
    done: made => t('published', { count: made.published, told: made.told }),
  });
  return (
    <>
      {lastYear > 0 && post && (
        <ConfirmAct
          can={null}
          loading={copy.busy}
          question={t('copy_title', { year: year - 1 })}
          consequence={t('copy_said')}
          act={t('copy', { year: year - 1 })}
          onAct={() => copy.go({ unitId: post.unit.id, from: year - 1, to: year })}
        >
          {t('copy', { year: year - 1 })}
        </ConfirmAct>
      )}
      {drafts.length > 0 && (
        <ConfirmAct
          can={null}
          loading={publish.busy}
          question={t('publish_title')}
          consequence={t('publish_said')}
          act={t('publish', { count: drafts.length })}
          onAct={() => publish.go({ ids: drafts.map(topic => topic.id) })}
        >
          {t('publish', { count: drafts.length })}
        </ConfirmAct>
      )}
      {children}
    </>
  );
}

function Topics({ topics, unitId }: { topics: PlanTopic[]; unitId: string | undefined }) {
  const t = useWords(planWords);
  const narrow = useNarrow();
  const units = new Map<string, string>();
  for (const { progress } of topics) for (const { unit } of progress) units.set(unit.id, unit.name);
  const shown = [...units].filter(([id]) => !unitId || id === unitId);
  if (narrow) {
    return (
      <>
        {topics.map(topic => (
          <div key={topic.id} className={styles.card}>
            <Head topic={topic} />
            <p>
              {t('total')} <Total topic={topic} />
            </p>
            <Behind topic={topic} />
          </div>
        ))}
      </>
    );
  }
  return (
    <section className={styles.scroll} aria-label={t('progress')} tabIndex={-1}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('topic')}</th>
            <th scope="col">{t('total')}</th>
            {shown.map(([id, name]) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map(topic => (
            <tr key={topic.id}>
              <td>
                <Head topic={topic} />
              </td>
              <td>
                <Total topic={topic} />
              </td>
              {shown.map(([id]) => (
                <td key={id}>
                  <Cell topic={topic} of={topic.progress.find(each => each.unit.id === id)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A plan stays within its year, which stands above. */
const spanOf = ({ from, to }: PlanTopic) => ({
  fromMonth: Number(from.slice(5, 7)),
  fromDay: Number(from.slice(8)),
  toMonth: Number(to.slice(5, 7)),
  toDay: Number(to.slice(8)),
});

function Head({ topic }: { topic: PlanTopic }) {
  const t = useWords(planWords);
  return (
    <>
      <Go to={paths.planTopic(topic.id)}>{topic.title}</Go>
      <p className={styles.under}>
        <TopicMark state={topic.state} />
        {topic.theme && <span>{topic.theme}</span>}
        <span>{t('span_short', spanOf(topic))}</span>
      </p>
    </>
  );
}

function Total({ topic }: { topic: PlanTopic }) {
  const t = useWords(planWords);
  const target = topic.progress.reduce((sum, each) => sum + each.items, 0);
  const reached = topic.progress.reduce((sum, each) => sum + each.reachedItems, 0);
  return (
    <Go to={paths.planTopic(topic.id)}>
      {target > 0 ? t('of_target', { reached, target }) : String(reached)}
    </Go>
  );
}

/** A number opens its list: the items of this unit on this topic. */
function Cell({ topic, of }: { topic: PlanTopic; of: TopicProgress | undefined }) {
  const t = useWords(planWords);
  if (!of) return null;
  const { reachedItems: reached, items: target } = of;
  const behind = topic.state === 'behind' && !of.reached;
  return (
    <Go to={paths.planTopic(topic.id, { unitId: of.unit.id })} className={behind ? styles.short : undefined}>
      {target > 0 ? t('of_target', { reached, target }) : String(reached)}
    </Go>
  );
}

function Behind({ topic }: { topic: PlanTopic }) {
  const t = useWords(planWords);
  const units = topic.progress.filter(each => !each.reached).map(each => each.unit.name);
  if (topic.state !== 'behind' || units.length === 0) return null;
  return <p className={styles.short}>{t('behind_units', { units: units.join('、') })}</p>;
}
