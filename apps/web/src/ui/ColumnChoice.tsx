import SettingOutlined from '@ant-design/icons/SettingOutlined';
import { Button, Checkbox, Popover } from 'antd';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/i18n.ts';
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
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={
        <Checkbox.Group
          className={styles.checks}
          value={shownColumns(columns, state).map(c => c.key)}
          options={free.map(c => ({ value: c.key, label: c.title }))}
          onChange={keys => onState({ cols: keys, page: state.page })}
        />
      }
    >
      <Button
        type="text"
        icon={<SettingOutlined />}
        aria-label={t('list.columns')}
        title={t('list.columns')}
      />
    </Popover>
  );
}
