import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useRight } from '../session/me.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { FeeLists } from './FeeLists.tsx';
import { FeesSearch, VIEWS } from './listState.ts';
import { MyFees } from './MyFees.tsx';
import { PrepareDialog } from './PrepareDialog.tsx';
import { feeWords } from './words.ts';

export default function FeesPage() {
  const t = useWords(feeWords);
  const [state, setState] = useSearchState(FeesSearch);
  const [preparing, setPreparing] = useState(false);
  const mayRead = useRight('fee.read');
  const mayPrepare = useRight('fee.prepare');
  const view = mayRead ? (state.view ?? 'lists') : 'mine';
  const switcher = mayRead && (
    <Segmented<(typeof VIEWS)[number]>
      aria-label={t('view')}
      value={view}
      options={VIEWS.map(value => ({ value, label: t(`view.${value}`) }))}
      onChange={next => setState({ view: next, page: 1 })}
    />
  );
  if (view === 'mine') return <MyFees state={state} setState={setState} acts={switcher} />;
  const prepare = mayPrepare && (
    <Button type="primary" onClick={() => setPreparing(true)}>
      {t('prepare')}
    </Button>
  );
  return (
    <>
      <FeeLists
        state={state}
        setState={setState}
        acts={
          <>
            {switcher}
            {prepare}
          </>
        }
        begin={prepare}
      />
      {preparing && <PrepareDialog onClose={() => setPreparing(false)} />}
    </>
  );
}
