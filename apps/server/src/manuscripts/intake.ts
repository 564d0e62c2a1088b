import { contract } from '@xinxuan/contract';
import { findFile } from '../db/stored-files.ts';
import { actsOn } from '../http/endpoint.ts';
import { isRefusal, notFound } from '../http/refusal.ts';
import { keepPhotos, readIn } from './read-in.ts';
import { whyNotSealedFile } from './sealed-file.ts';

export const intake = actsOn(
  contract.manuscripts.intake,
  async ({ input, actor, reader, now, server }) => {
    const file = await findFile(reader, input.fileId);
    // An id alone opens nobody's file: only what one uploaded oneself is read.
    if (file?.uploaded_by !== actor.personId) return notFound('上传的文件', 'uploaded file');
    const sealed = await whyNotSealedFile(reader, { ids: [file.id], code: 'unreadable_file' });
    if (sealed) return sealed;
    const read = await readIn({ server, reader, personId: actor.personId, now }, file);
    return isRefusal(read) ? read : { file, read };
  },
  async ({ actor, tx, now, record }, { file, read: { pictures, ...fields } }) => {
    const photos = await keepPhotos(tx, pictures, { personId: actor.personId, now });
    record(file.id, null, { read: file.name, photos: photos.length });
    return { fileId: file.id, fileName: file.name, ...fields, photos };
  },
);
