import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { MailMessage } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { When } from '../ui/Times.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { MailMark } from './MailMark.tsx';
import { MessageActs } from './MessageActs.tsx';
import styles from './mail.module.css';
import { mailWords } from './words.ts';

export default function MessagePage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.mail.get.queryOptions({ input: { id: id ?? '' } }));
  return <Loaded query={query}>{message => <OneMessage key={message.version} message={message} />}</Loaded>;
}

function OneMessage({ message }: { message: MailMessage }) {
  const t = useWords(mailWords);
  const language = useLanguage();
  return (
    <Page
      title={message.subject || t('no_subject')}
      back={paths.mails()}
      beside={<MailMark state={message.state} />}
      acts={<MessageActs message={message} />}
    >
      <div className={styles.columns}>
        <div>
          {(message.why.length > 0 || message.notes.length > 0) && (
            <Panel title={message.state === 'waiting' ? t('waits') : t('notes')}>
              <ul className={styles.reasons}>
                {message.why.map(why => (
                  <li key={why}>{t(`why.${why}`)}</li>
                ))}
                {message.notes.map(note => (
                  <li key={note.zh}>{note[language]}</li>
                ))}
              </ul>
            </Panel>
          )}
          {message.manuscripts.length > 0 && (
            <Panel title={t('manuscripts')}>
              <ul className={styles.reasons}>
                {message.manuscripts.map(each => (
                  <li key={each.id}>
                    <Go to={paths.manuscript(each.id)}>{each.name || t('no_subject')}</Go>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          {message.reading.found.length > 0 && (
            <Panel title={t('read_as')}>
              <ReadTexts found={message.reading.found} />
            </Panel>
          )}
          <Panel title={t('parts')}>
            <Parts message={message} />
          </Panel>
          <Panel title={t('text')}>
            {message.text ? (
              <div className={styles.words}>{message.text}</div>
            ) : (
              <p className={styles.faint}>{t('no_text')}</p>
            )}
          </Panel>
        </div>
        <div>
          <Panel>
            <Facts message={message} />
          </Panel>
          <Panel title={t('answer')}>
            {message.answer ? (
              <>
                <p className={styles.faint}>
                  <When at={message.answer.at} />
                </p>
                <div className={styles.answer}>{message.answer.text}</div>
              </>
            ) : (
              <p className={styles.faint}>{t('answer_none')}</p>
            )}
          </Panel>
        </div>
      </div>
    </Page>
  );
}

/** Each manuscript with the title and the words that were read, before anybody has taken it in. */
function ReadTexts({ found }: { found: MailMessage['reading']['found'] }) {
  const t = useWords(mailWords);
  return found.map(({ file, title, text, cut }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what was read has no identity but its place
    <section key={index} className={styles.read}>
      <p className={styles.faint}>{file ?? t('text')}</p>
      <h3 className={styles.readTitle}>{title ?? t('read_no_title')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by keyboard */}
      <section className={styles.readText} lang="zh-CN" tabIndex={0} aria-label={title ?? t('read_as')}>
        {text || t('read_no_text')}
      </section>
      {cut && <p className={styles.faint}>{t('read_cut')}</p>}
    </section>
  ));
}

function Parts({ message }: { message: MailMessage }) {
  const t = useWords(mailWords);
  const language = useLanguage();
  if (message.parts.length === 0) return <p className={styles.faint}>{t('no_parts')}</p>;
  return (
    <ul className={styles.parts}>
      {message.parts.map(part => (
        <li key={part.fileId}>
          <a href={part.url} download>
            {part.name}
          </a>
          <span className={styles.faint}>
            {sizeOf(part.size)}　{t(`became.${part.became}`)}
          </span>
          {part.finding && <p className={styles.finding}>{part.finding[language]}</p>}
        </li>
      ))}
    </ul>
  );
}

function sizeOf(bytes: number): string {
  return bytes >= 1048576
    ? `${(bytes / 1048576).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

function Facts({ message }: { message: MailMessage }) {
  const t = useWords(mailWords);
  const language = useLanguage();
  const { authentication: proof, reading, decided } = message;
  const results = [
    ['SPF', proof.spf],
    ['DKIM', proof.dkim],
    ['DMARC', proof.dmarc],
  ];
  const facts: [string, React.ReactNode][] = [
    [t('from'), `${message.from.name} ${message.from.address ?? ''}`.trim()],
    [t('person'), message.person?.name],
    [t('unit'), message.unit?.name],
    [t('channel'), t(`channel.${message.channel}`)],
    [t('arrived'), <When key="a" at={message.arrivedAt} />],
    [t('read_unit'), reading.unit ?? t('not_found')],
    [t('read_day'), reading.day ? day(reading.day, language) : t('not_found')],
    [
      t('authentication'),
      <span key="v">
        {t(`verdict.${proof.verdict}`)}（{t(`by.${proof.by}`)}）
        <span className={styles.faint}>
          {results.map(([name, result]) => `${name}: ${result}`).join('　')}
        </span>
      </span>,
    ],
    [
      t('decided'),
      decided && (
        <span key="d">
          {decided.by?.name} <When at={decided.at} />
          {decided.note && `　${decided.note}`}
        </span>
      ),
    ],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
