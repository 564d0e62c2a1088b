import { CHANNEL_KINDS, type ChannelDraft, NOTICE_GROUPS, type NoticeChannel } from '@xinxuan/contract';
import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './channels.module.css';
import { channelWords } from './words.ts';

type ChannelFormProps = {
  /** Null for a new one. */
  channel: NoticeChannel | null;
  onClose: () => void;
  onSecret: (secret: string) => void;
};

const fresh = (channel: NoticeChannel | null): ChannelDraft => ({
  ...(channel && { id: channel.id }),
  version: channel?.version ?? 0,
  kind: channel?.kind ?? 'wecom',
  name: channel?.name ?? '',
  active: channel?.active ?? true,
  address: null,
  secret: null,
  template: channel?.template ?? null,
  groups: channel?.groups ?? ['to_do', 'duty'],
});

/** One way out; its address and secret are written, never read back. */
export function ChannelForm({ channel, onClose, onSecret }: ChannelFormProps) {
  const t = useWords(channelWords);
  const [draft, setDraft] = useState(() => fresh(channel));
  const change = (with_: Partial<ChannelDraft>) => setDraft({ ...draft, ...with_ });
  const save = useAct(api.notices.saveChannel.call, {
    done: () => t('saved'),
    onDone: ({ secret }) => {
      onClose();
      if (secret) onSecret(secret);
    },
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = save.refused?.fields ?? {};
  const signed = draft.kind === 'dingtalk' || draft.kind === 'feishu' || draft.kind === 'sms';
  return (
    <Modal
      open
      title={t(channel ? 'edit' : 'add')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" loading={save.busy} onClick={() => save.go(draft)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('kind')} id="channel-kind" problem={problems['kind']}>
        <Select
          id="channel-kind"
          style={{ width: '100%' }}
          value={draft.kind}
          disabled={channel !== null}
          options={CHANNEL_KINDS.map(value => ({ value, label: t(`kind.${value}`) }))}
          onChange={kind => change({ kind })}
        />
      </Field>
      <Field label={t('name')} id="channel-name" required problem={problems['name']}>
        <Input
          id="channel-name"
          value={draft.name}
          maxLength={40}
          onChange={event => change({ name: event.target.value })}
        />
      </Field>
      <Field
        label={t('address')}
        id="channel-address"
        required={channel === null}
        problem={problems['address']}
        hint={channel && t('address_kept', { host: channel.host })}
      >
        <Input
          id="channel-address"
          autoComplete="off"
          placeholder="https://"
          value={draft.address ?? ''}
          onChange={event => change({ address: event.target.value.trim() || null })}
        />
      </Field>
      {signed && (
        <Field
          label={t('secret')}
          id="channel-secret"
          required={!channel?.hasSecret}
          problem={problems['secret']}
          hint={channel?.hasSecret && t('secret_kept')}
        >
          <Input.Password
            id="channel-secret"
            autoComplete="new-password"
            value={draft.secret ?? ''}
            onChange={event => change({ secret: event.target.value || null })}
          />
        </Field>
      )}
      {draft.kind === 'webhook' && !channel && <p className={styles.hint}>{t('webhook_secret')}</p>}
      {draft.kind === 'sms' ? (
        <Field
          label={t('template')}
          id="channel-template"
          problem={problems['template']}
          hint={t('template_hint')}
        >
          <Input.TextArea
            id="channel-template"
            rows={3}
            placeholder={'{"phone":"{phone}","text":"【信宣】{title} {link}"}'}
            value={draft.template ?? ''}
            onChange={event => change({ template: event.target.value || null })}
          />
        </Field>
      ) : (
        <Field label={t('groups')} id="channel-groups" problem={problems['groups']}>
          <div id="channel-groups" className={styles.choices}>
            {NOTICE_GROUPS.map(group => (
              <Checkbox
                key={group}
                checked={draft.groups.includes(group)}
                onChange={event =>
                  change({
                    groups: NOTICE_GROUPS.filter(each =>
                      each === group ? event.target.checked : draft.groups.includes(each),
                    ),
                  })
                }
              >
                {t(`group.${group}`)}
              </Checkbox>
            ))}
          </div>
        </Field>
      )}
      <Checkbox checked={draft.active} onChange={event => change({ active: event.target.checked })}>
        {t('active')}
      </Checkbox>
    </Modal>
  );
}
