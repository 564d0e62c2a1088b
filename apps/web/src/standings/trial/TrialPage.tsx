import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Trial } from '@xinxuan/contract';
import { Button } from 'antd';
import { api } from '../../api/api.ts';
import { download } from '../../api/download.ts';
import { reasonOf } from '../../api/refusal.ts';
import { paths } from '../../paths.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useGo } from '../../ui/Go.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Page, Panel } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useSearchState } from '../../ui/useSearchState.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { TrialSearch } from './search.ts';
import { useSchemeName } from './TrialParts.tsx';
import { TrialProgress } from './TrialProgress.tsx';
import { TrialResultView } from './TrialResultView.tsx';
import { TrialState } from './TrialState.tsx';
import { trialWords } from './words.ts';

const ASK_MS = 700;

export default function TrialPage() {
  const { id = '' } = useParams({ strict: false });
  const t = useWords(trialWords);
  const language = useLanguage();
  const nameOf = useSchemeName();
  const [state, setState] = useSearchState(TrialSearch);
  const query = useQuery(
    api.trials.get.queryOptions({
      input: { id },
      refetchInterval: asked => (asked.state.data?.state === 'running' ? ASK_MS : false),
    }),
  );
  const book = useAct(api.trials.export.call, {
    done: file => t('export_done', { name: file.name }),
    onDone: download,
    refresh: false,
  });
  const trial = query.data;
  return (
    <Page
      title={trial ? t('title_of', { name: nameOf(trial.proposed) }) : t('title')}
      back={paths.trials()}
      beside={trial && <TrialState row={trial} />}
      acts={
        trial?.state === 'done' && (
          <ActButton can={trial.can.export} loading={book.busy} onClick={() => book.go({ id, language })}>
            {t('export')}
          </ActButton>
        )
      }
    >
      <Loaded query={query}>
        {found =>
          found.state === 'done' ? (
            <TrialResultView trial={found} state={state} setState={setState} />
          ) : found.state === 'running' ? (
            <TrialProgress trial={found} />
          ) : (
            <Ended trial={found} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** A trial without a result: why, and what to do. */
function Ended({ trial }: { trial: Trial }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const go = useGo();
  const { proposed, periods, state, failure } = trial;
  const why =
    state === 'interrupted'
      ? t('ended_interrupted_hint')
      : failure
        ? reasonOf(failure, language)
        : t('ended_hint');
  const title =
    state === 'cancelled'
      ? t('ended_cancelled')
      : state === 'failed'
        ? t('ended_failed')
        : t('ended_interrupted');
  return (
    <Panel>
      <Empty
        title={title}
        hint={why}
        act={
          <Button
            type="primary"
            onClick={() => go(paths.trials({ scheme: proposed.schemeId ?? undefined, period: periods[0] }))}
          >
            {t('again')}
          </Button>
        }
      />
    </Panel>
  );
}
