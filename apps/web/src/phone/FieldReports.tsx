import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import { type Holder, OWN_DEVICE_MS, takeHold } from '../device/holder.ts';
import { keepingOf } from '../device/keeping.ts';
import { dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { toast } from '../ui/toast.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { Delivered } from './Delivered.tsx';
import styles from './phone.module.css';
import { ReportForm } from './ReportForm.tsx';
import { whyNotSend } from './report.ts';
import { useOnline } from './useOnline.ts';
import { type Reports, useReports } from './useReports.ts';
import { WaitingReports } from './WaitingReports.tsx';
import { phoneWords } from './words.ts';

type FieldReportsProps = { database: IDBDatabase; holder: Holder; signedIn: boolean | null };

/** The report in hand, what waits on this phone, and what has arrived. */
export function FieldReports({ database, holder, signedIn }: FieldReportsProps) {
  const t = useWords(phoneWords);
  const online = useOnline();
  const reports = useReports({ database, holder }, dayOf(useNow()));
  const missing = whyNotSend(reports.now.report);
  const signInFirst = signedIn === false || reports.sent === 'sign_in';
  const send = async () => {
    await reports.giveAway();
    globalThis.scrollTo({ top: 0 });
    toast.done(globalThis.navigator.onLine ? t('sent') : t('sent_later'));
  };
  return (
    <>
      <Standing reports={reports} online={online} signInFirst={signInFirst} />
      {!online && <TextsHere database={database} holder={holder} />}
      <ReportForm reports={reports} />
      <div className={styles.send}>
        <Button
          type="primary"
          size="large"
          block
          disabled={missing !== null}
          title={missing ? t(`missing_${missing}`) : undefined}
          onClick={() => void send()}
        >
          {online ? t('send') : t('send_later')}
        </Button>
        {missing && <p className={styles.hint}>{t(`missing_${missing}`)}</p>}
      </div>
      <WaitingReports reports={reports} />
      {signedIn && <Delivered again={reports.others.length} />}
      <OwnPhone database={database} holder={holder} />
    </>
  );
}

type StandingProps = { reports: Reports; online: boolean; signInFirst: boolean };

/** Where the words are, and whether anything stands in the way. */
function Standing({ reports, online, signInFirst }: StandingProps) {
  const t = useWords(phoneWords);
  const { here, others, sending } = reports;
  const waiting = others.filter(kept => kept.state === 'waiting').length;
  const place = here === 'full' || here === 'nowhere' ? t(`here_${here}`) : t('here_kept');
  return (
    <div className={online && !signInFirst ? styles.standing : styles.standingOff} role="status">
      <p>{online ? place : `${t('offline')} ${place}`}</p>
      {waiting > 0 && <p>{sending ? t('sending') : t('waiting', { count: waiting })}</p>}
      {signInFirst && (
        <p>
          {t('signed_out')} <Go to={paths.signIn({ to: paths.field().to })}>{t('sign_in')}</Go>
        </p>
      )}
    </div>
  );
}

/** Every page opens as this one without network: whoever was writing elsewhere learns that the words are safe. */
function TextsHere({ database, holder }: { database: IDBDatabase; holder: Holder }) {
  const t = useWords(phoneWords);
  const [texts, setTexts] = useState(0);
  useEffect(() => {
    let gone = false;
    void keepingOf(database, holder)
      .list()
      .then(found => !gone && setTexts(found.length))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [database, holder]);
  if (texts === 0) return null;
  return (
    <p className={styles.standing} role="status">
      {t('texts_here', { count: texts })}
    </p>
  );
}

/** Said once by the person: then what is unsent opens without network for a month, not only until the session ends. */
function OwnPhone({ database, holder }: { database: IDBDatabase; holder: Holder }) {
  const t = useWords(phoneWords);
  const [own, setOwn] = useState(holder.own);
  return (
    <section className={styles.own}>
      <Checkbox
        checked={own}
        onChange={({ target }) => {
          setOwn(target.checked);
          const until = target.checked ? Date.now() + OWN_DEVICE_MS : holder.until;
          void takeHold(database, { ...holder, own: target.checked, until });
        }}
      >
        {t('own')}
      </Checkbox>
      <p className={styles.hint}>{t('own_hint')}</p>
    </section>
  );
}
