import CameraOutlined from '@ant-design/icons/CameraOutlined';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PictureOutlined from '@ant-design/icons/PictureOutlined';
import SoundOutlined from '@ant-design/icons/SoundOutlined';
import { Button, Checkbox, Spin } from 'antd';
import { useEffect, useId, useState } from 'react';
import { bytes } from '../formats.ts';
import { LineInput } from '../ui/LineInput.tsx';
import { useWords } from '../words/i18n.ts';
import { type Device, findFile } from './keptReports.ts';
import styles from './phone.module.css';
import { type PhotoProblem, readyPhoto } from './photo.ts';
import { MOST_PHOTOS, MOST_VOICES, type ReportFile } from './report.ts';
import type { Reports } from './useReports.ts';
import { useVoice, VOICE_SECONDS } from './useVoice.ts';
import { phoneWords } from './words.ts';

type Problem = { word: PhotoProblem | 'full' | 'too_many'; name: string };
const ORIGINALS = 'xinxuan.originals';

/** Photos and voice notes: taken, chosen, described, removed. */
export function ReportFiles({ reports }: { reports: Reports }) {
  const t = useWords(phoneWords);
  const { now, device, removeFile } = reports;
  const { files } = now.report;
  const photos = files.filter(file => file.kind === 'photo');
  const [original, setOriginal] = useState(() => remembered());
  const { busy, problems, take } = useTaking(reports, original);
  return (
    <div className={styles.files}>
      {photos.length > 0 && (
        <ol className={styles.photos}>
          {photos.map((photo, n) => (
            <li key={photo.id} className={styles.photo}>
              <Thumb device={device} file={photo} alt={t('photo', { number: n + 1 })} />
              <div className={styles.photoText}>
                <LineInput
                  className={styles.input}
                  value={photo.caption}
                  maxLength={200}
                  aria-label={t('caption', { number: n + 1 })}
                  placeholder={t('caption_hint')}
                  onChange={e => reports.caption(photo.id, e.target.value)}
                />
                <span className={styles.size}>{bytes(photo.size)}</span>
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('photo_remove', { number: n + 1 })}
                  onClick={() => removeFile(photo.id)}
                />
              </div>
            </li>
          ))}
        </ol>
      )}
      <div className={styles.take}>
        <PickButton icon={<CameraOutlined aria-hidden />} label={t('camera')} camera onFiles={take} />
        <PickButton icon={<PictureOutlined aria-hidden />} label={t('album')} onFiles={take} />
      </div>
      {busy && (
        <p role="status">
          <Spin size="small" /> {t('preparing')}
        </p>
      )}
      {problems.map(({ word, name }) => (
        <p key={name + word} className={styles.problem} role="alert">
          {t(`photo_${word}`, { name, most: MOST_PHOTOS })}
        </p>
      ))}
      <Checkbox
        checked={original}
        onChange={e => {
          setOriginal(e.target.checked);
          localStorage.setItem(ORIGINALS, String(e.target.checked));
        }}
      >
        {t('original')}
      </Checkbox>
      <p className={styles.hint}>{t('photo_hint')}</p>
      <Voices reports={reports} />
    </div>
  );
}

function remembered(): boolean {
  try {
    return localStorage.getItem(ORIGINALS) === 'true';
  } catch {
    return false;
  }
}

/** Makes photos ready one after the other: a phone has little memory. */
function useTaking({ now, addFile }: Reports, original: boolean) {
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const take = async (taken: readonly File[]): Promise<void> => {
    setBusy(true);
    const found: Problem[] = [];
    let room = MOST_PHOTOS - now.report.files.filter(file => file.kind === 'photo').length;
    for (const file of taken) {
      if (room <= 0) {
        found.push({ word: 'too_many', name: file.name });
        break;
      }
      const ready = await readyPhoto(file, { original });
      if (typeof ready === 'string') found.push({ word: ready, name: file.name });
      else {
        const { name, content } = ready;
        await addFile({ kind: 'photo', name, size: content.size, caption: '' }, content).then(
          () => room--,
          () => found.push({ word: 'full', name }),
        );
      }
    }
    setProblems(found);
    setBusy(false);
  };
  return { busy, problems, take };
}

type PickButtonProps = {
  icon: React.ReactNode;
  label: string;
  camera?: boolean;
  onFiles: (files: readonly File[]) => Promise<void>;
};

function PickButton({ icon, label, camera = false, onFiles }: PickButtonProps) {
  const id = useId();
  return (
    <label className={styles.pick} htmlFor={id}>
      {icon}
      {label}
      <input
        id={id}
        type="file"
        className="unseen"
        accept="image/*"
        {...(camera ? { capture: 'environment' } : { multiple: true })}
        onChange={e => {
          const files = [...(e.target.files ?? [])];
          e.target.value = '';
          void onFiles(files);
        }}
      />
    </label>
  );
}

/** The picture as it lies on the phone. */
function Thumb({ device, file, alt }: { device: Device; file: ReportFile; alt: string }) {
  const [url, setUrl] = useState<string | null>(null);
  const { id } = file;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file never changes under its name
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    void findFile(device, id).then(content => {
      if (gone || !content) return;
      made = URL.createObjectURL(content);
      setUrl(made);
    });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id]);
  return url ? <img src={url} alt={alt} className={styles.thumb} /> : <span className={styles.thumb} />;
}

function Voices({ reports }: { reports: Reports }) {
  const t = useWords(phoneWords);
  const { now, addFile, removeFile } = reports;
  const voices = now.report.files.filter(file => file.kind === 'voice');
  const [full, setFull] = useState(false);
  const voice = useVoice(({ content, ending }) => {
    const name = `${t('voice_name')}${voices.length + 1}.${ending}`;
    void addFile({ kind: 'voice', name, size: content.size, caption: '' }, content).then(
      () => setFull(false),
      () => setFull(true),
    );
  });
  if (!voice.available) return null;
  const { seconds } = voice;
  return (
    <div className={styles.voices}>
      {voices.map(({ id, name, size }) => (
        <p key={id} className={styles.voice}>
          <SoundOutlined aria-hidden /> {name} <span className={styles.size}>{bytes(size)}</span>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('voice_remove', { name })}
            onClick={() => removeFile(id)}
          />
        </p>
      ))}
      {voices.length < MOST_VOICES && (
        <Button danger={seconds !== null} onClick={seconds === null ? voice.start : voice.stop}>
          {seconds === null
            ? t('voice', { minutes: VOICE_SECONDS / 60 })
            : t('voice_stop', { seconds, most: VOICE_SECONDS })}
        </Button>
      )}
      {voice.problem && (
        <p className={styles.problem} role="alert">
          {t(`voice_${voice.problem}`)}
        </p>
      )}
      {full && (
        <p className={styles.problem} role="alert">
          {t('here_full')}
        </p>
      )}
    </div>
  );
}
