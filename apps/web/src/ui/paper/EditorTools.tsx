import DeleteColumnOutlined from '@ant-design/icons/DeleteColumnOutlined';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import DeleteRowOutlined from '@ant-design/icons/DeleteRowOutlined';
import InsertRowBelowOutlined from '@ant-design/icons/InsertRowBelowOutlined';
import InsertRowRightOutlined from '@ant-design/icons/InsertRowRightOutlined';
import RedoOutlined from '@ant-design/icons/RedoOutlined';
import TableOutlined from '@ant-design/icons/TableOutlined';
import UndoOutlined from '@ant-design/icons/UndoOutlined';
import type { Editor } from '@tiptap/core';
import { isInTable } from '@tiptap/pm/tables';
import { useEditorState } from '@tiptap/react';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { count } from '../../formats.ts';
import { useWords } from '../../words/i18n.ts';
import { LEVELS, type Level } from './blocks.ts';
import styles from './paper.module.css';
import type { TableChange } from './schema.ts';
import { paperWords } from './words.ts';

const TABLE_TOOLS: readonly { change: TableChange; icon: ReactNode; word: TableWord }[] = [
  { change: 'addRowAfter', icon: <InsertRowBelowOutlined />, word: 'row_after' },
  { change: 'addColumnAfter', icon: <InsertRowRightOutlined />, word: 'column_after' },
  { change: 'deleteRow', icon: <DeleteRowOutlined />, word: 'delete_row' },
  { change: 'deleteColumn', icon: <DeleteColumnOutlined />, word: 'delete_column' },
  { change: 'deleteTable', icon: <DeleteOutlined />, word: 'delete_table' },
];
type TableWord = 'row_after' | 'column_after' | 'delete_row' | 'delete_column' | 'delete_table';

export function EditorTools({ editor, words }: { editor: Editor; words: number }) {
  const t = useWords(paperWords);
  const { level, inTable, canUndo, canRedo } = useEditorState({
    editor,
    selector: ({ editor: source }) => ({
      level: Number(source.state.selection.$from.parent.attrs.level ?? 0) as Level,
      inTable: isInTable(source.state),
      canUndo: source.can().undo(),
      canRedo: source.can().redo(),
    }),
  });
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('toolbar')}>
      <Segmented<Level>
        size="small"
        aria-label={t('level')}
        disabled={inTable}
        value={level}
        options={LEVELS.map(value => ({
          value,
          label: t(`level_${value}`),
          title: t(`level_${value}_hint`),
        }))}
        onChange={value => editor.chain().setLevel(value).focus().run()}
      />
      <Tool
        label={t('undo')}
        icon={<UndoOutlined />}
        off={!canUndo}
        onUse={() => editor.chain().undo().focus().run()}
      />
      <Tool
        label={t('redo')}
        icon={<RedoOutlined />}
        off={!canRedo}
        onUse={() => editor.chain().redo().focus().run()}
      />
      {inTable ? (
        <fieldset className={styles.group} aria-label={t('table_tools')}>
          {TABLE_TOOLS.map(({ change, icon, word }) => (
            <Tool
              key={change}
              label={t(word)}
              icon={icon}
              onUse={() => editor.chain().changeTable(change).focus().run()}
            />
          ))}
        </fieldset>
      ) : (
        <Tool
          label={t('table')}
          icon={<TableOutlined />}
          onUse={() => editor.chain().insertTable(3, 3).focus().run()}
        />
      )}
      <span aria-live="off">{t('words', { count: count(words) })}</span>
    </div>
  );
}

type ToolProps = { label: string; icon: ReactNode; off?: boolean; onUse: () => void };

function Tool({ label, icon, off = false, onUse }: ToolProps) {
  return (
    <Button
      type="text"
      size="small"
      icon={icon}
      aria-label={label}
      title={label}
      disabled={off}
      // The cursor stays where it is in the text.
      onMouseDown={event => event.preventDefault()}
      onClick={onUse}
    />
  );
}
