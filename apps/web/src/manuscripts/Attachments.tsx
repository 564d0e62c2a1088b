import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PaperClipOutlined from '@ant-design/icons/PaperClipOutlined';
import { Button } from 'antd';
import { bytes } from '../formats.ts';
import { fileUrl } from '../paths.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useWords } from '../words/i18n.ts';
import type { DraftAttachment } from './draft.ts';
import styles from './manuscripts.module.css';
import { manuscriptWords } from './words.ts';

type AttachmentsProps = {
  attachments: DraftAttachment[];
  onChange: (attachments: DraftAttachment[]) => void;
};

const KINDS = [
  '.docx',
  '.doc',
  '.wps',
  '.xlsx',
  '.xls',
  '.pdf',
  '.txt',
  '.odt',
  '.rtf',
  '.jpg',
  '.jpeg',
  '.png',
  '.mp4',
];

export function Attachments({ attachments, onChange }: AttachmentsProps) {
  const t = useWords(manuscriptWords);
  return (
    <>
      <ul>
        {attachments.map(file => (
          <li key={file.fileId} className={styles.attachment}>
            <PaperClipOutlined aria-hidden />
            <a href={file.url}>{file.name}</a>
            <span className={styles.size}>{bytes(file.size)}</span>
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('write.attachment_remove', { name: file.name })}
              onClick={() => onChange(attachments.filter(a => a !== file))}
            />
          </li>
        ))}
      </ul>
      {attachments.length < 20 && (
        <FileDrop
          small
          label={t('write.attachment_add')}
          accept={KINDS}
          onStored={({ id, name, size }) => {
            if (attachments.some(a => a.fileId === id)) return;
            onChange([
              ...attachments,
              { fileId: id, name, size, url: fileUrl(id, name), role: 'attachment' },
            ]);
          }}
        />
      )}
    </>
  );
}
