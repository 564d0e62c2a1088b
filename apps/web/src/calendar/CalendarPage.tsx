import ImportOutlined from '@ant-design/icons/ImportOutlined';
import LeftOutlined from '@ant-design/icons/LeftOutlined';
import RightOutlined from '@ant-design/icons/RightOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CalendarDayView, CalendarYear } from '@xinxuan/contract';
import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { dayOf, moment } from '../formats.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { idField, oneOf } from '../ui/searchFields.ts';
import UnitPick from '../ui/UnitPick.tsx';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { BringNotice } from './BringNotice.tsx';
import styles from './calendar.module.css';
import { DayDialog } from './DayDialog.tsx';
import { HoursForm } from './HoursForm.tsx';
import { Month } from './Month.tsx';
import { calendarWords } from './words.ts';

const State = z.object({
  year: z.coerce.number().int().min(2005).max(2100).optional().catch(undefined),
  month: z.coerce.number().int().min(1).max(12).optional().catch(undefined),
  unitId: idField(),
  show: oneOf(['year', 'month']),
});

/** What each day is, who says so, and what is not settled yet; an officer decides days and brings in the notice. */
export default function CalendarPage() {
  const t = useWords(calendarWords);
  const today = dayOf(useNow());
  const [state, setState] = useSearchState(State);
  const year = state.year ?? Number(today.slice(0, 4));
  const month = state.month ?? Number(today.slice(5, 7));
  const show = state.show ?? 'year';
  const [bringing, setBringing] = useState(false);
  const query = useQuery(
    api.calendar.year.queryOptions({
      input: { year, unitId: state.unitId },
      placeholderData: keepPreviousData,
    }),
  );
  const go = (by: number): void => {
    const index = year * 12 + month - 1 + by;
    if (show === 'year') setState({ year: year + by });
    else setState({ year: Math.floor(index / 12), month: (index % 12) + 1 });
  };
  return (
    <Page
      title={t('title')}
      acts={
        <ActButton can={query.data?.can.bring} icon={<ImportOutlined />} onClick={() => setBringing(true)}>
          {t('bring')}
        </ActButton>
      }
    >
      <div className={styles.bar}>
        <Button icon={<LeftOutlined />} aria-label={t('before')} onClick={() => go(-1)} />
        <strong className={styles.now}>
          {show === 'year' ? t('of_year', { year }) : t('of_month', { year, month })}
        </strong>
        <Button icon={<RightOutlined />} aria-label={t('after')} onClick={() => go(1)} />
        <Segmented
          value={show}
          options={[
            { value: 'year', label: t('year_view') },
            { value: 'month', label: t('month_view') },
          ]}
          onChange={value => setState({ show: value === 'month' ? 'month' : undefined })}
        />
        <span className={styles.unit}>
          <UnitPick
            value={state.unitId ?? null}
            label={t('unit')}
            onChange={id => setState({ unitId: id ?? undefined })}
          />
        </span>
      </div>
      <Loaded query={query}>
        {found => (
          <>
            <Standing found={found} />
            <Days
              key={`${found.year}${found.unit.id}`}
              found={found}
              month={show === 'month' ? month : null}
            />
            <Panel title={t('hours')}>
              <HoursForm key={found.version} found={found} />
            </Panel>
            {bringing && <BringNotice version={found.version} onClose={() => setBringing(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Whether the year is settled, by which paper, and what waits for it. */
function Standing({ found }: { found: CalendarYear }) {
  const t = useWords(calendarWords);
  const language = useLanguage();
  const now = useNow();
  const { notice, year, toCompute, provisionalDuties } = found;
  return (
    <div className={styles.standing}>
      {notice === null ? (
        <Alert
          type="warning"
          showIcon
          title={t('provisional', { year })}
          description={t('provisional_hint')}
        />
      ) : (
        <p>
          {t('by_notice', { papers: notice.papers.join('；') })}
          {notice.by &&
            notice.at &&
            t('brought', { name: notice.by.name, at: moment(notice.at, now, language) })}
        </p>
      )}
      <p className={styles.quiet}>
        {t('working_days', { days: found.workingDays })}
        {provisionalDuties > 0 && (
          <Go to={paths.duties({ view: 'all', provisional: true })} className={styles.waiting}>
            {t('waiting', { count: provisionalDuties })}
          </Go>
        )}
        {toCompute > 0 && `　${t('computing', { count: toCompute })}`}
      </p>
    </div>
  );
}

function Days({ found, month }: { found: CalendarYear; month: number | null }) {
  const t = useWords(calendarWords);
  const [chosen, setChosen] = useState<CalendarDayView | null>(null);
  const months = month === null ? Array.from({ length: 12 }, (_, index) => index + 1) : [month];
  return (
    <>
      <p className={styles.legend}>
        <span className={styles.off}>{t('legend_off')}</span>
        <span className={styles.made}>{t('legend_made')}</span>
        <span className={styles.decided}>{t('legend_decided')}</span>
        <span className={styles.unsettled}>{t('legend_provisional')}</span>
      </p>
      <div className={month === null ? styles.year : styles.one}>
        {months.map(each => (
          <Month
            key={each}
            year={found.year}
            month={each}
            large={month !== null}
            days={found.days.filter(day => Number(day.day.slice(5, 7)) === each)}
            onChoose={setChosen}
          />
        ))}
      </div>
      {chosen && <DayDialog key={chosen.day} day={chosen} found={found} onClose={() => setChosen(null)} />}
    </>
  );
}
