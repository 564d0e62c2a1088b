import { useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Table } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { Empty } from '../ui/Empty.tsx';
import { Field } from '../ui/Field.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './network.module.css';
import { networkWords } from './words.ts';

type Group = Awaited<ReturnType<typeof api.network.groups.list.call>>[number];

export default function GroupsPage() {
  const t = useWords(networkWords);
  const mayManage = useRight('network.manage');
  const [edited, setEdited] = useState<Group | 'new' | null>(null);
  const query = useQuery(api.network.groups.list.queryOptions());
  const add = mayManage && (
    <Button type="primary" onClick={() => setEdited('new')}>
      {t('add_group')}
    </Button>
  );
  return (
    <Page title={t('groups')} back={paths.units()} acts={add} width="form">
      <p className={styles.hint}>{t('groups_hint')}</p>
      <Loaded query={query}>
        {groups =>
          groups.length === 0 ? (
            <Empty title={t('groups_none')} hint={t('groups_none_hint')} act={add} />
          ) : (
            <Table<Group>
              size="small"
              rowKey="id"
              dataSource={groups}
              pagination={false}
              columns={[
                { key: 'sort', title: t('group_sort'), width: 88, render: (_, group) => group.sort },
                {
                  key: 'name',
                  title: t('group_name'),
                  render: (_, group) =>
                    mayManage ? (
                      <Button
                        type="link"
                        size="small"
                        className={styles.unitName}
                        onClick={() => setEdited(group)}
                      >
                        {group.name}
                      </Button>
                    ) : (
                      group.name
                    ),
                },
                {
                  key: 'units',
                  title: t('group_units'),
                  align: 'right',
                  render: (_, group) => count(group.units),
                },
              ]}
            />
          )
        }
      </Loaded>
      {edited && (
        <GroupDialog
          group={edited === 'new' ? null : edited}
          next={(query.data ?? []).reduce((most, group) => Math.max(most, group.sort), 0) + 1}
          onClose={() => setEdited(null)}
        />
      )}
    </Page>
  );
}

function GroupDialog({ group, next, onClose }: { group: Group | null; next: number; onClose: () => void }) {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const [name, setName] = useState(group?.name ?? '');
  const [sort, setSort] = useState(group?.sort ?? next);
  const save = useAct(api.network.groups.save.call, {
    done: saved => t('group_saved', { name: saved.name }),
    onDone: onClose,
    onRefused: () => true,
  });
  return (
    <Modal
      open
      title={t(group ? 'change_group' : 'add_group')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={name.trim() === ''}
            loading={save.busy}
            onClick={() => save.go({ id: group?.id, version: group?.version, name: name.trim(), sort })}
          >
            {t('save_group')}
          </Button>
        </>
      }
    >
      <Field label={t('group_name')} id="group-name" required problem={save.refused?.text}>
        <Input id="group-name" value={name} maxLength={30} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t('group_sort')} id="group-sort" hint={t('group_sort_hint')}>
        <InputNumber id="group-sort" value={sort} precision={0} onChange={value => setSort(value ?? 0)} />
      </Field>
    </Modal>
  );
}
