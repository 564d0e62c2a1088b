import { client } from '../api/api.ts';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { manuscriptWords } from './words.ts';

/** Takes one's own last decision back; refused once the next person has opened it. */
export function useTakeBack() {
  const t = useWords(manuscriptWords);
  return useAct((input: { id: string; version: number }) => client.reviews.takeBack(input), {
    done: back => t('act.taken_back', { title: back.title }),
  });
}
