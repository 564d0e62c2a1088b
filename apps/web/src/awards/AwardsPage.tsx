import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useRight } from '../session/me.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { GrantedList } from './GrantedList.tsx';
import { AwardsSearch, VIEWS } from './listState.ts';
import { ProposeDialog } from './ProposeDialog.tsx';
import { RoundList } from './RoundList.tsx';
import { awardWords } from './words.ts';

export default function AwardsPage() {
  const t = useWords(awardWords);
  const [state, setState] = useSearchState(AwardsSearch);
  const mayPropose = useRight('award.propose');
  const mayGrant = useRight('award.grant');
  const [proposing, setProposing] = useState(false);
  const propose = mayPropose && (
    <Button type="primary" onClick={() => setProposing(true)}>
      {t('propose')}
    </Button>
  );
  const acts = (mayPropose || mayGrant) && (
    <>
      <Segmented<(typeof VIEWS)[number]>
        aria-label={t('view')}
        value={state.view}
        options={VIEWS.map(value => ({ value, label: t(`view.${value}`) }))}
        onChange={view => setState({ view, page: 1 })}
      />
      {propose}
    </>
  );
  const List = state.view === 'rounds' && (mayPropose || mayGrant) ? RoundList : GrantedList;
  return (
    <>
      <List state={state} setState={setState} acts={acts || undefined} begin={propose || undefined} />
      {proposing && <ProposeDialog onClose={() => setProposing(false)} />}
    </>
  );
}
