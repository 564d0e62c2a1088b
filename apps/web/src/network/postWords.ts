import type { Appointment } from '@xinxuan/contract';
import { day } from '../formats.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { networkWords } from './words.ts';

type Post = Pick<Appointment, 'unit' | 'role' | 'fromOn' | 'toOn'>;

/** A post as people say it: 城东中队信息员, and with its term. */
export function usePostWords(): {
  said: (post: Pick<Post, 'unit' | 'role'>) => string;
  full: (post: Post) => string;
} {
  const t = useWords(networkWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const parts = (post: Pick<Post, 'unit' | 'role'>) => ({
    unit: post.unit.name,
    role: c(`role.${post.role}`),
  });
  return {
    said: post => t('post_said', parts(post)),
    full: post => {
      const from = day(post.fromOn, language);
      const term = post.toOn
        ? t('post_term', { from, to: day(post.toOn, language) })
        : t('post_from', { from });
      return t('post_full', { ...parts(post), term });
    },
  };
}
