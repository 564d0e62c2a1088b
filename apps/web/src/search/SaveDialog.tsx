import { type SavedQuestion, type SavedSearch, SEARCH_NOTIFIES, type SearchNotify } from '@xinxuan/contract';
import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useMe } from '../session/me.ts';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { searchWords } from './words.ts';

type SaveDialogProps = { onClose: () => void } & ({ question: SavedQuestion } | { saved: SavedSearch });

const NAME = 40;

/** Names a search and says when it speaks up. */
export function SaveDialog(props: SaveDialogProps) {
  const t = useWords(searchWords);
  const c = useWords(commonWords);
  const me = useMe();
  const saved = 'saved' in props ? props.saved : null;
  const [name, setName] = useState('saved' in props ? props.saved.name : props.question.q.slice(0, NAME));
  const [notify, setNotify] = useState<SearchNotify>(saved?.notify ?? 'daily');
  const act = useAct(
    (input: { name: string; notify: SearchNotify }) =>
      'saved' in props
        ? api.search.change.call({ ...input, id: props.saved.id, version: props.saved.version })
        : api.search.save.call({ ...input, question: props.question }),
    {
      done: row => t(saved ? 'changed_done' : 'saved_done', { name: row.name }),
      onDone: props.onClose,
      onRefused: refused => refused.fields.name !== undefined,
    },
  );
  return (
    <Modal
      open
      title={t(saved ? 'change_title' : 'save_title')}
      onCancel={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            loading={act.busy}
            disabled={name.trim() === ''}
            onClick={() => act.go({ name: name.trim(), notify })}
          >
            {t('save_do')}
          </Button>
        </>
      }
    >
      <Field label={t('name')} id="search-name" required problem={act.refused?.fields.name ?? null}>
        <Input id="search-name" value={name} maxLength={NAME} onChange={e => setName(e.target.value)} />
      </Field>
      <Field
        label={t('notify')}
        id="search-notify"
        hint={t('notify_hint', { post: saved?.post.name ?? me.post?.unit.name ?? '' })}
      >
        <Radio.Group
          id="search-notify"
          aria-label={t('notify')}
          vertical
          value={notify}
          onChange={e => setNotify(e.target.value as SearchNotify)}
          options={SEARCH_NOTIFIES.toReversed().map(value => ({ value, label: t(`notify.${value}`) }))}
        />
      </Field>
    </Modal>
  );
}
