import type { DutyPost } from '@xinxuan/contract';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './releases.module.css';

/** The post to which a duty belongs, beside the name of whoever has it: 市容科单位负责人. */
export function PostOf({ post }: { post: DutyPost | null }) {
  const c = useWords(commonWords);
  const chinese = useLanguage() === 'zh';
  if (!post) return null;
  const role = c(`role.${post.role}`);
  return (
    <span className={styles.post}>{chinese ? `${post.unit.name}${role}` : `${role}, ${post.unit.name}`}</span>
  );
}
