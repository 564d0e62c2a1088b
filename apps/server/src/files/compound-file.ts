import type { ByteSource } from './byte-source.ts';

/** How far a damaged or hostile chain of sectors is followed. */
const MAX_SECTORS = 4096;
/** From here on numbers are marks, not sectors. */
const NO_SECTOR = 0xfffffffa;
/** Shorter streams lie in 64-byte pieces inside the root's own stream ([MS-CFB] 2.6). */
const SMALL = 4096;
const SMALL_SECTOR = 64;

/** An entry of the directory: where its stream begins in the file, in bytes, or null when that cannot be told. */
export type CompoundEntries = Map<string, number | null>;

interface Layout {
  source: ByteSource;
  header: Buffer;
  sectorSize: number;
}

interface Entry {
  name: string;
  start: number;
  size: number;
}

/**
 * The directory of an OLE compound file ([MS-CFB]), the container of .doc, .xls and of encrypted Office packages.
 * An unreadable directory gives an empty map.
 */
export async function compoundFileEntries(source: ByteSource): Promise<CompoundEntries> {
  const header = await source.read(0, 512);
  if (header.length < 512) return new Map();
  const shift = header.readUInt16LE(0x1e);
  if (shift !== 9 && shift !== 12) return new Map();
  const layout: Layout = { source, header, sectorSize: 1 << shift };
  const entries: Entry[] = [];
  for await (const sector of chain(layout, header.readUInt32LE(0x30))) {
    entries.push(...entriesIn(await source.read(offsetOf(layout, sector), layout.sectorSize)));
  }
  const root = entries[0];
  const places: CompoundEntries = new Map();
  for (const entry of entries) {
    const small = entry.size < SMALL && entry !== root;
    places.set(
      entry.name,
      small ? await smallOffset(layout, root!, entry.start) : offsetOf(layout, entry.start),
    );
  }
  return places;
}

function entriesIn(sector: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= sector.length; at += 128) {
    const length = sector.readUInt16LE(at + 64);
    if (length < 4 || length > 64) continue;
    const name = sector.toString('utf16le', at, at + length - 2);
    entries.push({ name, start: sector.readUInt32LE(at + 116), size: sector.readUInt32LE(at + 120) });
  }
  return entries;
}

function offsetOf({ sectorSize }: Layout, sector: number): number {
  return (sector + 1) * sectorSize;
}

async function smallOffset(layout: Layout, root: Entry, start: number): Promise<number | null> {
  const within = start * SMALL_SECTOR;
  let index = Math.floor(within / layout.sectorSize);
  for await (const sector of chain(layout, root.start)) {
    if (index === 0) return offsetOf(layout, sector) + (within % layout.sectorSize);
    index -= 1;
  }
  return null;
}

async function* chain(layout: Layout, first: number): AsyncGenerator<number> {
  let sector = first;
  for (let count = 0; sector < NO_SECTOR && count < MAX_SECTORS; count += 1) {
    yield sector;
    sector = await nextSector(layout, sector);
  }
}

/** Looks into the allocation table; only its first 109 sectors are used, which cover files of 6.8 MB and more. */
async function nextSector({ source, header, sectorSize }: Layout, sector: number): Promise<number> {
  const perSector = sectorSize / 4;
  const tableIndex = Math.floor(sector / perSector);
  if (tableIndex >= 109) return NO_SECTOR;
  const tableSector = header.readUInt32LE(0x4c + tableIndex * 4);
  if (tableSector >= NO_SECTOR) return NO_SECTOR;
  const cell = await source.read((tableSector + 1) * sectorSize + (sector % perSector) * 4, 4);
  return cell.length === 4 ? cell.readUInt32LE(0) : NO_SECTOR;
}
