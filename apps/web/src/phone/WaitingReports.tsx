import { Button } from 'antd';
import { paths } from '../paths.ts';
import { ConfirmAct } from '../ui/ConfirmAct.tsx';
import { Go } from '../ui/Go.tsx';
import { Ago } from '../ui/Times.tsx';
import { toast } from '../ui/toast.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './phone.module.css';
import { type KeptReport, nameOf } from './report.ts';
import type { Reports } from './useReports.ts';
import { phoneWords } from './words.ts';

/** What lies on this phone besides the report in hand, with what the server said of it. */
export function WaitingReports({ reports }: { reports: Reports }) {
  const t = useWords(phoneWords);
  const { others, sending, sendNow } = reports;
  if (others.length === 0) return null;
  return (
    <section className={styles.list} aria-label={t('on_phone')}>
      <h2 className={styles.listTitle}>{t('on_phone')}</h2>
      <ul>
        {others.map(kept => (
          <li key={kept.key} className={styles.row}>
            <Row kept={kept} reports={reports} />
          </li>
        ))}
      </ul>
      {others.some(kept => kept.state === 'waiting') && (
        <Button size="large" onClick={() => void sendNow()} loading={sending}>
          {t('send_now')}
        </Button>
      )}
    </section>
  );
}

function Row({ kept, reports }: { kept: KeptReport; reports: Reports }) {
  const t = useWords(phoneWords);
  const language = useLanguage();
  const { key, at, state, tried, told, manuscript, report } = kept;
  const name = nameOf(report) || t('untitled');
  const photos = report.files.filter(file => file.kind === 'photo').length;
  const open = async () => {
    if (await reports.take(key)) globalThis.scrollTo({ top: 0 });
    else toast.problem(t('on_its_way'));
  };
  return (
    <>
      <p className={styles.rowTitle}>{name}</p>
      <p className={styles.rowFacts}>
        <strong>{t(state === 'waiting' && tried ? 'state_tried' : `state_${state}`)}</strong>
        <Ago at={new Date(at).toISOString()} />
        {photos > 0 && <span>{t('photos', { count: photos })}</span>}
      </p>
      {told && <p className={styles.problem}>{told[language]}</p>}
      <p className={styles.rowActs}>
        {manuscript ? (
          <Go to={paths.rewrite(manuscript)}>{t('open_draft')}</Go>
        ) : (
          !tried && (
            <Button size="large" onClick={() => void open()}>
              {t('go_on')}
            </Button>
          )
        )}
        {manuscript ? (
          <Button size="large" type="text" onClick={() => void reports.drop(key)}>
            {t('seen')}
          </Button>
        ) : (
          <ConfirmAct
            can={null}
            danger
            size="large"
            type="text"
            question={t('drop_question', { name })}
            consequence={tried ? t('drop_tried') : t('drop_consequence')}
            act={t('drop')}
            onAct={() => void reports.drop(key)}
          >
            {t('drop')}
          </ConfirmAct>
        )}
      </p>
    </>
  );
}
