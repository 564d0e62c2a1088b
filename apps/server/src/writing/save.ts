import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal } from '../http/refusal.ts';
import { openManuscript } from '../manuscripts/open.ts';
import { cleanBody, cleanText, whyNotLength } from '../manuscripts/paper.ts';
import { whyNotKept } from '../manuscripts/quality.ts';
import { enterRoom } from './room.ts';
import { keepOnSide, sideOf, whyNotWrite } from './side.ts';
import { showText } from './text.ts';

export const save = acts(contract.writing.save, async call => {
  const { input, actor } = call;
  const text = { title: cleanText(input.title).trim(), body: cleanBody(input.body) };
  const manuscript = await openManuscript(call, open =>
    firstOf(whyNotWrite(open, actor), whyNotLength(text.body), whyNotKept({ ...text, captions: [] })),
  );
  if (isRefusal(manuscript)) return manuscript;
  const side = sideOf(manuscript, actor)!;
  const kept = await keepOnSide(call, { manuscript, side }, { text });
  call.record(manuscript.id, { revision: manuscript.revision.number }, { side, revision: kept.id });
  enterRoom(call, manuscript.id);
  return showText(call, manuscript.id);
});
