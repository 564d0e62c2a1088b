import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { Compare } from '../ui/paper/Compare.tsx';
import { useWords } from '../words/i18n.ts';
import type { TextHandle } from './useText.ts';
import { writingWords } from './words.ts';

/** What the unit sent, and what stands here now. */
export function BesideSent({ text }: { text: TextHandle }) {
  const t = useWords(writingWords);
  const { id } = text.held;
  const sent = useQuery(api.manuscripts.get.queryOptions({ input: { id }, refetchOnWindowFocus: false }));
  return (
    <Loaded query={sent}>
      {({ title, body }) => (
        <Compare
          before={{ title, body }}
          after={text.sync.text()}
          names={{ before: t('sent_text'), after: t('desk_text') }}
        />
      )}
    </Loaded>
  );
}
