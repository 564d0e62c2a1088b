import { expect, it } from 'vitest';
import { withoutNotes } from './strip.ts';

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(
    parts.flatMap(part => (typeof part === 'string' ? [...part].map(c => c.charCodeAt(0)) : part)),
  );
const text = (of: Uint8Array | null) => String.fromCharCode(...(of ?? []));
const segment = (marker: number, body: Uint8Array) => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 255,
  ...body,
];
/** Exif in little-endian order: turned 6, then a value that stands for the place. */
const exif = bytes(
  'Exif',
  [0, 0],
  'II',
  [42, 0, 8, 0, 0, 0, 1, 0],
  [0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0],
  [0, 0, 0, 0],
  'GPS31.2N',
);
const scan = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];

it('a JPEG loses place, notes and comments, and stays turned', () => {
  const out = withoutNotes(
    bytes(
      [0xff, 0xd8],
      segment(0xe1, exif),
      segment(0xe0, bytes('JFIF')),
      segment(0xe2, bytes('ICC')),
      segment(0xed, bytes('IPTC here')),
      segment(0xfe, bytes('comment')),
      scan,
    ),
  );
  expect(text(out)).not.toMatch(/GPS|IPTC|comment/);
  expect(text(out)).toMatch(/JFIF[\s\S]*ICC/);
  expect([...(out ?? [])].slice(-scan.length)).toEqual(scan);
  // The second time reads the way it is turned from what the first time wrote.
  expect(withoutNotes(out!)).toEqual(out);
  expect(text(out)).toContain('Exif');
});

it('a JPEG that was never turned carries no Exif at all', () => {
  const out = withoutNotes(bytes([0xff, 0xd8], segment(0xe1, bytes('http://ns.adobe.com/xap GPS')), scan));
  expect(text(out)).not.toMatch(/Exif|adobe/);
});

const chunk = (type: string, body: string) => bytes([0, 0, 0, body.length], type, body, [0, 0, 0, 0]);
it('a PNG loses what was written beside the picture', () => {
  const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const out = withoutNotes(
    bytes(
      head,
      [...chunk('IHDR', 'head')],
      [...chunk('eXIf', 'GPS')],
      [...chunk('iTXt', 'XMP place')],
      [...chunk('IDAT', 'pixels')],
      [...chunk('IEND', '')],
    ),
  );
  expect(text(out)).toMatch(/IHDRhead[\s\S]*IDATpixels[\s\S]*IEND/);
  expect(text(out)).not.toMatch(/GPS|XMP/);
});

it.each([
  ['nothing', bytes()],
  ['another kind', bytes('GIF89a', [0, 0, 0])],
  ['a JPEG cut off', bytes([0xff, 0xd8], segment(0xe0, bytes('JFIF')).slice(0, 5))],
  ['a JPEG of lies', bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1, 2, 3])],
  [
    'a PNG of lies',
    bytes([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff], 'IHDR', [0, 0, 0, 0]),
  ],
])('%s is left to be drawn anew', (_name, broken) => {
  expect(withoutNotes(broken)).toBeNull();
});
