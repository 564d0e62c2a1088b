import AuditOutlined from '@ant-design/icons/AuditOutlined';
import EyeInvisibleOutlined from '@ant-design/icons/EyeInvisibleOutlined';
import FlagOutlined from '@ant-design/icons/FlagOutlined';
import SafetyOutlined from '@ant-design/icons/SafetyOutlined';
import type { BatchRow } from '@xinxuan/contract';
import { Checkbox } from 'antd';
import { reasonOf } from '../api/refusal.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { Ago, DueTime } from '../ui/Times.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './batch.module.css';
import { reviewWords } from './words.ts';

type ItemProps = { row: BatchRow; ticked: boolean; onTick: (ticked: boolean) => void };

/** One of the list: what decides whether it may pass unread stands beside its title. */
export function BatchItem({ row, ticked, onTick }: ItemProps) {
  const t = useWords(reviewWords);
  const language = useLanguage();
  return (
    <li className={styles.item}>
      <Checkbox
        className={styles.box}
        checked={ticked}
        disabled={row.why !== null}
        onChange={event => onTick(event.target.checked)}
      >
        <span className={styles.title}>{row.title}</span>
        <Marks row={row} />
        <span className={styles.facts}>
          <DueTime at={row.dueAt} />
        </span>
        <span className={styles.facts}>
          <span>{row.unit.name}</span>
          <span>{row.authors.map(author => author.name).join('、')}</span>
          <span>{t('batch.words', { count: row.words })}</span>
          <Ago at={row.submittedAt ?? row.updatedAt} />
          <Post row={row} />
        </span>
        {row.why && <span className={styles.why}>{reasonOf(row.why, language)}</span>}
      </Checkbox>
      <Go to={paths.manuscript(row.id)} className={styles.read}>
        {t('batch.read')}
      </Go>
    </li>
  );
}

const STANDS: Record<Exclude<BatchRow['secrecy'], 'none'>, Tone> = {
  cleared: 'good',
  missing: 'care',
  held: 'bad',
};

function Marks({ row }: { row: BatchRow }) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const { opened, importance, findings, secrecy } = row;
  return (
    <span className={styles.marks}>
      {!opened && (
        <Mark tone="care" icon={<EyeInvisibleOutlined />} title={t('batch.unopened_hint')}>
          {t('batch.unopened')}
        </Mark>
      )}
      <Mark tone={importance === 'ordinary' ? 'plain' : 'active'} icon={<FlagOutlined />}>
        {c(`importance.${importance}`)}
      </Mark>
      {findings !== null && findings > 0 && (
        <Mark tone="care" icon={<AuditOutlined />}>
          {t('batch.findings', { count: findings })}
        </Mark>
      )}
      {secrecy !== 'none' && (
        <Mark tone={STANDS[secrecy]} icon={<SafetyOutlined />}>
          {t(`batch.secrecy.${secrecy}`)}
        </Mark>
      )}
    </span>
  );
}

function Post({ row }: { row: BatchRow }) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const post = { unit: row.post?.name ?? '', role: c(`role.${row.role}`) };
  return (
    <span>{row.for ? t('batch.post_for', { name: row.for.name, ...post }) : t('batch.post', post)}</span>
  );
}
