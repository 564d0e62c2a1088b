import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { download } from '../api/download.ts';
import { dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { Field } from '../ui/Field.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import styles from './network.module.css';
import { RosterImport } from './RosterImport.tsx';
import { networkWords } from './words.ts';

export default function RosterPage() {
  const t = useWords(networkWords);
  return (
    <Page title={t('roster')} width="form">
      <Export />
      <RosterImport />
    </Page>
  );
}

function Export() {
  const t = useWords(networkWords);
  const today = dayOf(useNow());
  const [asOf, setAsOf] = useState<string | null>(today);
  const book = useAct(api.network.roster.export.call, {
    done: file => t('roster_exported', { name: file.name }),
    onDone: download,
  });
  return (
    <Panel title={t('roster_export')}>
      <p className={styles.hint}>{t('roster_export_hint')}</p>
      <Field label={t('as_of')} id="roster-as-of">
        <DayPick id="roster-as-of" value={asOf} onChange={setAsOf} />
      </Field>
      <Button loading={book.busy} onClick={() => book.go(asOf && asOf !== today ? { asOf } : {})}>
        {t('roster_export_go')}
      </Button>
    </Panel>
  );
}
