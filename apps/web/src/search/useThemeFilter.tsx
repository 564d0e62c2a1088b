import { Input } from 'antd';
import type { Filter } from '../ui/filters.ts';
import { useWords } from '../words/i18n.ts';
import { searchWords } from './words.ts';

const WIDTH = 220;

/** One of the themes that writers put beside their text. */
export function useThemeFilter(
  theme: string | undefined,
  onState: (patch: { theme: string | undefined }) => void,
): Filter {
  const t = useWords(searchWords);
  return {
    kind: 'own',
    key: 'theme',
    label: t('filter.theme'),
    said: theme,
    edit: onDone => (
      <Input.Search
        autoFocus
        style={{ width: WIDTH }}
        maxLength={40}
        defaultValue={theme}
        aria-label={t('filter.theme')}
        placeholder={t('filter.theme_hint')}
        onSearch={typed => {
          onState({ theme: typed.trim() || undefined });
          onDone();
        }}
      />
    ),
  };
}
