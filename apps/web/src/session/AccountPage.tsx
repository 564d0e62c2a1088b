import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { Page, Panel } from '../ui/Page.tsx';
import { When } from '../ui/Times.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { useMe } from './me.ts';
import { PasswordForm } from './PasswordForm.tsx';
import styles from './session.module.css';
import { sessionWords } from './words.ts';

export default function AccountPage() {
  const t = useWords(sessionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const me = useMe();
  return (
    <Page title={t('account')} width="form" back={paths.settings()}>
      <Panel>
        <dl className={styles.facts}>
          <dt>{t('name')}</dt>
          <dd>{me.person.name}</dd>
          <dt>{t('user_name')}</dt>
          <dd>{me.person.userName}</dd>
          {me.person.title && (
            <>
              <dt>{t('title_held')}</dt>
              <dd>{me.person.title}</dd>
            </>
          )}
          <dt>{t('posts')}</dt>
          <dd>
            {me.posts.length === 0 && t('no_posts')}
            <ul>
              {me.posts.map(post => {
                const from = day(post.from, language);
                return (
                  <li key={post.id}>
                    {`${post.unit.name}　${c(`role.${post.role}`)}　`}
                    {post.to ? t('term_until', { from, to: day(post.to, language) }) : t('term', { from })}
                  </li>
                );
              })}
            </ul>
          </dd>
          <dt>{t('until')}</dt>
          <dd>
            <When at={me.signedInUntil} />
          </dd>
        </dl>
      </Panel>
      <Panel title={t('change_password')}>
        <div style={{ maxWidth: 400 }}>
          <PasswordForm onChanged={() => undefined} />
        </div>
      </Panel>
    </Page>
  );
}
