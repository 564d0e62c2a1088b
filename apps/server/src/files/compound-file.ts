import type { ByteSource } from './byte-source.ts';

/** How far a damaged or hostile directory is followed. */
const MAX_DIRECTORY_SECTORS = 256;
const END_OF_CHAIN = 0xfffffffa;

/**
 * The names in the directory of an OLE compound file ([MS-CFB] 2.2, 2.6), the container of .doc, .xls and of encrypted
 * Office packages, each with its first sector's offset. An unreadable directory gives an empty map.
 */
export async function compoundFileNames(source: ByteSource): Promise<Map<string, number>> {
  const header = await source.read(0, 512);
  const names = new Map<string, number>();
  if (header.length < 512) return names;
  const shift = header.readUInt16LE(0x1e);
  if (shift !== 9 && shift !== 12) return names;
  const sectorSize = 1 << shift;
  const offsetOf = (sector: number) => (sector + 1) * sectorSize;

  let sector = header.readUInt32LE(0x30);
  for (let count = 0; sector < END_OF_CHAIN && count < MAX_DIRECTORY_SECTORS; count += 1) {
    const entries = await source.read(offsetOf(sector), sectorSize);
    for (let at = 0; at + 128 <= entries.length; at += 128) {
      const length = entries.readUInt16LE(at + 64);
      if (length < 4 || length > 64) continue;
      const name = entries.toString('utf16le', at, at + length - 2);
      names.set(name, offsetOf(entries.readUInt32LE(at + 116)));
    }
    sector = await nextSector(source, header, sector, sectorSize);
  }
  return names;
}

/** Follows the allocation table; only its first 109 sectors are looked up, which cover files of 6.8 MB and more. */
async function nextSector(
  source: ByteSource,
  header: Buffer,
  sector: number,
  sectorSize: number,
): Promise<number> {
  const perSector = sectorSize / 4;
  const tableIndex = Math.floor(sector / perSector);
  if (tableIndex >= 109) return END_OF_CHAIN;
  const tableSector = header.readUInt32LE(0x4c + tableIndex * 4);
  if (tableSector >= END_OF_CHAIN) return END_OF_CHAIN;
  const cell = await source.read((tableSector + 1) * sectorSize + (sector % perSector) * 4, 4);
  return cell.length === 4 ? cell.readUInt32LE(0) : END_OF_CHAIN;
}
