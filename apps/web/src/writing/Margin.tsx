import type { CommentThread } from '@xinxuan/contract';
import { Button, Segmented } from 'antd';
import { type RefObject, useState } from 'react';
import { client } from '../api/api.ts';
import type { PaperHandle } from '../ui/paper/PaperEditor.tsx';
import { toast } from '../ui/toast.ts';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { Changes } from './Changes.tsx';
import { Comments, type Say } from './Comments.tsx';
import type { Current } from './current.ts';
import type { TextHandle } from './useText.ts';
import { writingWords } from './words.ts';
import styles from './writing.module.css';

export type Panel = 'changes' | 'comments';

type MarginProps = {
  text: TextHandle;
  paper: RefObject<PaperHandle | null>;
  panel: Panel;
  onPanel: (panel: Panel) => void;
  current: Current;
  onLook: (what: Current) => void;
};

/** Beside the text: what was changed in it and what is said about it. */
export function Margin({ text, paper, panel, onPanel, current, onLook }: MarginProps) {
  const t = useWords(writingWords);
  const { held } = text;
  const decide = useDecide(text);
  const talk = useTalk(text, paper);
  return (
    <>
      <Segmented<Panel>
        block
        value={panel}
        onChange={onPanel}
        options={[
          { value: 'changes', label: t('open_changes', { count: held.redline?.marks.length ?? 0 }) },
          { value: 'comments', label: t('open_comments', { count: openOnes(held.threads) }) },
        ]}
      />
      {panel === 'changes' ? (
        <Changes
          redline={held.redline}
          decisions={held.decisions}
          can={held.can.decide}
          busy={decide.busy}
          current={current.change}
          onLook={change => onLook({ change })}
          onDecide={(changes, decision) => decide.go({ changes, decision })}
        />
      ) : (
        <Comments
          threads={held.threads}
          people={held.people}
          can={held.can.comment}
          current={current.thread}
          onLook={thread => onLook({ thread })}
          {...talk}
        />
      )}
    </>
  );
}

function openOnes(threads: readonly CommentThread[]): number {
  return threads.filter(thread => !thread.resolved).length;
}

type Decision = { changes: number[] | null; decision: 'accept' | 'reject' };

function useDecide(text: TextHandle) {
  const t = useWords(writingWords);
  const { id } = text.held;
  return useAct(
    async (input: Decision) => {
      const count = input.changes?.length ?? text.held.redline?.marks.length ?? 0;
      await text.sync.flush();
      return { count, newest: await client.writing.decide({ id, version: text.sync.version(), ...input }) };
    },
    {
      refresh: false,
      onDone: ({ newest }) => text.answered(newest),
      done: ({ count }, { decision }) => t(decision === 'accept' ? 'accepted' : 'rejected', { count }),
      onRefused: () => {
        text.refresh();
        return false;
      },
    },
  );
}

type Chosen = { from: number; quote: string };

function useTalk(text: TextHandle, paper: RefObject<PaperHandle | null>) {
  const t = useWords(writingWords);
  const { id } = text.held;
  const [begun, setBegun] = useState<Chosen | null>(null);
  const after = { refresh: false, onDone: text.answered };
  const say = useAct(client.writing.comment, after);
  const resolve = useAct(client.writing.resolve, after);
  return {
    begun,
    onBegin: () => {
      const chosen = paper.current?.chosen();
      if (!chosen) toast.problem(t('comment_choose'));
      // Counted from the start of the title, as the server counts.
      else setBegun({ ...chosen, from: chosen.from + text.title.length + 1 });
    },
    onCancel: () => setBegun(null),
    onSay: async (on: { threadId: string } | null, { said, mentions }: Say): Promise<boolean> => {
      const about = on ?? begun;
      if (!about) return false;
      // Words that are commented on must be on the server first.
      await text.sync.flush();
      const done = await say.run({ id, on: about, said, mentions });
      if (done && !on) setBegun(null);
      return done !== null;
    },
    onResolve: (thread: CommentThread) =>
      resolve.go({ id, threadId: thread.id, resolved: thread.resolved === null }),
  };
}

/** On a phone the margin is a sheet from below. */
export function PhoneBar({ text, onOpen }: { text: TextHandle; onOpen: (panel: Panel) => void }) {
  const t = useWords(writingWords);
  return (
    <div className={styles.phoneBar}>
      <Button block onClick={() => onOpen('changes')}>
        {t('open_changes', { count: text.held.redline?.marks.length ?? 0 })}
      </Button>
      <Button block onMouseDown={event => event.preventDefault()} onClick={() => onOpen('comments')}>
        {t('open_comments', { count: openOnes(text.held.threads) })}
      </Button>
    </div>
  );
}
