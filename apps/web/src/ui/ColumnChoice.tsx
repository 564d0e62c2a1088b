import SettingOutlined from '@ant-design/icons/SettingOutlined';
import { Button, Checkbox } from 'antd';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { Drop } from './Drop.tsx';
import styles from './FilterBar.module.css';
import type { FilterState } from './filters.ts';
import { type Column, shownColumns } from './ListTable.tsx';

type ColumnChoiceProps<Row> = {
  columns: readonly Column<Row>[];
  state: FilterState;
  onState: (patch: FilterState) => void;
};

export function ColumnChoice<Row>({ columns, state, onState }: ColumnChoiceProps<Row>) {
  const t = useWords(commonWords);
  const free = columns.filter(c => !c.opens);
  return (
    <Drop
      label={t('list.columns')}
      align="end"
      button={trigger => (
        <Button
          type="text"
          icon={<SettingOutlined />}
          aria-label={t('list.columns')}
          title={t('list.columns')}
          {...trigger}
        />
      )}
    >
      {() => (
        <Checkbox.Group
          className={styles.checks}
          value={shownColumns(columns, state).map(c => c.key)}
          options={free.map(c => ({ value: c.key, label: c.title }))}
          onChange={keys => onState({ cols: keys, page: state.page })}
        />
      )}
    </Drop>
  );
}
