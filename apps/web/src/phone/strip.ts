/**
 * A JPEG or PNG without what the camera wrote beside the picture: place, device, time, previews. Only how the picture
 * is turned stays. Null for anything else, and for a file whose parts do not fit together: that is drawn anew instead.
 */
export function withoutNotes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 4 && view.getUint16(0) === 0xffd8) return jpeg(bytes, view);
  if (bytes.length > 8 && view.getUint32(0) === 0x89504e47) return png(bytes, view);
  return null;
}

function jpeg(bytes: Uint8Array<ArrayBuffer>, view: DataView): Uint8Array<ArrayBuffer> | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let turned = 1;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xda) {
      // The way it is turned goes first, where every reader looks for it.
      if (turned !== 1) kept.splice(1, 0, turnedBy(turned));
      kept.push(bytes.subarray(at));
      return joined(kept);
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return null;
    if (marker === 0xe1) turned = turningIn(view, at + 4, end) ?? turned;
    // Kept: tables, frame, the basic header (e0), colours (e2) and Adobe's colour sign (ee).
    const note = (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;
    if (!note) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

const ORIENTATION = 0x0112;

/** How the Exif part between these places says the picture is turned: 1 to 8. */
function turningIn(view: DataView, start: number, end: number): number | null {
  const tiff = start + 6;
  if (end - start < 20 || view.getUint32(start) !== 0x45786966) return null;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > end) return null;
  const entries = view.getUint16(directory, little);
  for (let n = 0; n < entries; n++) {
    const entry = directory + 2 + n * 12;
    if (entry + 12 > end) return null;
    if (view.getUint16(entry, little) !== ORIENTATION) continue;
    const turned = view.getUint16(entry + 8, little);
    return turned >= 1 && turned <= 8 ? turned : null;
  }
  return null;
}

/** An Exif part that says nothing but how the picture is turned. */
function turnedBy(turned: number): Uint8Array {
  const part = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0];
  return Uint8Array.from([...part, ...entry, 0, 0, 0, 0]);
}

const PNG_NOTES = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME']);

function png(bytes: Uint8Array<ArrayBuffer>, view: DataView): Uint8Array<ArrayBuffer> | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!PNG_NOTES.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return joined(kept);
    at = end;
  }
  return null;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
