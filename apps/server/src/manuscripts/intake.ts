import { contract } from '@xinxuan/contract';
import { actsOn } from '../http/endpoint.ts';
import { ownDocument } from '../http/own-file.ts';
import { isRefusal } from '../http/refusal.ts';
import { keepPhotos, readIn } from './read-in.ts';

export const intake = actsOn(
  contract.manuscripts.intake,
  async ({ input, actor, reader, now, server }) => {
    const file = await ownDocument(reader, { id: input.fileId, personId: actor.personId });
    if (isRefusal(file)) return file;
    const read = await readIn({ server, reader, personId: actor.personId, now }, file);
    return isRefusal(read) ? read : { file, read };
  },
  async ({ actor, tx, now, record }, { file, read: { pictures, ...fields } }) => {
    const photos = await keepPhotos(tx, pictures, { personId: actor.personId, now });
    record(file.id, null, { read: file.name, photos: photos.length });
    return { fileId: file.id, fileName: file.name, ...fields, photos };
  },
);
