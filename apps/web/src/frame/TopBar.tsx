import QuestionCircleOutlined from '@ant-design/icons/QuestionCircleOutlined';
import SearchOutlined from '@ant-design/icons/SearchOutlined';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { Go, useGo } from '../ui/Go.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useKey } from '../ui/useShortcuts.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { Bell } from './Bell.tsx';
import styles from './Frame.module.css';
import { PostSwitcher } from './PostSwitcher.tsx';

export function TopBar({ onHelp }: { onHelp: () => void }) {
  const t = useWords(commonWords);
  const me = useMe();
  const narrow = useNarrow();
  return (
    <header className={styles.bar}>
      <Go to={paths.today()} className={styles.brand} title={me.body.name}>
        <span className={styles.product}>{t('product')}</span>
        {!narrow && <span className={styles.body}>{me.body.name}</span>}
      </Go>
      {me.rights.includes('manuscript.read') && !narrow && <Search />}
      <div className={styles.right}>
        {me.rights.includes('manuscript.read') && narrow && (
          <Go to={paths.search()} aria-label={t('frame.search')} className={styles.find}>
            <SearchOutlined />
          </Go>
        )}
        {!narrow && (
          <Button
            type="text"
            icon={<QuestionCircleOutlined />}
            aria-label={t('frame.help')}
            title={`${t('frame.help')} ?`}
            onClick={onHelp}
          />
        )}
        <Bell />
        <PostSwitcher />
      </div>
    </header>
  );
}

function Search() {
  const t = useWords(commonWords);
  const go = useGo();
  const [q, setQ] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useKey('/', () => input.current?.focus());
  return (
    <search className={styles.search}>
      <SearchOutlined aria-hidden className={styles.searchIcon} />
      <LineInput
        ref={input}
        type="search"
        value={q}
        placeholder={t('frame.search_hint')}
        aria-label={t('frame.search')}
        maxLength={200}
        onChange={e => setQ(e.target.value)}
        onKeyDown={e => {
          if (e.key === 'Escape') e.currentTarget.blur();
          if (e.key === 'Enter' && !e.nativeEvent.isComposing && q.trim()) go(paths.search({ q: q.trim() }));
        }}
      />
    </search>
  );
}
