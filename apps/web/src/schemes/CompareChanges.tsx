import type { ComparedArticle, SchemeChange, SchemeComparison } from '@xinxuan/contract';
import paper from '../ui/paper/paper.module.css';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './Compare.module.css';
import { anchorOf, byArticle } from './comparing.ts';
import { comparingWords } from './comparingWords.ts';
import { ArticlePrinted } from './SchemePrinted.tsx';

/** Every change in one sentence, under the article that it belongs to; each leads there. */
export function ChangeSummary({ changes }: { changes: readonly SchemeChange[] }) {
  const t = useWords(comparingWords);
  const language = useLanguage();
  return (
    <ul className={styles.summary}>
      {byArticle(changes).map(group => {
        const name = group.changes[0]?.name[language] ?? '';
        return (
          <li key={group.place}>
            <a
              href={`#${anchorOf(group.place)}`}
              className={styles.article}
              title={t('to_article', { name })}
            >
              {name}
            </a>
            <Changes changes={group.changes} />
          </li>
        );
      })}
    </ul>
  );
}

function Changes({ changes }: { changes: readonly SchemeChange[] }) {
  const t = useWords(comparingWords);
  const language = useLanguage();
  return (
    <ul className={styles.changes}>
      {changes.map(change => (
        <li key={`${change.kind} ${change.sentence.zh} ${change.answer?.zh ?? ''}`}>
          <span className={styles[change.kind]}>{t(`kind.${change.kind}`)}</span>
          <span>
            {change.sentence[language]}
            {change.answer && (
              <span className={styles.answer}> {t('under_answer', { answer: change.answer[language] })}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

type ArticlesBesideProps = {
  articles: readonly ComparedArticle[];
  before: SchemeComparison['before'];
  after: SchemeComparison['after'];
};

/** Article beside its older form; what is on one side only says so on the other. */
export function ArticlesBeside({ articles, before, after }: ArticlesBesideProps) {
  const t = useWords(comparingWords);
  const language = useLanguage();
  return (
    <div className={styles.beside}>
      <div className={styles.heads}>
        <Head title={t('before')} version={before} />
        <Head title={t('after')} version={after} />
      </div>
      {articles.map(article => (
        <section key={article.place} id={anchorOf(article.place)} className={styles.pair}>
          <h3 className="unseen">{article.name[language]}</h3>
          {article.changes.length > 0 && (
            <div className={styles.told}>
              <Changes changes={article.changes} />
            </div>
          )}
          <Side
            name={t('before')}
            article={article.before}
            other={otherOf(article, article.after)}
            absent={t('absent_before')}
          />
          <Side
            name={t('after')}
            article={article.after}
            other={otherOf(article, article.before)}
            absent={t('absent_after')}
          />
        </section>
      ))}
    </div>
  );
}

function Head({ title, version }: { title: string; version: SchemeComparison['before'] }) {
  const language = useLanguage();
  return (
    <div>
      <strong>{title}</strong> {version.title[language]}
      <span className={styles.hint}> {version.remark[language]}</span>
    </div>
  );
}

/** Only changed articles are marked: numbers of other articles shift without any change. */
function otherOf({ changes }: ComparedArticle, other: ComparedArticle['before']): ComparedArticle['before'] {
  return changes.length > 0 ? other : null;
}

type SideProps = {
  name: string;
  article: ComparedArticle['before'];
  other: ComparedArticle['before'];
  absent: string;
};

function Side({ name, article, other, absent }: SideProps) {
  const language = useLanguage();
  return (
    <div className={`${paper.frame} ${styles.side}`}>
      <p className={styles.sideName}>{name}</p>
      {article ? (
        <div className={styles.reading} lang={language === 'zh' ? 'zh-CN' : 'en'}>
          <ArticlePrinted article={article} of={name} {...(other && { other })} />
        </div>
      ) : (
        <p className={styles.absent}>{absent}</p>
      )}
    </div>
  );
}
