import RightOutlined from '@ant-design/icons/RightOutlined';
import type { Named, Role } from '@xinxuan/contract';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './manuscripts.module.css';
import { manuscriptWords } from './words.ts';

type Step = { role: Role; reviewer: Named | null };

/** The hands through which it will go: 单位负责人 张明 → 分管领导 李华 → 编辑部. */
export function RoutePreview({ steps }: { steps: readonly Step[] }) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  return (
    <ol className={styles.route} aria-label={t('send.route')}>
      {steps.map(step => (
        <li key={step.role} className={styles.routeStep}>
          <span className={styles.routeRole}>{c(`role.${step.role}`)}</span>
          <span>{step.reviewer?.name ?? t('send.nobody')}</span>
          <RightOutlined aria-hidden className={styles.arrow} />
        </li>
      ))}
      <li className={styles.routeStep}>
        <span>{t('send.desk')}</span>
      </li>
    </ol>
  );
}
