import { contract, flatOf, redlineOf } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { insertFile } from '../db/stored-files.ts';
import { writeRedline } from '../documents/write-redline.ts';
import { acts } from '../http/endpoint.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { findBase } from '../manuscripts/base-queries.ts';
import { asStream, fileNameOf } from '../manuscripts/export.ts';
import { placeOf } from '../manuscripts/manuscript.ts';
import { findOwnFile } from '../manuscripts/paper-queries.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { holdingRevision } from './side.ts';

/** With its changes for whoever goes on in Word (含修订痕迹); the clean text is the manuscript's own download. */
export const download = acts(contract.writing.download, async call => {
  const { input, actor, tx, now, server } = call;
  const manuscript = await findManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = call.may(placeOf(manuscript));
  if (away) return away;
  const revision = await findBase(tx, holdingRevision(manuscript));
  const bytes = await writeRedline(revision.redline ?? redlineOf(flatOf(revision)));
  const put = await server.files.put(asStream(bytes), { maxBytes: bytes.byteLength });
  if (!put.ok) return refuse('disk_full', put.refusal.code, { zh: put.refusal.zh, en: put.refusal.en });
  const name = fileNameOf(manuscript).replace(/\.docx$/u, '（修订痕迹）.docx');
  const file = { ...put.value, name, uploaded_by: actor.personId };
  const kept = await findOwnFile(tx, file);
  const id = kept ?? newId('file', now);
  if (!kept) await insertFile(tx, { ...file, id, at: now });
  call.record(manuscript.id, null, { downloaded: name, sha256: file.sha256 });
  return { fileId: id, name };
});
