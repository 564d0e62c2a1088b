import { differences } from '@xinxuan/contract';
import { compareText, type Stretch } from './compare.ts';

export type ShownPhoto = { fileId: string; caption: string; url: string };

/** One photo of two versions: where it stood and stands (counted from 1), and its caption with what was changed. */
export type ComparedPhoto = {
  photo: ShownPhoto;
  mark: 'same' | 'added' | 'removed' | 'moved';
  before: number | null;
  after: number | null;
  caption: Stretch[];
};

export type PhotoComparison = {
  photos: ComparedPhoto[];
  added: number;
  removed: number;
  moved: number;
  /** Captions of photos that both versions have. */
  captions: number;
};

/** The photos in the order of the later version; one that is gone stands where it stood. */
export function comparePhotos(before: readonly ShownPhoto[], after: readonly ShownPhoto[]): PhotoComparison {
  const idsOf = (photos: readonly ShownPhoto[]) => photos.map(photo => photo.fileId);
  const placeIn = (photos: readonly ShownPhoto[], id: string): number | null =>
    idsOf(photos).indexOf(id) + 1 || null;
  const photos = differences(idsOf(before), idsOf(after)).flatMap(({ kind, items }) =>
    items.flatMap((id): ComparedPhoto[] => {
      const old = before.find(photo => photo.fileId === id);
      const now = after.find(photo => photo.fileId === id);
      // Moved: told once, where it stands now.
      if (kind === 'removed' && now) return [];
      const mark = kind === 'added' && old ? 'moved' : kind;
      const caption = old && now ? compareText(old.caption, now.caption) : whole(mark, (now ?? old)?.caption);
      const photo = (now ?? old)!;
      return [{ photo, mark, before: placeIn(before, id), after: placeIn(after, id), caption }];
    }),
  );
  const marked = (mark: ComparedPhoto['mark']): number => photos.filter(each => each.mark === mark).length;
  return {
    photos,
    added: marked('added'),
    removed: marked('removed'),
    moved: marked('moved'),
    captions: photos.filter(
      ({ mark, caption }) =>
        mark !== 'added' && mark !== 'removed' && caption.some(each => each.mark !== 'same'),
    ).length,
  };
}

function whole(mark: ComparedPhoto['mark'], caption = ''): Stretch[] {
  if (caption === '') return [];
  return [{ mark: mark === 'removed' ? 'removed' : 'added', text: caption }];
}
