import { setTimeout as pause } from 'node:timers/promises';
import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { type ReadCall, streams, type WriteCall } from '../http/endpoint.ts';
import { notFound, toError } from '../http/refusal.ts';
import { placeOf } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { leave, type RoomState, roomState, sit } from './queries.ts';

/** Other processes are heard of at the latest after this time; this one tells its own pages at once. */
const LOOK_MS = 2_000;
/** A seat that was not renewed for so long is empty: its browser or its server is gone. */
const EMPTY_AFTER_MS = 8_000;

const roomOf = (bodyId: string, manuscriptId: string): string => `${bodyId} ${manuscriptId}`;

/** Tells everybody in the room of a manuscript, once the act has ended well, that there is something new. */
export function enterRoom(
  call: Pick<WriteCall<unknown>, 'tx' | 'server' | 'afterwards'>,
  manuscriptId: string,
): void {
  call.afterwards(() => call.server.live.tell(roomOf(call.tx.body, manuscriptId), 'waiting'));
}

type RoomCall = ReadCall<{ id: string; tab: string; writing: boolean }> & { signal: AbortSignal | undefined };

export const room = streams(contract.writing.room, async function* (call) {
  const { input, actor, server, signal } = call;
  await stillOpen(call);
  const seat = { manuscriptId: input.id, personId: actor.personId, tab: input.tab };
  const tell = (): void => server.live.tell(roomOf(actor.bodyId, input.id), 'waiting');
  const hints = server.live.listen(roomOf(actor.bodyId, input.id), signal)[Symbol.asyncIterator]();
  const keeping = <T>(result: T): boolean => result === undefined && false;
  try {
    let told = '';
    let version = -1;
    let hint = hints.next();
    await server.database.write(
      actor.bodyId,
      tx => sit(tx, { ...seat, writing: input.writing, now: server.clock() }),
      keeping,
    );
    tell();
    while (!signal?.aborted) {
      const state = await look(call);
      if (!state) return;
      // Whoever has lost the right to read hears nothing more; asked again only when something has changed.
      if (state.version !== version && version >= 0) await stillOpen(call);
      version = state.version;
      const said = JSON.stringify(state);
      if (said !== told) yield state;
      told = said;
      const heard = await Promise.race([hint.then(({ done }) => done !== true), pause(LOOK_MS, false)]);
      if (heard) hint = hints.next();
      else
        await server.database.write(
          actor.bodyId,
          tx => sit(tx, { ...seat, writing: input.writing, now: server.clock() }),
          keeping,
        );
    }
  } finally {
    const before = new Date(server.clock().getTime() - 24 * 3_600_000);
    await server.database
      .write(actor.bodyId, tx => leave(tx, { ...seat, before }), keeping)
      // The database may be going down with the server: an empty seat is forgotten by its age as well.
      .catch(() => undefined);
    tell();
  }
});

async function stillOpen({ input, reader, server, may }: RoomCall): Promise<void> {
  const manuscript = await findManuscript(reader, input.id, dayOf(server.clock()));
  if (!manuscript) throw toError(notFound('稿件', 'manuscript'));
  const away = may(placeOf(manuscript));
  if (away) throw toError(away);
}

function look({ input, reader, server }: RoomCall): Promise<RoomState | null> {
  const since = new Date(server.clock().getTime() - EMPTY_AFTER_MS);
  return roomState(reader, { manuscriptId: input.id, since });
}
