import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Circular } from '@xinxuan/contract';
import { lazy, Suspense } from 'react';
import { api } from '../api/api.ts';
import { moment, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { CircularPaper } from './CircularPaper.tsx';
import { CircularState } from './CircularState.tsx';
import { Download } from './Download.tsx';
import { circularWords } from './words.ts';

/** The editor weighs more than the rest of the page, and most readers only read. */
const CircularDesk = lazy(() => import('./CircularDesk.tsx'));

export default function CircularPage() {
  const { id } = useParams({ strict: false });
  const query = useQuery(api.circulars.get.queryOptions({ input: { id: id ?? '' } }));
  return (
    <Loaded query={query}>
      {circular =>
        circular.can.change === null ? (
          <Suspense>
            <CircularDesk key={circular.id} circular={circular} />
          </Suspense>
        ) : (
          <ReadCircular circular={circular} />
        )
      }
    </Loaded>
  );
}

/** What has been issued, or what others write: the paper alone. */
function ReadCircular({ circular }: { circular: Circular }) {
  const t = useWords(circularWords);
  const language = useLanguage();
  const now = useNow();
  return (
    <Page
      title={circular.title}
      back={paths.circulars()}
      beside={
        <>
          <CircularState state={circular.state} />
          {circular.issuedAt && (
            <span>{t('issued_on', { at: moment(circular.issuedAt, now, language) })}</span>
          )}
          <Go to={paths.standings({ period: circular.period })}>{periodWords(circular.period, language)}</Go>
        </>
      }
      acts={<Download id={circular.id} primary />}
    >
      <CircularPaper {...circular} />
    </Page>
  );
}
