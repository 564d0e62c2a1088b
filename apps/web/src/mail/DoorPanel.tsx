import { Checkbox, Input, InputNumber } from 'antd';
import { Field } from '../ui/Field.tsx';
import { Panel } from '../ui/Page.tsx';
import { useWords } from '../words/i18n.ts';
import { Line } from './AccessPanels.tsx';
import type { Editing } from './editing.ts';
import styles from './mail.module.css';
import { mailWords } from './words.ts';

/** The door at which the body's own mail server hands messages in. */
export function DoorPanel({ editing }: { editing: Editing }) {
  const t = useWords(mailWords);
  const { door } = editing.settings;
  const number = (name: 'port' | 'limitMb', label: string, max: number) => (
    <Field label={label} id={`door-${name}`}>
      <InputNumber
        id={`door-${name}`}
        value={door[name]}
        min={1}
        max={max}
        style={{ width: '100%' }}
        onChange={value => value !== null && editing.change('door', { [name]: value })}
      />
    </Field>
  );
  return (
    <Panel title={t('door')}>
      <p className={styles.intro}>{t('door_hint')}</p>
      <Checkbox
        className={styles.switch}
        checked={door.on}
        onChange={event => editing.change('door', { on: event.target.checked })}
      >
        {t('door_on')}
      </Checkbox>
      <div className={styles.pair}>
        <Line editing={editing} part="door" name="recipient" label={t('recipient')} />
        <Line editing={editing} part="door" name="host" label={t('listen')} />
        {number('port', t('port'), 65535)}
        {number('limitMb', t('limit'), 45)}
      </div>
      <Field
        label={t('networks')}
        id="door-networks"
        hint={t('networks_hint')}
        problem={editing.problems['door.networks']}
      >
        <Lines
          id="door-networks"
          value={door.networks}
          onChange={networks => editing.change('door', { networks })}
        />
      </Field>
    </Panel>
  );
}

type LinesProps = { id: string; value: string[]; onChange: (lines: string[]) => void };

/** One entry a line; empty lines are kept while typing and mean nothing when saved. */
export function Lines({ id, value, onChange }: LinesProps) {
  return (
    <Input.TextArea
      id={id}
      defaultValue={value.join('\n')}
      autoSize={{ minRows: 1, maxRows: 6 }}
      onChange={event =>
        onChange(
          event.target.value
            .split('\n')
            .map(line => line.trim())
            .filter(line => line !== ''),
        )
      }
    />
  );
}
