import { flatOf, type TextInWork } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { can } from '../http/refusal.ts';
import { findBase } from '../manuscripts/base-queries.ts';
import type { Manuscript } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { findGround, listThreads, namedIn } from './comment-queries.ts';
import { peopleOf } from './people.ts';
import { listDecisions } from './queries.ts';
import { holdingRevision, sideOf, whyNotComment, whyNotDecide, whyNotWrite } from './side.ts';
import { carriedAll } from './stretch.ts';

type Asker = { reader: Reader; actor: Actor; now: Date };

/** Loads the text anew and shows it: the end of every act on one. */
export async function showText(asker: Asker, id: string): Promise<TextInWork> {
  const manuscript = await findManuscript(asker.reader, id, dayOf(asker.now));
  if (!manuscript) throw new Error(`manuscript ${id} vanished`);
  return shownText(asker, manuscript);
}

export async function shownText({ reader, actor, now }: Asker, manuscript: Manuscript): Promise<TextInWork> {
  const { id } = manuscript;
  const revision = await findBase(reader, holdingRevision(manuscript));
  const threads = await listThreads(reader, id);
  const ground = threads.length > 0 ? await findGround(reader, id) : null;
  const stretches = carriedAll(threads, ground, flatOf(revision));
  return {
    id,
    version: manuscript.version,
    state: manuscript.state,
    unit: { id: manuscript.unit.id, name: manuscript.unit.name },
    side: sideOf(manuscript, actor),
    title: revision.title,
    body: revision.body,
    revisionId: revision.id,
    redline: revision.redline,
    threads: threads.map(({ from: _, to: __, ...thread }) => {
      const stretch = stretches.get(thread.id)!;
      return { ...thread, stretch: stretch.from < stretch.to ? stretch : null };
    }),
    decisions: await listDecisions(reader, id),
    people: await peopleOf(reader, manuscript, now),
    can: {
      write: can(whyNotWrite(manuscript, actor)),
      decide: can(whyNotDecide(manuscript, actor)),
      comment: can(whyNotComment(manuscript, actor, await namedIn(reader, id))),
    },
  };
}
