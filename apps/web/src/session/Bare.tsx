import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { speak, useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './session.module.css';

type BareProps = { title: string; subtitle?: string; wide?: boolean; children: ReactNode };

/** A page without the frame: nobody is signed in yet. */
export function Bare({ title, subtitle, wide = false, children }: BareProps) {
  const t = useWords(commonWords);
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} - ${t('product')}`;
  }, [title, t]);
  return (
    <main className={styles.ground}>
      <div className={wide ? styles.wideSheet : styles.sheet}>
        <header className={styles.head}>
          <p className={styles.product}>{t('product')}</p>
          <button
            type="button"
            className={styles.language}
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
          >
            {t('frame.language')}
          </button>
        </header>
        <h1 className={styles.title}>{title}</h1>
        {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
        {children}
      </div>
    </main>
  );
}
