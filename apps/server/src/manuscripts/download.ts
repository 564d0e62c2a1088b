import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { insertFile } from '../db/stored-files.ts';
import { acts } from '../http/endpoint.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { asDocument, asStream, fileNameOf } from './export.ts';
import { placeOf } from './manuscript.ts';
import { findOwnFile, loadPaper } from './paper-queries.ts';
import { findManuscript } from './queries.ts';

export const download = acts(contract.manuscripts.download, async call => {
  const { input, actor, tx, now, server } = call;
  const manuscript = await findManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = call.may(placeOf(manuscript));
  if (away) return away;
  const bytes = await asDocument(manuscript, await loadPaper(tx, manuscript), now);
  const put = await server.files.put(asStream(bytes), { maxBytes: bytes.byteLength });
  if (!put.ok) return refuse('disk_full', put.refusal.code, { zh: put.refusal.zh, en: put.refusal.en });
  const file = { ...put.value, name: fileNameOf(manuscript), uploaded_by: actor.personId };
  const kept = await findOwnFile(tx, file);
  const id = kept ?? newId('file', now);
  if (!kept) await insertFile(tx, { ...file, id, at: now });
  call.record(manuscript.id, null, { downloaded: file.name, sha256: file.sha256 });
  return { fileId: id, name: file.name };
});
