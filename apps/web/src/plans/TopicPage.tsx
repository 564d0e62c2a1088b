import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { WholeTopic } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { OwnItemPick } from '../commissions/OwnItemPick.tsx';
import { day } from '../formats.ts';
import { StateMark } from '../manuscripts/StateMark.tsx';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Field } from '../ui/Field.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { idField } from '../ui/searchFields.ts';
import { When } from '../ui/Times.tsx';
import { onWall } from '../ui/typedDays.ts';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './plans.module.css';
import { TopicDialog } from './TopicDialog.tsx';
import { TopicMark } from './TopicMark.tsx';
import { planWords } from './words.ts';

const State = z.object({ unitId: idField() });

/** One topic: what is wanted, how far each unit is, and the items behind every number. */
export default function TopicPage() {
  const { id } = useParams({ strict: false });
  const [{ unitId }] = useSearchState(State);
  const query = useQuery(api.plans.get.queryOptions({ input: { id: id ?? '', unitId } }));
  return <Loaded query={query}>{topic => <OneTopic topic={topic} unitId={unitId} />}</Loaded>;
}

function OneTopic({ topic, unitId }: { topic: WholeTopic; unitId: string | undefined }) {
  const t = useWords(planWords);
  const unit = topic.progress.find(each => each.unit.id === unitId)?.unit;
  return (
    <Page title={topic.title} back={paths.plan()} acts={<Acts topic={topic} />}>
      <Panel title={t('facts')} extra={<TopicMark state={topic.state} />}>
        {topic.wanted && <p className={styles.wanted}>{topic.wanted}</p>}
        <Facts topic={topic} />
      </Panel>
      <Panel title={t('progress')}>
        <Progress topic={topic} />
      </Panel>
      <Panel
        title={unit ? t('items_of', { unit: unit.name }) : t('items')}
        extra={unit && <Go to={paths.planTopic(topic.id)}>{t('all_items')}</Go>}
      >
        {topic.items.length === 0 && <p className={styles.faint}>{t('no_items')}</p>}
        {topic.items.map(item => (
          <Item key={item.id} topic={topic} item={item} />
        ))}
      </Panel>
    </Page>
  );
}

function Facts({ topic }: { topic: WholeTopic }) {
  const t = useWords(planWords);
  const language = useLanguage();
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('span')}</dt>
        <dd>
          {day(topic.from, language)}–{day(topic.to, language)}
        </dd>
      </div>
      {topic.dueOn && topic.dueAt && (
        <div>
          <dt>{t('field_due')}</dt>
          <dd>
            {day(topic.dueOn, language)} {onWall(topic.dueAt).slice(11)}
          </dd>
        </div>
      )}
      {topic.theme && (
        <div>
          <dt>{t('field_theme')}</dt>
          <dd>{topic.theme}</dd>
        </div>
      )}
      <div>
        <dt>{t('owner')}</dt>
        <dd>{topic.unit.name}</dd>
      </div>
      {topic.publishedAt && (
        <div>
          <dt>{t('published_by')}</dt>
          <dd>
            {topic.publishedBy} <When at={topic.publishedAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Progress({ topic }: { topic: WholeTopic }) {
  const t = useWords(planWords);
  const said = (reached: number, target: number): string =>
    target > 0 ? t('of_target', { reached, target }) : String(reached);
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('head_items')}</th>
            <th scope="col">{t('head_adoptions')}</th>
          </tr>
        </thead>
        <tbody>
          {topic.progress.map(each => (
            <tr key={each.unit.id}>
              <td>{each.unit.name}</td>
              <td>
                <Go
                  to={paths.planTopic(topic.id, { unitId: each.unit.id })}
                  className={topic.state === 'behind' && !each.reached ? styles.short : undefined}
                >
                  {said(each.reachedItems, each.items)}
                </Go>
              </td>
              <td>{said(each.reachedAdoptions, each.adoptions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Item({ topic, item }: { topic: WholeTopic; item: WholeTopic['items'][number] }) {
  const t = useWords(planWords);
  const take = useAct(api.plans.take.call, { done: () => t('take_done') });
  return (
    <p className={styles.item}>
      <Go to={paths.manuscript(item.id)}>{item.title}</Go>
      <span>{item.unit.name}</span>
      <StateMark state={item.state} />
      {item.adoptions > 0 && <span>{t('adoptions_said', { count: item.adoptions })}</span>}
      {!item.take && (
        <ConfirmAct
          can={null}
          size="small"
          type="text"
          loading={take.busy}
          question={t('take_title')}
          consequence={t('take_said', { title: item.title })}
          act={t('take')}
          onAct={() => take.go({ id: topic.id, manuscriptId: item.id })}
        >
          {t('take')}
        </ConfirmAct>
      )}
    </p>
  );
}

function Acts({ topic }: { topic: WholeTopic }) {
  const t = useWords(planWords);
  const { post } = useMe();
  const [started, setStarted] = useState<'edit' | 'put' | null>(null);
  const which = { id: topic.id, version: topic.version };
  const publish = useAct(api.plans.publish.call, {
    done: made => t('published', { count: made.published, told: made.told }),
  });
  const remove = useAct(api.plans.remove.call, { done: () => t('removed') });
  const restore = useAct(api.plans.restore.call, { done: () => t('restored') });
  const { can } = topic;
  return (
    <>
      {!can.remove && (
        <ConfirmAct
          can={null}
          loading={remove.busy}
          question={t('remove_title')}
          consequence={t('remove_said')}
          act={t('remove')}
          onAct={() => remove.go(which)}
        >
          {t('remove')}
        </ConfirmAct>
      )}
      {!can.restore && (
        <Button loading={restore.busy} onClick={() => restore.go(which)}>
          {t('restore')}
        </Button>
      )}
      {!can.edit && <Button onClick={() => setStarted('edit')}>{t('edit')}</Button>}
      {!can.publish && (
        <ConfirmAct
          can={null}
          type="primary"
          loading={publish.busy}
          question={t('publish_title')}
          consequence={t('publish_said')}
          act={t('publish_one')}
          onAct={() => publish.go({ ids: [topic.id] })}
        >
          {t('publish_one')}
        </ConfirmAct>
      )}
      {!can.put && (
        <Button type="primary" onClick={() => setStarted('put')}>
          {t('put')}
        </Button>
      )}
      {started === 'edit' && (
        <TopicDialog year={topic.year} month={0} topic={topic} onClose={() => setStarted(null)} />
      )}
      {started === 'put' && post && (
        <PutDialog topic={topic} unitId={post.unit.id} onClose={() => setStarted(null)} />
      )}
    </>
  );
}

type PutProps = { topic: WholeTopic; unitId: string; onClose: () => void };

function PutDialog({ topic, unitId, onClose }: PutProps) {
  const t = useWords(planWords);
  const c = useWords(commonWords);
  const [manuscriptId, setManuscriptId] = useState<string | null>(null);
  const put = useAct(api.plans.put.call, { done: () => t('put_done'), onDone: onClose });
  return (
    <Modal
      open
      title={t('put')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!manuscriptId}
            loading={put.busy}
            onClick={() => manuscriptId && put.go({ id: topic.id, manuscriptId })}
          >
            {t('put')}
          </Button>
        </>
      }
    >
      <Field label={t('put_field')} id="topic-put" required hint={t('put_hint')}>
        <OwnItemPick id="topic-put" unitId={unitId} onChange={setManuscriptId} />
      </Field>
    </Modal>
  );
}
