import ArrowUpOutlined from '@ant-design/icons/ArrowUpOutlined';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { Button, Input } from 'antd';
import { useRef } from 'react';
import { fileUrl } from '../paths.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useWords } from '../words/i18n.ts';
import type { DraftPhoto } from './draft.ts';
import styles from './manuscripts.module.css';
import { manuscriptWords } from './words.ts';

type PhotosProps = { photos: DraftPhoto[]; onChange: (photos: DraftPhoto[]) => void; problem?: string };

const MAX = 20;
const MAX_BYTES = 20 * 1024 * 1024;

export function Photos({ photos, onChange, problem }: PhotosProps) {
  const t = useWords(manuscriptWords);
  // Several uploads may end between two drawings of the page; each must find the others.
  const latest = useRef(photos);
  latest.current = photos;
  const put = (next: DraftPhoto[]) => {
    latest.current = next;
    onChange(next);
  };
  return (
    <>
      <ol className={styles.photos}>
        {photos.map((photo, n) => (
          <li key={photo.fileId} className={styles.photo}>
            <img src={photo.url} alt={photo.caption || photo.name} className={styles.thumb} loading="lazy" />
            <div className={styles.photoText}>
              <Input.TextArea
                value={photo.caption}
                maxLength={200}
                autoSize={{ minRows: 2, maxRows: 4 }}
                aria-label={t('write.caption', { number: n + 1 })}
                placeholder={t('write.caption_hint')}
                onChange={e => {
                  const caption = e.target.value.replaceAll('\n', '');
                  put(photos.map(p => (p === photo ? { ...p, caption } : p)));
                }}
              />
              <span>
                {n > 0 && (
                  <Button
                    size="small"
                    type="text"
                    icon={<ArrowUpOutlined />}
                    aria-label={t('write.photo_up', { number: n + 1 })}
                    onClick={() => put(moved(photos, n))}
                  />
                )}
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('write.photo_remove', { number: n + 1 })}
                  onClick={() => put(photos.filter(p => p !== photo))}
                />
              </span>
            </div>
          </li>
        ))}
      </ol>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {photos.length < MAX && (
        <FileDrop
          small
          multiple
          label={t('write.photo_add')}
          hint={t('write.photo_hint')}
          accept={['.jpg', '.jpeg', '.png', '.webp']}
          maxBytes={MAX_BYTES}
          onStored={file => {
            const { id, name, size } = file;
            if (latest.current.length >= MAX || latest.current.some(p => p.fileId === id)) return;
            put([...latest.current, { fileId: id, caption: '', name, size, url: fileUrl(id, name) }]);
          }}
        />
      )}
    </>
  );
}

function moved(photos: readonly DraftPhoto[], n: number): DraftPhoto[] {
  const next = [...photos];
  const [photo] = next.splice(n, 1);
  if (photo) next.splice(n - 1, 0, photo);
  return next;
}
