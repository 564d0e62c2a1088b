import type { LedgerLine, PeriodState } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useMe } from '../../session/me.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { useWords } from '../../words/i18n.ts';
import type { Subject } from './ObjectDialog.tsx';
import { objectionWords } from './words.ts';

const ObjectDialog = lazy(async () => ({ default: (await import('./ObjectDialog.tsx')).ObjectDialog }));

type Owner = { kind: 'unit' | 'person'; id: string; name: string; unitId: string | null };
type Objecting = {
  /** The act on a line's row; null where this post cannot object to this owner. */
  ofLine: ((line: LedgerLine) => void) | null;
  /** The act on the whole ledger, greyed with its reason while nothing can be objected to. */
  act: ReactNode;
  dialog: ReactNode;
};

/** Objecting from a ledger: to a line, to one that is missing, or to the place. Only of one's own unit. */
export function useObjecting(state: PeriodState | null, owner: Owner): Objecting {
  const t = useWords(objectionWords);
  const { post, rights } = useMe();
  const [subject, setSubject] = useState<Subject | null>(null);
  const unitId = post?.unit.id ?? null;
  const own = unitId !== null && owner.unitId === unitId && rights.includes('objection.raise');
  if (!state || !own) return { ofLine: null, act: null, dialog: null };
  const open = (line: LedgerLine | null) =>
    setSubject({
      period: state.period,
      unitId,
      owner: { kind: owner.kind, id: owner.id, name: owner.name },
      line,
    });
  return {
    ofLine: state.can.object === null ? open : null,
    act: (
      <ActButton can={state.can.object} onClick={() => open(null)}>
        {t('raise')}
      </ActButton>
    ),
    dialog: subject && (
      <Suspense>
        <ObjectDialog subject={subject} onClose={() => setSubject(null)} />
      </Suspense>
    ),
  };
}

type ObjectToLineProps = { line: LedgerLine; onObject: (line: LedgerLine) => void };

export function ObjectToLine({ line, onObject }: ObjectToLineProps) {
  const t = useWords(objectionWords);
  return (
    <Button size="small" onClick={() => onObject(line)} title={t('raise_line')}>
      {t('raise')}
    </Button>
  );
}
