import { useQuery } from '@tanstack/react-query';
import { OUTLET_LEVELS } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { OutletPick } from '../outlets/OutletPick.tsx';
import type { Filter } from '../ui/filters.ts';
import { useWords } from '../words/i18n.ts';
import { searchWords } from './words.ts';

const WIDTH = 260;

/** What one outlet took, also one that is closed by now. */
export function useOutletFilter(
  outletId: string | undefined,
  onState: (patch: { outletId: string | undefined }) => void,
): Filter {
  const t = useWords(searchWords);
  const found = useQuery(
    api.outlets.list.queryOptions({
      input: { id: outletId ?? '', open: false, pageSize: 1 },
      enabled: outletId !== undefined,
      staleTime: 300_000,
    }),
  );
  const outlet = outletId ? (found.data?.rows[0] ?? null) : null;
  return {
    kind: 'own',
    key: 'outletId',
    label: t('filter.outlet'),
    said: outlet?.name,
    edit: onDone => (
      <div style={{ width: WIDTH }}>
        <OutletPick
          value={outlet}
          levels={OUTLET_LEVELS}
          closed
          opened
          onChange={picked => {
            onState({ outletId: picked?.id });
            onDone();
          }}
        />
      </div>
    ),
  };
}
