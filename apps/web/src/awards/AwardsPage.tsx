import { Button, Segmented } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { useRight } from '../session/me.ts';
import { periodField } from '../standings/searchFields.ts';
import { idField, listFields, oneOf, text } from '../ui/searchFields.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { GrantedList } from './GrantedList.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { RoundList } from './RoundList.tsx';
import { awardWords } from './words.ts';

const VIEWS = ['granted', 'rounds'] as const;
const State = z.object({
  ...listFields,
  view: z.enum(VIEWS).catch('granted').default('granted'),
  q: text(),
  owner: oneOf(['unit', 'person']),
  ownerId: idField(),
  period: periodField(),
  state: oneOf(['standing', 'revoked']),
  round: oneOf(['proposed', 'submitted', 'granted']),
  sort: oneOf(['newest', 'number', 'owner']),
});
export type AwardsState = z.output<typeof State>;
export type SetAwards = (patch: Partial<AwardsState>, how?: { keepPage?: boolean }) => void;

export default function AwardsPage() {
  const t = useWords(awardWords);
  const [state, setState] = useSearchState(State);
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
