import ArrowLeftOutlined from '@ant-design/icons/ArrowLeftOutlined';
import { type ReactNode, useEffect } from 'react';
import type { Place } from '../paths.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { Go } from './Go.tsx';
import styles from './Page.module.css';

type PageProps = {
  title: string;
  /** What stands beside the title: a count, a state. */
  beside?: ReactNode;
  /** Acts; one primary at most. */
  acts?: ReactNode;
  back?: Place;
  /** Readable measure for forms, or the whole width for lists. */
  width?: 'full' | 'form';
  children: ReactNode;
};

export function Page({ title, beside, acts, back, width = 'full', children }: PageProps) {
  const t = useWords(commonWords);
  useEffect(() => {
    document.title = `${title} - ${t('product')}`;
  }, [title, t]);
  return (
    <div className={width === 'form' ? styles.form : styles.full}>
      <header className={styles.head}>
        {back && (
          <Go to={back} className={styles.back} aria-label={t('act.back')} title={t('act.back')}>
            <ArrowLeftOutlined />
          </Go>
        )}
        <h1 className={styles.title}>{title}</h1>
        {beside && <div className={styles.beside}>{beside}</div>}
        {acts && <div className={styles.acts}>{acts}</div>}
      </header>
      {children}
    </div>
  );
}

/** A white sheet on the grey ground, with its own heading. */
export function Panel({
  title,
  extra,
  children,
}: {
  title?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.panel}>
      {(title || extra) && (
        <div className={styles.panelHead}>
          {title && <h2 className={styles.panelTitle}>{title}</h2>}
          {extra && <div className={styles.panelExtra}>{extra}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
