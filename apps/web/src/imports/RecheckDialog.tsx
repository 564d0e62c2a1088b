import type { Import } from '@xinxuan/contract';
import { NEEDED_FIELDS } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { api, client } from '../api/api.ts';
import { paths } from '../paths.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useGo } from '../ui/Go.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './imports.module.css';
import { importWords } from './words.ts';

/** After wrong cells: the sheet was put right and comes again, or it was right and the rolls have been put right. */
export function RecheckDialog({ of, onClose }: { of: Import; onClose: () => void }) {
  const t = useWords(importWords);
  const go = useGo();
  const anew = useAct((fileId: string) => checkedAnew(of, fileId), {
    done: () => t('rechecked'),
    onDone: made => {
      onClose();
      go(paths.import(made.id));
    },
  });
  const same = useAct(api.imports.map.call, { done: () => t('rechecked'), onDone: onClose });
  return (
    <Modal open title={t('recheck')} footer={null} onCancel={onClose}>
      <h3 className={styles.heading}>{t('recheck_file')}</h3>
      <p className={styles.hint}>{t('recheck_file_hint')}</p>
      <FileDrop
        label={t('drop_sheet')}
        accept={['.xlsx', '.csv']}
        maxBytes={10 * 1024 * 1024}
        onStored={file => anew.go(file.id)}
      />
      <h3 className={styles.heading}>{t('recheck_same')}</h3>
      <p className={styles.hint}>{t('recheck_same_hint')}</p>
      <Button loading={same.busy || anew.busy} onClick={() => same.go({ id: of.id, check: true })}>
        {t('recheck_same_act')}
      </Button>
    </Modal>
  );
}

/** The corrected sheet takes the place of the one that was wrong; its columns are those of the other wherever they fit. */
async function checkedAnew(of: Import, fileId: string): Promise<Import> {
  const made = await client.imports.openHistory({ fileId });
  const mapping = made.sheet?.mapping ?? {};
  const fits = NEEDED_FIELDS.every(field => mapping[field] !== undefined);
  // What is not sure of its columns stops at the first step, where they are chosen.
  const checked = fits
    ? await client.imports.map({ id: made.id, mapping, check: true }).catch(() => made)
    : made;
  if (!of.can.cancel) await client.imports.cancel({ id: of.id });
  return checked;
}
