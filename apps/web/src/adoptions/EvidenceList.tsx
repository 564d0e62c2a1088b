import LinkOutlined from '@ant-design/icons/LinkOutlined';
import PaperClipOutlined from '@ant-design/icons/PaperClipOutlined';
import type { Adoption } from '@xinxuan/contract';
import { Image } from 'antd';
import { moment } from '../formats.ts';
import { fileUrl } from '../paths.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './adoptions.module.css';
import { isImage } from './evidence.ts';
import { adoptionWords } from './words.ts';

type EvidenceView = Adoption['evidence'][number];

/** Evidence as large as the column: what can be shown is shown, the rest opens by a link. */
export function EvidenceList({ evidence }: { evidence: readonly EvidenceView[] }) {
  const t = useWords(adoptionWords);
  if (evidence.length === 0) return <p className={styles.hint}>{t('evidence_none')}</p>;
  return (
    <ul className={styles.evidence}>
      {evidence.map(piece => (
        <li key={piece.id}>
          <Piece piece={piece} />
          <Seal piece={piece} />
        </li>
      ))}
    </ul>
  );
}

function Piece({ piece }: { piece: EvidenceView }) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const kind = c(`evidence.${piece.kind}`);
  const address = piece.fileId ? fileUrl(piece.fileId, piece.name) : piece.url;
  if (!address) return <p>{kind}</p>;
  if (piece.fileId && isImage(piece.name))
    return (
      <Image
        src={address}
        alt={t('evidence_image', { kind, name: piece.name })}
        className={styles.image}
        preview={{ mask: t('evidence_open', { name: piece.name }) }}
      />
    );
  return (
    <a href={address} target="_blank" rel="noreferrer noopener" className={styles.file}>
      {piece.fileId ? <PaperClipOutlined aria-hidden /> : <LinkOutlined aria-hidden />}{' '}
      {t('evidence_image', { kind, name: piece.name })}
    </a>
  );
}

/** Who gave it and when, and for files the checksum that shows it has not been exchanged. */
function Seal({ piece }: { piece: EvidenceView }) {
  const t = useWords(adoptionWords);
  const language = useLanguage();
  const said = { name: piece.by.name, at: moment(piece.at, useNow(), language) };
  return (
    <p className={styles.seal} title={piece.sha256 ?? undefined}>
      {piece.sha256
        ? t('evidence_seal', { ...said, hash: piece.sha256.slice(0, 12) })
        : t('evidence_added', said)}
    </p>
  );
}
