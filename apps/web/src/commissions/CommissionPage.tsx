import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Asking, Commission } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { DueTime, When } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { AskingRow } from './AskingRow.tsx';
import { CommissionActs } from './CommissionActs.tsx';
import styles from './commissions.module.css';
import { commissionWords } from './words.ts';

export default function CommissionPage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.commissions.get.queryOptions({ input: { id: id ?? '' } }));
  return (
    <Loaded query={query}>
      {commission => <OneCommission key={`${commission.id}-${commission.version}`} commission={commission} />}
    </Loaded>
  );
}

function OneCommission({ commission }: { commission: Commission }) {
  const t = useWords(commissionWords);
  return (
    <Page
      title={commission.topic}
      back={paths.commissions()}
      acts={<CommissionActs commission={commission} />}
    >
      <div className={styles.columns}>
        <Panel title={t('parts')} extra={<Figures askings={commission.askings} />}>
          <ul className={styles.askings}>
            {commission.askings.map(asking => (
              <AskingRow key={asking.id} commission={commission} asking={asking} />
            ))}
          </ul>
        </Panel>
        <Panel title={t('wanted')}>
          {commission.wanted && <p className={styles.wanted}>{commission.wanted}</p>}
          <Facts commission={commission} />
        </Panel>
      </div>
    </Page>
  );
}

const GROUPS = {
  figure_delivered: ['delivered', 'delivered_late'],
  figure_owed: ['asked', 'accepted', 'writing'],
  figure_missed: ['missed'],
  figure_declined: ['declined'],
} as const;

/** How many stand where; what is none of them is not written. */
function Figures({ askings }: { askings: Asking[] }) {
  const t = useWords(commissionWords);
  const figures = Object.entries(GROUPS).map(([word, states]) => {
    const within: readonly string[] = states;
    return [word as keyof typeof GROUPS, askings.filter(each => within.includes(each.state)).length] as const;
  });
  return (
    <p className={styles.figures}>
      <span>
        {t('figure_asked')} {count(askings.filter(each => each.state !== 'passed_on').length)}
      </span>
      {figures
        .filter(([, number]) => number > 0)
        .map(([word, number]) => (
          <span key={word} className={word === 'figure_missed' ? styles.missed : undefined}>
            {t(word)} {count(number)}
          </span>
        ))}
    </p>
  );
}

function Facts({ commission }: { commission: Commission }) {
  const t = useWords(commissionWords);
  const { desk, issuedBy, issuedAt, above, answeredUp, cancelled } = commission;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('desk')}</dt>
        <dd>{desk.name}</dd>
      </div>
      <div>
        <dt>{t('issued')}</dt>
        <dd>
          {issuedBy.name} <When at={issuedAt} />
        </dd>
      </div>
      {above && (
        <div>
          <dt>{t('from_above')}</dt>
          <dd>
            <p>{t('above_said', { office: above.office, number: above.number })}</p>
            <DueTime at={above.dueAt} />
          </dd>
        </div>
      )}
      {answeredUp && (
        <div>
          <dt>{t('answered_up')}</dt>
          <dd>
            <p>{answeredUp.note}</p>
            {answeredUp.item && <Go to={paths.manuscript(answeredUp.item.id)}>{answeredUp.item.name}</Go>}
            <p className={styles.faint}>
              {answeredUp.by.name} <When at={answeredUp.at} />
            </p>
          </dd>
        </div>
      )}
      {cancelled && (
        <div>
          <dt>{t('state.cancelled')}</dt>
          <dd>
            <p>{t('cancelled_said', { name: cancelled.by.name, reason: cancelled.reason })}</p>
            <p className={styles.faint}>
              <When at={cancelled.at} />
            </p>
          </dd>
        </div>
      )}
    </dl>
  );
}
