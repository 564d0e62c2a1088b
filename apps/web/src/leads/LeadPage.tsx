import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Lead } from '@xinxuan/contract';
import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { api } from '../api/api.ts';
import { StateMark } from '../manuscripts/StateMark.tsx';
import { paths } from '../paths.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { DueTime, When } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { LeadActs } from './LeadActs.tsx';
import { LeadMark } from './LeadMark.tsx';
import styles from './leads.module.css';
import { leadWords } from './words.ts';

const RUNS: readonly string[] = ['asked', 'accepted', 'writing'];

export default function LeadPage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.leads.get.queryOptions({ input: { id: id ?? '' } }));
  return <Loaded query={query}>{lead => <OneLead key={`${lead.id}-${lead.version}`} lead={lead} />}</Loaded>;
}

function OneLead({ lead }: { lead: Lead }) {
  const t = useWords(leadWords);
  const [head = ''] = lead.what.split('\n');
  return (
    <Page
      title={head.length > 40 ? `${head.slice(0, 40)}…` : head}
      back={paths.leads()}
      acts={<LeadActs lead={lead} />}
    >
      <div className={styles.columns}>
        <div>
          <Panel title={t('facts')} extra={<LeadMark state={lead.state} />}>
            <p className={styles.text}>{lead.what}</p>
            <Facts lead={lead} />
            <Files lead={lead} />
          </Panel>
          <Panel title={t('items')}>
            {lead.items.length === 0 && <p className={styles.faint}>{t('no_items')}</p>}
            {lead.items.map(item => (
              <Item key={item.id} lead={lead} item={item} />
            ))}
          </Panel>
        </div>
        <Panel title={t('life')}>
          <Timeline
            items={lead.events.map((event, index) => ({
              key: `${index}-${event.kind}`,
              content: (
                <div>
                  <p>
                    <strong>{t(`event.${event.kind}`)}</strong> {event.text}
                  </p>
                  <p className={styles.faint}>
                    {event.by ?? t('by_program')} <When at={event.at} />
                  </p>
                </div>
              ),
            }))}
          />
        </Panel>
      </div>
    </Page>
  );
}

function Facts({ lead }: { lead: Lead }) {
  const t = useWords(leadWords);
  const { credit } = lead;
  return (
    <dl className={styles.facts}>
      <Fact name={t('unit')}>{lead.unit.name}</Fact>
      <Fact name={t('due')}>
        {RUNS.includes(lead.state) ? <DueTime at={lead.dueAt} /> : <When at={lead.dueAt} />}
      </Fact>
      <Fact name={t('credit')}>
        {credit ? (
          <>
            {t('credit_said', { unit: credit.unit.name })}
            {credit.foreign && t('credit_foreign')}
            {credit.late && t('credit_late')}
          </>
        ) : (
          <span className={styles.faint}>{t('no_credit')}</span>
        )}
      </Fact>
      {lead.place && <Fact name={t('place')}>{lead.place}</Fact>}
      <Fact name={t('seen')}>
        <When at={lead.seenAt} />
      </Fact>
      {lead.source && <Fact name={t('source')}>{lead.source}</Fact>}
      <Fact name={t('recorded')}>
        {lead.recordedUnit.name} {lead.recordedBy.name} <When at={lead.recordedAt} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Files({ lead }: { lead: Lead }) {
  if (lead.files.length === 0) return null;
  return (
    <div className={styles.files}>
      {lead.files.map(file => (
        <a key={file.id} href={file.url} target="_blank" rel="noreferrer">
          {file.picture ? <img src={file.url} alt={file.name} loading="lazy" /> : file.name}
        </a>
      ))}
    </div>
  );
}

function Item({ lead, item }: { lead: Lead; item: Lead['items'][number] }) {
  const t = useWords(leadWords);
  const unlink = useAct(api.leads.unlink.call, { done: () => t('unlink_done') });
  return (
    <p className={styles.item}>
      <Go to={paths.manuscript(item.id)}>{item.title}</Go>
      <span>{item.unit.name}</span>
      <StateMark state={item.state} />
      {item.sentAt && <When at={item.sentAt} />}
      {!item.unlink && (
        <ConfirmAct
          can={null}
          size="small"
          type="text"
          loading={unlink.busy}
          question={t('unlink_title')}
          consequence={t('unlink_said', { title: item.title })}
          act={t('unlink')}
          onAct={() => unlink.go({ id: lead.id, version: lead.version, manuscriptId: item.id })}
        >
          {t('unlink')}
        </ConfirmAct>
      )}
    </p>
  );
}
