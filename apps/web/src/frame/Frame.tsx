import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useActingPost } from '../api/post.ts';
import { UrgentStrip } from '../notices/UrgentStrip.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useShortcuts } from '../ui/useShortcuts.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { ConnectionBar } from './ConnectionBar.tsx';
import styles from './Frame.module.css';
import { Nav } from './Nav.tsx';
import { PhoneTabs } from './PhoneTabs.tsx';
import { TopBar } from './TopBar.tsx';
import { useLive } from './useLive.ts';

const KeyboardHelp = lazy(() => import('./KeyboardHelp.tsx'));

/** Another post sees other things: the frame and its page begin anew. */
export default function Frame() {
  return <FrameOfPost key={useActingPost() ?? 'none'} />;
}

function FrameOfPost() {
  const t = useWords(commonWords);
  const narrow = useNarrow();
  const [help, setHelp] = useState(false);
  useLive();
  useShortcuts(() => setHelp(true));
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('frame.skip')}
      </a>
      <TopBar onHelp={() => setHelp(true)} />
      <div className={styles.middle}>
        {!narrow && <Nav />}
        <main id="content" className={styles.content} tabIndex={-1}>
          <div className={styles.above}>
            <ConnectionBar />
            <UrgentStrip />
          </div>
          <Outlet />
        </main>
      </div>
      {narrow && <PhoneTabs />}
      {help && (
        <Suspense>
          <KeyboardHelp onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  );
}
