import { useRef } from 'react';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useGo } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { FolderDrop } from './FolderDrop.tsx';
import styles from './imports.module.css';
import { importWords } from './words.ts';

/** The two ways in: a sheet of the past, or documents. */
export function StartImport() {
  const t = useWords(importWords);
  const language = useLanguage();
  const go = useGo();
  const begun = useRef<string | null>(null);
  const history = useAct(api.imports.openHistory.call, { onDone: made => go(paths.import(made.id)) });
  const folder = useAct(api.imports.openFolder.call, { refresh: false });
  const add = useAct(api.imports.addFiles.call, { refresh: false });
  return (
    <div className={styles.starts}>
      <Panel title={t('start_history')}>
        <p className={styles.hint}>{t('start_history_hint')}</p>
        <FileDrop
          label={t('drop_sheet')}
          accept={['.xlsx', '.csv']}
          maxBytes={10 * 1024 * 1024}
          onStored={file => history.go({ fileId: file.id })}
        />
      </Panel>
      <Panel title={t('start_folder')}>
        <p className={styles.hint}>{t('start_folder_hint')}</p>
        <FolderDrop
          onSent={async files => {
            const today = day(new Date().toISOString().slice(0, 10), language);
            const name = /^([^/]+)\//u.exec(files[0]?.path ?? '')?.[1] ?? t('folder_name', { day: today });
            begun.current ??= (await folder.run({ name }))?.id ?? null;
            const id = begun.current;
            const added = id && (await add.run({ id, files }));
            return Boolean(added);
          }}
          onEnd={() => begun.current && go(paths.import(begun.current))}
        />
      </Panel>
    </div>
  );
}
