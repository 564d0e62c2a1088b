import { useMemo } from 'react';
import { Stretches } from '../ui/paper/Compare.tsx';
import { type ComparedPhoto, comparePhotos, type ShownPhoto } from '../ui/paper/comparePhotos.ts';
import { useWords } from '../words/i18n.ts';
import styles from './versions.module.css';
import { versionWords } from './versionWords.ts';

type ComparePhotosProps = { before: ShownPhoto[] | null; after: ShownPhoto[] | null };

/** Below the compared text: which photos came, went or changed places, and what was changed in their captions. */
export function ComparePhotos({ before, after }: ComparePhotosProps) {
  const t = useWords(versionWords);
  const found = useMemo(() => comparePhotos(before ?? [], after ?? []), [before, after]);
  if (!before || !after) return <p className={styles.note}>{t('photos.not_kept')}</p>;
  if (found.photos.length === 0) return null;
  const { added, removed, moved, captions } = found;
  const told = (['added', 'removed', 'moved', 'captions'] as const)
    .filter(kind => found[kind] > 0)
    .map(kind => t(`photos.${kind}`, { count: found[kind] }));
  const same = added + removed + moved + captions === 0;
  return (
    <section className={styles.photos} aria-label={t('photos.title')}>
      <h3 className={styles.heading}>
        {t('photos.title')}{' '}
        <span className={styles.told}>{same ? t('photos.same') : told.join(t('photos.and'))}</span>
      </h3>
      <ol className={styles.compared}>
        {found.photos.map(each => (
          <Compared key={each.photo.fileId} compared={each} />
        ))}
      </ol>
    </section>
  );
}

function Compared({ compared }: { compared: ComparedPhoto }) {
  const t = useWords(versionWords);
  const { photo, mark, before, after, caption } = compared;
  return (
    <li className={styles.photo} data-mark={mark}>
      <img src={photo.url} alt={photo.caption} className={styles.thumb} loading="lazy" />
      <div>
        <p className={styles.place}>
          {mark === 'same' && t('photo.same', { after: after ?? 0 })}
          {mark === 'added' && t('photo.added', { after: after ?? 0 })}
          {mark === 'removed' && t('photo.removed', { before: before ?? 0 })}
          {mark === 'moved' && t('photo.moved', { before: before ?? 0, after: after ?? 0 })}
        </p>
        <p className={styles.words}>
          {caption.length === 0 ? (
            <span className={styles.note}>{t('photo.no_caption')}</span>
          ) : (
            <Stretches of={caption} />
          )}
        </p>
      </div>
    </li>
  );
}
