import LinkOutlined from '@ant-design/icons/LinkOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { moment } from '../formats.ts';
import { paths } from '../paths.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, idField, listFields, oneOf, text } from '../ui/searchFields.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { ACT_NOUNS, actName } from './acts.ts';
import { ChangesDialog } from './ChangesDialog.tsx';
import type { Entry } from './entry.ts';
import { Verify } from './Verify.tsx';
import { auditWords } from './words.ts';

const State = z.object({
  ...listFields,
  act: oneOf(ACT_NOUNS),
  personId: idField(),
  subjectId: text(40),
  from: dayField(),
  to: dayField(),
  /** The entry that is looked at. */
  entry: text(40),
});

export default function AuditPage() {
  const t = useWords(auditWords);
  const [state, setState] = useSearchState(State);
  const { cols: _, open: __, entry, act, ...filters } = state;
  // With its dot: `files` must not find what another noun begins with.
  const input = { ...filters, pageSize: 20, act: act && `${act}.` };
  const query = useQuery(api.audit.list.queryOptions({ input, placeholderData: keepPreviousData }));
  const looked = query.data?.rows.find(row => row.id === entry);
  return (
    <>
      <ListPage<Entry>
        title={t('title')}
        noun={t('noun')}
        acts={<Verify />}
        query={query}
        state={state}
        onState={setState}
        filters={[
          {
            kind: 'one',
            key: 'act',
            label: t('kind'),
            pinned: true,
            options: ACT_NOUNS.map(value => ({ value, label: t(`kind.${value}`) })),
          },
          { kind: 'days', key: 'from', until: 'to', label: t('days'), pinned: true },
          ...(state.personId ? [{ kind: 'flag' as const, key: 'personId', label: t('of_person') }] : []),
          ...(state.subjectId ? [{ kind: 'flag' as const, key: 'subjectId', label: t('of_subject') }] : []),
        ]}
        columns={useColumns()}
        rowKey={row => row.id}
        rowPlace={row => paths.audit({ ...state, entry: row.id })}
        onOpen={row => setState({ entry: row.id }, { keepPage: true })}
        empty={{ title: t('none'), hint: t('none_hint') }}
      />
      {looked && (
        <ChangesDialog
          entry={looked}
          onClose={() => setState({ entry: undefined }, { keepPage: true })}
          onNarrow={patch => setState({ ...patch, entry: undefined })}
        />
      )}
    </>
  );
}

function useColumns(): Column<Entry>[] {
  const t = useWords(auditWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const now = useNow();
  return [
    { key: 'at', title: t('at'), render: entry => moment(entry.at, now, language) },
    { key: 'person', title: t('person'), render: entry => entry.person?.name ?? t('system') },
    { key: 'role', title: t('role'), render: entry => entry.role && c(`role.${entry.role}`) },
    { key: 'act', title: t('act'), opens: true, render: entry => actName(entry.act) },
    { key: 'subject', title: t('subject'), render: entry => entry.subjectId },
    { key: 'address', title: t('address'), render: entry => entry.address },
    {
      key: 'seal',
      title: t('seal'),
      render: entry => (
        <Tag icon={entry.sealed ? <LinkOutlined aria-hidden /> : undefined} title={t('seal_means')}>
          {t(entry.sealed ? 'sealed' : 'unsealed')}
        </Tag>
      ),
    },
  ];
}
