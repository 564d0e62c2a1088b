import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import LinkOutlined from '@ant-design/icons/LinkOutlined';
import PaperClipOutlined from '@ant-design/icons/PaperClipOutlined';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Field } from '../ui/Field.tsx';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './adoptions.module.css';
import { EVIDENCE_ENDINGS, EVIDENCE_LIMIT, FILE_KINDS, linkOf, type Piece, pieceOf } from './evidence.ts';
import { adoptionWords } from './words.ts';

type EvidenceFieldProps = {
  pieces: readonly Piece[];
  onChange: (change: (before: Piece[]) => Piece[]) => void;
};

/** Scans, videos, fee slips and kept pages by dropping them; links by pasting them. */
export function EvidenceField({ pieces, onChange }: EvidenceFieldProps) {
  const t = useWords(adoptionWords);
  const [address, setAddress] = useState('');
  const [bad, setBad] = useState(false);
  const full = pieces.length >= EVIDENCE_LIMIT;
  const addLink = () => {
    const link = linkOf(address);
    setBad(link === null);
    if (!link) return;
    onChange(before => [...before, link]);
    setAddress('');
  };
  return (
    <>
      <ul className={styles.pieces}>
        {pieces.map((piece, index) => (
          <PieceRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be given twice
            key={index}
            piece={piece}
            onChange={next => onChange(before => before.map((old, place) => (place === index ? next : old)))}
            onRemove={() => onChange(before => before.filter((_, place) => place !== index))}
          />
        ))}
      </ul>
      {!full && (
        <>
          <FileDrop
            label={t('evidence_drop')}
            hint={t('evidence_kinds')}
            accept={EVIDENCE_ENDINGS}
            multiple
            onStored={file => onChange(before => [...before, pieceOf(file)])}
          />
          <div className={styles.linkField}>
            <Field
              label={t('evidence_link')}
              id="evidence-link"
              problem={bad ? t('evidence_link_bad') : null}
            >
              <div className={styles.inline}>
                <Input
                  id="evidence-link"
                  type="url"
                  inputMode="url"
                  value={address}
                  maxLength={500}
                  placeholder="https://"
                  status={bad ? 'error' : ''}
                  onChange={event => {
                    setAddress(event.target.value);
                    setBad(false);
                  }}
                  onPressEnter={addLink}
                />
                <Button onClick={addLink} disabled={address.trim() === ''}>
                  {t('evidence_link_add')}
                </Button>
              </div>
            </Field>
          </div>
        </>
      )}
    </>
  );
}

type PieceRowProps = { piece: Piece; onChange: (piece: Piece) => void; onRemove: () => void };

function PieceRow({ piece, onChange, onRemove }: PieceRowProps) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  return (
    <li className={styles.piece}>
      {piece.kind === 'link' ? <LinkOutlined aria-hidden /> : <PaperClipOutlined aria-hidden />}
      <span className={styles.pieceName}>{piece.name}</span>
      {piece.kind === 'link' ? (
        <span>{c('evidence.link')}</span>
      ) : (
        <Select
          size="small"
          aria-label={t('evidence_kind', { name: piece.name })}
          value={piece.kind}
          options={FILE_KINDS.map(value => ({ value, label: c(`evidence.${value}`) }))}
          onChange={kind => onChange({ ...piece, kind })}
        />
      )}
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('evidence_remove', { name: piece.name })}
        title={t('evidence_remove', { name: piece.name })}
        onClick={onRemove}
      />
    </li>
  );
}
