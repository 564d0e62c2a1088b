import { useQuery } from '@tanstack/react-query';
import type { Intake, Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import type { Keeping } from '../device/keeping.ts';
import { newKey } from '../device/newKey.ts';
import { useKeeping } from '../device/useKeeping.ts';
import { dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { Grey } from '../ui/Grey.tsx';
import { Loaded, Waiting } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { idField } from '../ui/searchFields.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { type Backup, findBackup, findBegun } from './backup.ts';
import { blankDraft, draftOfIntake } from './draft.ts';
import { IntakeDrop } from './IntakeDrop.tsx';
import styles from './manuscripts.module.css';
import { OutOfHand } from './OutOfHand.tsx';
import { useWritableUnits } from './useWritableUnits.ts';
import { Writing } from './Writing.tsx';
import { manuscriptWords } from './words.ts';

const State = z.object({ id: idField() });

/** Writing a new manuscript, or going on with one: the address names it as soon as it is stored. */
export default function WritePage() {
  const [{ id }, set] = useSearchState(State);
  const [own, setOwn] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const [round, setRound] = useState(0);
  // The address learns the id of what was begun here; when it loses it again, another new page was asked for.
  if (own !== null && id === own && !shown) setShown(true);
  if (!id && shown) {
    setOwn(null);
    setShown(false);
    setRound(round + 1);
  }
  if (id && id !== own)
    return (
      <FromDevice key={id} manuscript={id}>
        {left => <GoOn id={id} {...left} />}
      </FromDevice>
    );
  return (
    <FromDevice key={round} manuscript={null}>
      {left => (
        <Begin
          left={left}
          onCreated={stored => {
            setOwn(stored.id);
            set({ id: stored.id });
          }}
        />
      )}
    </FromDevice>
  );
}

/** What this device has of a text, and where it keeps it. */
type Left = { keeping: Keeping; backup: Backup | null };

/** Looks on the device first: what was left there unsaved goes before what the server has. */
function FromDevice({
  manuscript,
  children,
}: {
  manuscript: string | null;
  children: (left: Left) => React.ReactNode;
}) {
  const keeping = useKeeping();
  const [left, setLeft] = useState<Left | null>(null);
  useEffect(() => {
    if (!keeping) return;
    let gone = false;
    const looked = manuscript ? findBackup(keeping, manuscript) : findBegun(keeping);
    void looked.then(
      backup => !gone && setLeft(before => before ?? { keeping, backup }),
      () => !gone && setLeft(before => before ?? { keeping, backup: null }),
    );
    return () => {
      gone = true;
    };
  }, [keeping, manuscript]);
  if (left) return children(left);
  return (
    <Waiting>
      <Grey lines={6} />
    </Waiting>
  );
}

function GoOn({ id, ...left }: Left & { id: string }) {
  const stored = useQuery(api.manuscripts.get.queryOptions({ input: { id }, refetchOnWindowFocus: false }));
  return <Loaded query={stored}>{manuscript => <GoOnWith manuscript={manuscript} {...left} />}</Loaded>;
}

/** The editor, once the text is the writer's to change; what was left unsaved of a text that was sent is not sent after it. */
function GoOnWith({ manuscript, keeping, backup: found }: Left & { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const me = useMe();
  const [backup, setBackup] = useState(found);
  const [begun, setBegun] = useState(false);
  const mayWrite = manuscript.can.edit === null;
  if (mayWrite && !begun) setBegun(true);
  if (!begun && !mayWrite) {
    const drop = () => {
      setBackup(null);
      if (backup) void keeping.drop(backup.key);
    };
    return <OutOfHand manuscript={manuscript} left={backup?.draft ?? null} onDrop={drop} />;
  }
  return (
    <Writing
      title={t('write.rewrite')}
      back={paths.manuscript(manuscript.id)}
      start={{
        stored: manuscript,
        blank: blankDraft(me),
        sourceFileId: null,
        onCreated: () => undefined,
        keeping,
        backup,
        draftKey: backup?.key ?? manuscript.id,
      }}
    />
  );
}

function Begin({ left, onCreated }: { left: Left; onCreated: (stored: Manuscript) => void }) {
  const t = useWords(manuscriptWords);
  const me = useMe();
  const [byHand, setByHand] = useState(left.backup !== null);
  const [draftKey] = useState(() => left.backup?.key ?? newKey());
  const [intake, setIntake] = useState<Intake | null>(null);
  const today = dayOf(useNow());
  const writable = useWritableUnits();
  if (byHand || (intake && writable)) {
    const mayWriteFor = (id: string) => writable?.has(id) ?? false;
    const read = intake && draftOfIntake(intake, { before: blankDraft(me), today, mayWriteFor });
    return (
      <Writing
        key={intake?.fileId ?? 'by hand'}
        title={t('write.title')}
        back={paths.manuscripts()}
        intake={intake}
        readings={read?.readings}
        read={read?.draft}
        start={{
          stored: null,
          blank: read?.draft ?? blankDraft(me),
          sourceFileId: intake?.fileId ?? null,
          onCreated,
          ...left,
          draftKey,
        }}
      />
    );
  }
  return (
    <Page title={t('write.title')} back={paths.manuscripts()} width="form">
      <Panel>
        <IntakeDrop onRead={setIntake} />
        <p className={styles.or}>{t('write.or')}</p>
        <p className={styles.byHand}>
          <Button onClick={() => setByHand(true)}>{t('write.by_hand')}</Button>
        </p>
      </Panel>
    </Page>
  );
}
