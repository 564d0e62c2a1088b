export type PickedFile = { file: File; path: string };

const DOCUMENT = /\.(?:docx?|wps|odt|rtf|pdf|txt|zip)$/iu;
/** What programs leave beside documents, and an open document's shadow. */
const BESIDE = /(?:^|\/)(?:~\$|\.|__MACOSX\/)/u;

/** Those that can be read, in the order of their paths. */
export function documentsIn(picked: readonly PickedFile[]): PickedFile[] {
  return picked
    .filter(({ path, file }) => DOCUMENT.test(path) && !BESIDE.test(path) && file.size > 0)
    .sort((a, b) => a.path.localeCompare(b.path, 'zh'));
}

/** What was given and will not be read, without what programs leave beside documents. */
export function leftOut(picked: readonly PickedFile[]): string[] {
  return picked
    .filter(each => !BESIDE.test(each.path) && documentsIn([each]).length === 0)
    .map(({ path }) => path);
}

/** Everything that was dropped, with what lies in dropped folders. */
export async function droppedFiles(transfer: DataTransfer): Promise<PickedFile[]> {
  // The entries have to be asked for before the first wait: afterwards the drop is gone.
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry());
  const loose = [...transfer.files].map(file => ({ file, path: file.name }));
  if (entries.every(entry => entry === null)) return loose;
  const found: PickedFile[] = [];
  for (const entry of entries) if (entry) await walk(entry, '', found);
  return found;
}

async function walk(entry: FileSystemEntry, above: string, found: PickedFile[]): Promise<void> {
  const path = above + entry.name;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a hundred at a time, and nothing when all were given.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const each of some) await walk(each, `${path}/`, found);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
