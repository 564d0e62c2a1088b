import FieldTimeOutlined from '@ant-design/icons/FieldTimeOutlined';
import QuestionCircleOutlined from '@ant-design/icons/QuestionCircleOutlined';
import type { DueTime as Due } from '@xinxuan/contract';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './DueTime.module.css';
import { Hint } from './Hint.tsx';
import { Mark } from './Mark.tsx';
import { DueTime } from './Times.tsx';

type DueProps = {
  due: Due;
  /** Whose duty it is, said when it is late. */
  who?: string;
  short?: boolean;
  /** Without the word 截止, where the label says it already. */
  bare?: boolean;
};

/** 截止: the moment, what is left, whether it may still move, and under the pointer or a tap how it was counted. */
export function DueWithSteps({ due, who, short, bare }: DueProps) {
  const t = useWords(commonWords);
  const language = useLanguage();
  const how = due.steps.map(step => step[language]).join('\n');
  return (
    <span className={styles.due}>
      <DueTime at={due.at} who={who} short={short} bare={bare} />
      {due.provisional && (
        <Mark tone="care" icon={<FieldTimeOutlined />} title={t('due.provisional_hint')}>
          {t('due.provisional')}
        </Mark>
      )}
      {how && (
        <Hint text={`${t(`due.clock.${due.clock}`)}\n${how}`} focusable>
          <QuestionCircleOutlined className={styles.how} aria-label={t('due.how')} role="img" />
        </Hint>
      )}
    </span>
  );
}
