import type { Holder } from '../device/holder.ts';
import { type Sealed, seal, sealJson, unseal, unsealJson } from '../device/seal.ts';
import { read, readAll, remove, write } from '../device/store.ts';
import type { KeptReport, Report } from './report.ts';

/** The device in one person's hands. */
export type Device = { database: IDBDatabase; holder: Pick<Holder, 'person' | 'key'> };

type ReportRecord = Omit<KeptReport, 'report'> & { person: string; sealed: Sealed };
type FileRecord = { id: string; report: string; person: string; at: number; type: string; sealed: Sealed };

const aroundReport = ({ holder }: Device, key: string) => ({
  key: holder.key,
  name: `report ${holder.person} ${key}`,
});
const aroundFile = ({ holder }: Device, id: string) => ({
  key: holder.key,
  name: `file ${holder.person} ${id}`,
});

export async function keepReport(device: Device, { report, ...rest }: KeptReport): Promise<void> {
  const sealed = await sealJson(report, aroundReport(device, rest.key));
  await write(device.database, 'reports', { ...rest, person: device.holder.person, sealed });
  tellTabs();
}

/** Oldest first, as they will be sent; what the person's key does not open is left out. */
export async function listReports(device: Device): Promise<KeptReport[]> {
  const by = { index: 'person', is: device.holder.person };
  const records = await readAll<ReportRecord>(device.database, 'reports', by);
  const opened = await Promise.all(records.map(record => open(device, record)));
  return opened.filter(kept => kept !== null).sort((a, b) => a.at - b.at);
}

export async function findReport(device: Device, key: string): Promise<KeptReport | null> {
  const record = await read<ReportRecord>(device.database, 'reports', key);
  return record && record.person === device.holder.person ? open(device, record) : null;
}

async function open(device: Device, record: ReportRecord): Promise<KeptReport | null> {
  const report = (await unsealJson(record.sealed, aroundReport(device, record.key))) as Report | null;
  if (!report || !Array.isArray(report.files)) return null;
  const { sealed: _, person: __, ...rest } = record;
  return { ...rest, report };
}

export async function dropReport(device: Device, key: string): Promise<void> {
  const files = await readAll<FileRecord>(device.database, 'files', { index: 'report', is: key });
  await remove(device.database, 'reports', [key]);
  await remove(
    device.database,
    'files',
    files.map(file => file.id),
  );
  tellTabs();
}

type NewFile = { id: string; report: string; content: Blob; at: number };

export async function keepFile(device: Device, { id, report, content, at }: NewFile): Promise<void> {
  const sealed = await seal(new Uint8Array(await content.arrayBuffer()), aroundFile(device, id));
  const { person } = device.holder;
  const record: FileRecord = { id, report, person, at, type: content.type, sealed };
  await write(device.database, 'files', record);
}

export async function findFile(device: Device, id: string): Promise<Blob | null> {
  const record = await read<FileRecord>(device.database, 'files', id);
  const bytes = record && (await unseal(record.sealed, aroundFile(device, id)));
  return bytes ? new Blob([bytes], { type: record.type }) : null;
}

export function dropFiles(device: Device, ids: readonly string[]): Promise<void> {
  return remove(device.database, 'files', ids);
}

const CHANNEL = 'xinxuan.reports';

/** Pages and the worker that sends in the background tell each other that a report has moved. */
function tellTabs(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('moved');
  channel.close();
}

export function onReportsMoved(act: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = act;
  return () => channel.close();
}
