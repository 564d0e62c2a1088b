import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import type { ByteSource } from './byte-source.ts';
import type { ContentType } from './content-type.ts';

/** More names than an office document has; what comes after is not looked at. */
const MAX_NAMES = 5000;

/** Lets the zip reader look into any byte source. */
class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const source = this.#source;
    return Readable.from(
      (async function* () {
        for (let at = start; at < end; at += 65536) yield await source.read(at, Math.min(65536, end - at));
      })(),
    );
  }

  /** Of each entry a few bytes are read at once; what the reader does by itself is a chain of streams for each. */
  override read(
    ...[buffer, offset, length, position, callback]: Parameters<yauzl.RandomAccessReader['read']>
  ): void {
    this.#source.read(position, length).then(
      bytes => callback(bytes.copy(buffer, offset) < length ? new Error('the file ends before') : null),
      error => callback(error),
    );
  }
}

/** Which member of the zip family a file is, by the names it holds; never inflates more than a few bytes. */
export async function zipFamily(source: ByteSource): Promise<ContentType> {
  try {
    const zip = await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
      // Names are only compared here; a package with an unlawful one is refused where it is opened.
      decodeStrings: false,
    });
    const names = new Set<string>();
    let mimetype = '';
    for await (const entry of zip.eachEntry()) {
      const name = String(entry.fileName);
      names.add(name);
      if (name === 'mimetype' && entry.uncompressedSize < 100) {
        mimetype = (await buffer(await zip.openReadStreamPromise(entry))).toString('latin1').trim();
      }
      if (names.size >= MAX_NAMES) break;
    }
    return familyOf(names, mimetype);
  } catch {
    return 'zip_broken';
  }
}

function familyOf(names: Set<string>, mimetype: string): ContentType {
  if (mimetype.endsWith('opendocument.text')) return 'odt';
  if (mimetype.endsWith('opendocument.spreadsheet')) return 'ods';
  if (!names.has('[Content_Types].xml')) return 'zip';
  const list = [...names];
  const macros = list.some(name => /(?:^|\/)vbaProject\.bin$/iu.test(name));
  if (list.some(name => name.startsWith('word/'))) return macros ? 'docm' : 'docx';
  if (list.some(name => name.startsWith('xl/'))) return macros ? 'xlsm' : 'xlsx';
  if (list.some(name => name.startsWith('ppt/'))) return 'pptx';
  return 'zip';
}
