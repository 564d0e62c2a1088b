import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { flatOf, type TextInWork, type Writer } from '@xinxuan/contract';
import { Drawer, Segmented } from 'antd';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { api } from '../api/api.ts';
import { refusal } from '../api/refusal.ts';
import { useKeeping } from '../device/useKeeping.ts';
import { moment } from '../formats.ts';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { PaperEditor, type PaperHandle } from '../ui/paper/PaperEditor.tsx';
import type { Traces } from '../ui/paper/traces.ts';
import { toast } from '../ui/toast.ts';
import { useWide } from '../ui/useNarrow.ts';
import { useSaveKey } from '../ui/useSaveKey.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { BesideSent } from './BesideSent.tsx';
import type { Current } from './current.ts';
import { DownloadRedline } from './DownloadRedline.tsx';
import { Margin, type Panel, PhoneBar } from './Margin.tsx';
import { Presence } from './Presence.tsx';
import type { SyncState, Unsaved } from './sync.ts';
import { leftBehind, shelfOf } from './unsaved.ts';
import { useRoom } from './useRoom.ts';
import { type Beginning, type TextHandle, useText } from './useText.ts';
import { writingWords } from './words.ts';
import styles from './writing.module.css';

/** One text, for everybody who works on it at the same time: written in, corrected with a trace, commented on. */
export default function TextPage() {
  const t = useWords(writingWords);
  const { id } = useParams({ strict: false }) as { id: string };
  const first = useQuery(
    api.writing.open.queryOptions({ input: { id }, staleTime: 0, gcTime: 0, refetchOnWindowFocus: false }),
  );
  // Whatever comes later goes through the text itself; a second reading must not begin it anew.
  const [begun, setBegun] = useState<Beginning | null>(null);
  const keeping = useKeeping();
  const fresh = first.isFetchedAfterMount ? first.data : undefined;
  useEffect(() => {
    if (!fresh || !keeping || begun?.start.id === id) return;
    const begin = (unsaved: Unsaved | null) =>
      setBegun({ start: fresh, unsaved, shelf: shelfOf(keeping, id) });
    // Whoever may only read now has nothing to go on with; the words stay where they are.
    const left = fresh.side ? leftBehind(keeping, id) : Promise.resolve(null);
    void left.then(begin, () => begin(null));
  }, [fresh, keeping, begun, id]);
  if (begun?.start.id === id) return <Working key={id} begun={begun} />;
  return (
    <Page title={t('title')} back={paths.manuscript(id)}>
      <Loaded query={first}>{() => null}</Loaded>
    </Page>
  );
}

/** With the changes marked, as it would be printed, or beside what the unit sent: the last for the desk alone. */
const VIEWS = ['changes', 'clean', 'sent'] as const;
type View = (typeof VIEWS)[number];

function Working({ begun }: { begun: Beginning }) {
  const t = useWords(writingWords);
  const wide = useWide();
  const { start } = begun;
  const paper = useRef<PaperHandle>(null);
  const text = useText(begun, paper);
  const [view, setView] = useState<View>('changes');
  const [current, setCurrent] = useState<Current>({});
  const [panel, setPanel] = useState<Panel>('changes');
  const [opened, setOpened] = useState(false);
  const present = usePresent(text, start);
  const traces = useTraces(text, { clean: view === 'clean', current });
  const { side, state } = text.held;
  useSaveKey(() => {
    void text.sync.flush().then(done => done && toast.done(t('saved')));
  });
  const margin = (
    <Margin
      text={text}
      paper={paper}
      panel={panel}
      onPanel={setPanel}
      current={current}
      onLook={what => {
        setCurrent(what);
        setOpened(false);
        // The passage is led to on the sheet, which has to stand there by then.
        if (view === 'sent') flushSync(() => setView('changes'));
        paper.current?.reveal(
          what.change === undefined ? { thread: what.thread ?? '' } : { change: what.change },
        );
      }}
    />
  );
  return (
    <Page
      title={t('title')}
      back={side === 'desk' ? paths.desk({ open: start.id, state }) : paths.manuscript(start.id)}
      beside={<Status state={text.state} />}
      acts={<DownloadRedline text={text} />}
    >
      <div className={styles.bar}>
        <Segmented<View>
          aria-label={t('view')}
          value={view}
          options={VIEWS.filter(value => value !== 'sent' || side === 'desk').map(value => ({
            value,
            label: t(`show_${value}`),
          }))}
          onChange={setView}
        />
        <span className={styles.quiet}>{t(`side_${side ?? 'none'}`)}</span>
        <Presence present={present} />
      </div>
      <div className={wide ? styles.layout : undefined}>
        <div>
          {view === 'sent' && <BesideSent text={text} />}
          <div hidden={view === 'sent'}>
            <Sheet text={text} start={start} paper={paper} traces={traces} />
          </div>
        </div>
        {wide && <aside className={styles.margin}>{margin}</aside>}
      </div>
      {!wide && (
        <>
          <PhoneBar
            text={text}
            onOpen={which => {
              setPanel(which);
              setOpened(true);
            }}
          />
          <Drawer
            open={opened}
            placement="bottom"
            height="75vh"
            title={t('title')}
            onClose={() => setOpened(false)}
            forceRender
          >
            {margin}
          </Drawer>
        </>
      )}
    </Page>
  );
}

type SheetProps = {
  text: TextHandle;
  start: TextInWork;
  paper: RefObject<PaperHandle | null>;
  traces: Traces | null;
};

function Sheet({ text, start, paper, traces }: SheetProps) {
  const [first] = useState(() => text.sync.text());
  return (
    <PaperEditor
      textKey={start.id}
      title={first.title}
      body={first.body}
      readOnly={text.held.can.write !== null}
      traces={traces}
      handle={paper}
      onChange={({ title, body }) => text.typed({ title, body })}
    />
  );
}

/** In the room as a writer once the first word was typed. */
function usePresent(text: TextHandle, start: TextInWork) {
  const said = useRef(-1);
  const writing = text.state.status !== 'saved' || text.state.savedAt !== null;
  return useRoom(start.id, writing && text.held.side !== null, heard => {
    text.sync.heard(heard.version);
    if (said.current >= 0 && said.current !== heard.said) text.refresh();
    said.current = heard.said;
    if (text.held.side === null && heard.version > text.held.version) text.refresh();
  });
}

function useTraces(text: TextHandle, shown: { clean: boolean; current: Current }): Traces | null {
  const t = useWords(writingWords);
  const language = useLanguage();
  const { person } = useMe();
  const { held } = text;
  const { clean, current } = shown;
  return useMemo((): Traces => {
    const traced = held.side === 'review' || held.side === 'desk';
    const writer: Omit<Writer, 'at'> | null = traced ? { id: person.id, name: person.name } : null;
    return {
      base: flatOf(held),
      redline: clean ? null : held.redline,
      writer: clean ? null : writer,
      notes: held.threads.flatMap(({ id, stretch, resolved }) =>
        stretch ? [{ id, ...stretch, open: resolved === null }] : [],
      ),
      current,
      say: (mark, kind) =>
        t('change_title', {
          name: mark.by.name,
          kind: t(kind === 'added' ? 'change_added' : 'change_removed'),
          moment: moment(mark.at, new Date(), language),
        }),
      title: '',
      now: () => Date.now(),
    };
  }, [held, clean, current, person.id, person.name, t, language]);
}

function Status({ state }: { state: SyncState }) {
  const t = useWords(writingWords);
  const language = useLanguage();
  if (state.status === 'refused')
    return (
      <span className={styles.bad} role="alert">
        {t('refused', { reason: refusal(state.error, language).text })}
      </span>
    );
  const quiet = state.status === 'saved' && state.savedAt === null;
  return (
    <span className={state.status === 'waiting' ? styles.bad : styles.status} role="status">
      {quiet ? '' : t(state.status)}
    </span>
  );
}
