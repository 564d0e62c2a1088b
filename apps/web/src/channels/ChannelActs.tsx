import type { NoticeChannel } from '@xinxuan/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './channels.module.css';
import { channelWords } from './words.ts';

type ChannelActsProps = {
  channel: NoticeChannel;
  onEdit: () => void;
  onSecret: (secret: string) => void;
};

/** What can be done with one way out. */
export function ChannelActs({ channel, onEdit, onSecret }: ChannelActsProps) {
  const t = useWords(channelWords);
  const [phone, setPhone] = useState('');
  const { id, name, version, kind } = channel;
  const test = useAct(api.notices.testChannel.call, {
    onDone: ({ sent, error, revived }) => {
      if (!sent) toast.problem(t('test_failed', { error: error ?? '' }));
      else toast.done(revived > 0 ? t('test_sent_revived', { count: revived }) : t('test_sent'));
    },
  });
  const remove = useAct(api.notices.removeChannel.call, { done: () => t('removed') });
  const exchange = useAct(api.notices.exchangeSecret.call, { onDone: ({ secret }) => onSecret(secret) });
  return (
    <div className={styles.acts}>
      {kind === 'sms' && (
        <Input
          size="small"
          style={{ width: 180 }}
          aria-label={t('test_phone')}
          placeholder={t('test_phone')}
          value={phone}
          onChange={event => setPhone(event.target.value)}
        />
      )}
      <Button size="small" loading={test.busy} onClick={() => test.go({ id, phone: phone.trim() || null })}>
        {t('test')}
      </Button>
      <Button size="small" onClick={onEdit}>
        {t('edit')}
      </Button>
      {kind === 'webhook' && (
        <ConfirmAct
          can={null}
          size="small"
          question={t('exchange_question', { name })}
          consequence={t('exchange_consequence')}
          act={t('exchange')}
          onAct={() => exchange.go({ id, version })}
        >
          {t('exchange')}
        </ConfirmAct>
      )}
      <ConfirmAct
        can={null}
        size="small"
        danger
        question={t('remove_question', { name })}
        consequence={t('remove_consequence')}
        act={t('remove_act')}
        onAct={() => remove.go({ id, version })}
      >
        {t('remove')}
      </ConfirmAct>
    </div>
  );
}
