import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, refuse } from '../http/refusal.ts';
import { openManuscript } from '../manuscripts/open.ts';
import { findRevision } from '../manuscripts/paper-queries.ts';
import { photosOfRevision, putPhotosBack } from '../manuscripts/photo-queries.ts';
import { whyNotKept } from '../manuscripts/quality.ts';
import { sealedText } from '../manuscripts/seal.ts';
import { trace } from '../manuscripts/trace.ts';
import { enterRoom } from './room.ts';
import { holdingRevision, keepOnSide, sideOf, whyNotWrite } from './side.ts';
import { showText } from './text.ts';

/** The older text with its photos as a new version: what stood until now stays among the versions and can be restored likewise. */
export const restore = acts(contract.writing.restore, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await openManuscript(call, open => whyNotWrite(open, actor));
  if (isRefusal(manuscript)) return manuscript;
  const old = await findRevision(tx, { manuscriptId: manuscript.id, revisionId: input.revisionId });
  if (!old) return notFound('这个版本', 'revision');
  if (old.sealed) return sealedText(old.sealed);
  const { title, body } = old;
  const photos = await photosOfRevision(tx, old.id);
  const same = refuse('wrong_state', 'is_current', {
    zh: '这就是现在的文字，不需要恢复。',
    en: 'This is the text that holds already; there is nothing to restore.',
  });
  const why = firstOf(
    old.id === holdingRevision(manuscript) ? same : null,
    whyNotKept({ title, body, captions: photos?.map(photo => photo.caption) ?? [] }),
  );
  if (why) return why;
  const side = sideOf(manuscript, actor)!;
  if (photos) await putPhotosBack(tx, { manuscriptId: manuscript.id, revisionId: old.id });
  await keepOnSide(
    call,
    { manuscript, side },
    { text: { title, body }, reason: 'restored', restoredFrom: old.id },
  );
  const detail = { number: old.number };
  await trace(tx, { manuscriptId: manuscript.id, kind: 'text_restored', actor, now, detail });
  call.record(manuscript.id, { revision: holdingRevision(manuscript) }, { restored: old.id });
  enterRoom(call, manuscript.id);
  return showText(call, manuscript.id);
});
