import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import type { MailRule } from '@xinxuan/contract';
import { Button, Checkbox, Input, Radio, Select } from 'antd';
import { Field } from '../ui/Field.tsx';
import { Panel } from '../ui/Page.tsx';
import { useWords } from '../words/i18n.ts';
import { Lines } from './DoorPanel.tsx';
import type { Editing } from './editing.ts';
import styles from './mail.module.css';
import { mailWords } from './words.ts';

const DOES = ['opinion', 'news', 'wait', 'aside'] as const;
const EMPTY: MailRule = { subjectHas: '', senderHas: '', does: 'opinion' };

/** What goes on by itself, who is believed, and what subjects and senders decide (F25). */
export function RulesPanel({ editing }: { editing: Editing }) {
  const t = useWords(mailWords);
  const { rules } = editing.settings;
  const change = (routes: MailRule[]) => editing.change('rules', { routes });
  return (
    <Panel title={t('rules')}>
      <Field label={t('on_match')} id="rules-match">
        <Radio.Group
          id="rules-match"
          value={rules.onMatch}
          onChange={event => editing.change('rules', { onMatch: event.target.value as 'submit' | 'draft' })}
          options={(['submit', 'draft'] as const).map(value => ({ value, label: t(`match.${value}`) }))}
        />
      </Field>
      <Checkbox
        className={styles.switch}
        checked={rules.innerOnly}
        onChange={event => editing.change('rules', { innerOnly: event.target.checked })}
      >
        {t('inner_only')}
      </Checkbox>
      <div className={styles.pair}>
        <Field label={t('trusted')} id="rules-trusted" hint={t('trusted_hint')}>
          <Lines
            id="rules-trusted"
            value={rules.trustedServers}
            onChange={trustedServers => editing.change('rules', { trustedServers })}
          />
        </Field>
        <Field label={t('name_servers')} id="rules-name-servers" hint={t('name_servers_hint')}>
          <Lines
            id="rules-name-servers"
            value={rules.nameServers}
            onChange={nameServers => editing.change('rules', { nameServers })}
          />
        </Field>
      </div>
      <fieldset className={styles.routes}>
        <legend>{t('routes')}</legend>
        <p className={styles.intro}>{t('routes_hint')}</p>
        {rules.routes.map((rule, at) => (
          <Route
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place
            key={at}
            rule={rule}
            onChange={next => change(rules.routes.map((each, n) => (n === at ? next : each)))}
            onRemove={() => change(rules.routes.filter((_, n) => n !== at))}
          />
        ))}
        <Button icon={<PlusOutlined />} onClick={() => change([...rules.routes, EMPTY])}>
          {t('route_add')}
        </Button>
      </fieldset>
    </Panel>
  );
}

type RouteProps = { rule: MailRule; onChange: (rule: MailRule) => void; onRemove: () => void };

function Route({ rule, onChange, onRemove }: RouteProps) {
  const t = useWords(mailWords);
  return (
    <div className={styles.route}>
      <Input
        aria-label={t('route_subject')}
        placeholder={t('route_subject')}
        value={rule.subjectHas}
        maxLength={40}
        onChange={event => onChange({ ...rule, subjectHas: event.target.value })}
      />
      <Input
        aria-label={t('route_sender')}
        placeholder={t('route_sender')}
        value={rule.senderHas}
        maxLength={100}
        onChange={event => onChange({ ...rule, senderHas: event.target.value })}
      />
      <Select<MailRule['does']>
        aria-label={t('route_does')}
        value={rule.does}
        options={DOES.map(value => ({ value, label: t(`does.${value}`) }))}
        onChange={does => onChange({ ...rule, does })}
      />
      <Button icon={<DeleteOutlined />} aria-label={t('route_remove')} onClick={onRemove} />
    </div>
  );
}
