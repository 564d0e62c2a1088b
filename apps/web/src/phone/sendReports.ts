import { type Device, dropReport, findFile, findReport, keepReport, listReports } from './keptReports.ts';
import { type KeptReport, type Report, type Sentence, toSend } from './report.ts';

/** How the sending ended: everything has gone, the network is not there, or the person has to sign in first. */
export type Sent = 'all' | 'later' | 'sign_in';

type Answer = { status: number; body: unknown };
type Refused = { code?: string; data?: Partial<Sentence> & { reason?: string } };
type Reported = { manuscriptId: string; version: number; state: string };

/** Runs in pages and in the service worker: one sender at a time, whichever it is. */
export async function sendReports(device: Device): Promise<Sent> {
  const { locks } = globalThis.navigator;
  if (!locks) return sendAll(device);
  return locks.request('xinxuan.send', () => sendAll(device));
}

/** Takes a report back in hand, unless it is on its way or may have arrived: then null. */
export async function takeBack(device: Device, key: string): Promise<KeptReport | null> {
  const take = async (): Promise<KeptReport | null> => {
    const kept = await findReport(device, key);
    if (!kept || kept.tried) return null;
    const taken: KeptReport = { ...kept, state: 'writing', told: null };
    await keepReport(device, taken);
    return taken;
  };
  const { locks } = globalThis.navigator;
  if (!locks) return take();
  return locks.request('xinxuan.send', { ifAvailable: true }, async lock => (lock ? take() : null));
}

async function sendAll(device: Device): Promise<Sent> {
  const waiting = (await listReports(device)).filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return 'all';
  const here = await whoIsSignedIn();
  if (here !== device.holder.person) return here === null ? 'later' : 'sign_in';
  for (const { key } of waiting) {
    const kept = await findReport(device, key);
    if (kept?.state !== 'waiting') continue;
    const sent = await sendOne(device, kept);
    if (sent !== 'all') return sent;
  }
  return 'all';
}

/**
 * Every step bears a name made on the phone: a file its own key, the report its draft key, sending on a key of its own.
 * The server does a step once under its name and repeats its answer, so a step is simply done again until it is answered.
 */
async function sendOne(device: Device, kept: KeptReport): Promise<Sent> {
  const withFiles = await sendFiles(device, kept);
  if (typeof withFiles === 'string') return withFiles;
  const input = toSend(withFiles, device.holder.person);
  if (!input) return 'all';
  const reported = await post('/api/v1/field-reports', { body: input, of: kept });
  const arrived = await judge(device, withFiles, reported);
  if (arrived !== 'all') return arrived === 'refused' ? 'all' : arrived;
  const { manuscriptId, version, state } = reported.body as Reported;
  if (!kept.report.submit || state !== 'draft') {
    await dropReport(device, kept.key);
    return 'all';
  }
  return sendOn(device, withFiles, { manuscriptId, version });
}

/** Uploads what the server has not got, one after the other, and notes each before the next. */
async function sendFiles(device: Device, kept: KeptReport): Promise<KeptReport | Sent> {
  let now: KeptReport = kept.tried ? kept : { ...kept, tried: true };
  if (!kept.tried) await keepReport(device, now);
  for (const file of kept.report.files) {
    if (file.fileId) continue;
    const content = await findFile(device, file.id);
    // A file that the device lost cannot hold up the rest.
    if (!content) {
      now = withFile(now, file.id, null);
      continue;
    }
    const form = new FormData();
    form.append('file', content, file.name);
    const answer = await post('/api/files', { body: form, of: kept, key: file.id });
    const arrived = await judge(device, now, answer);
    if (arrived !== 'all') return arrived === 'refused' ? 'all' : arrived;
    now = withFile(now, file.id, (answer.body as { id: string }).id);
    await keepReport(device, now);
  }
  return now;
}

function withFile(kept: KeptReport, id: string, fileId: string | null): KeptReport {
  const files = fileId
    ? kept.report.files.map(file => (file.id === id ? { ...file, fileId } : file))
    : kept.report.files.filter(file => file.id !== id);
  return { ...kept, report: { ...kept.report, files } };
}

/** Sends the arrived draft on to review; what speaks against it is told, the draft is there anyway. */
async function sendOn(
  device: Device,
  kept: KeptReport,
  { manuscriptId, version }: Pick<Reported, 'manuscriptId' | 'version'>,
): Promise<Sent> {
  const path = `/api/v1/manuscripts/${manuscriptId}/submit`;
  const answer = await post(path, { body: { version }, of: kept, key: `submit-${kept.key}` });
  if (isUnanswered(answer)) return 'later';
  if (answer.status === 401) return 'sign_in';
  if (answer.status < 300) await dropReport(device, kept.key);
  else {
    const told = sentenceOf(answer);
    await keepReport(device, { ...emptied(kept), state: 'noted', told, manuscript: manuscriptId });
  }
  return 'all';
}

async function judge(device: Device, kept: KeptReport, answer: Answer): Promise<Sent | 'refused'> {
  if (isUnanswered(answer)) return 'later';
  if (answer.status === 401) return 'sign_in';
  if (answer.status < 300) return 'all';
  const { data } = answer.body as Refused;
  // What may not enter the system may not stay on the phone either; photos, day and place do.
  const rest = data?.reason === 'secrecy_mark' ? withoutWords(kept) : kept;
  // It was refused, so nothing of it was taken in: it may be changed again.
  await keepReport(device, { ...rest, state: 'refused', tried: false, told: sentenceOf(answer) });
  return 'refused';
}

function withoutWords(kept: KeptReport): KeptReport {
  const files = kept.report.files.map(file => ({ ...file, caption: '' }));
  return { ...kept, report: { ...kept.report, title: '', text: '', files } };
}

/** Only its name stays, for the line that says what became of it. */
function emptied(kept: KeptReport): KeptReport {
  const { title, on } = kept.report;
  const report: Report = { ...kept.report, title, on, text: '', place: '', files: [] };
  return { ...kept, report };
}

const UNKNOWN: Sentence = {
  zh: '服务器没有接收，原因不明。请打开核对后再送一次。',
  en: 'The server did not take it, and did not say why. Open it, check it, and send it again.',
};

function sentenceOf({ body }: Answer): Sentence {
  const { zh, en } = ((body ?? {}) as Refused).data ?? {};
  return zh && en ? { zh, en } : UNKNOWN;
}

/** No answer, an overloaded or restarting server, a full disk there: later it may well be taken. */
function isUnanswered({ status }: Answer): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

/** The person whose session the browser has; empty for nobody, null when no answer came. */
async function whoIsSignedIn(): Promise<string | null> {
  try {
    const answer = await fetch('/api/v1/session/me', { credentials: 'same-origin' });
    if (answer.status === 401 || answer.status === 403) return '';
    if (!answer.ok) return null;
    return ((await answer.json()) as { person: { id: string } }).person.id;
  } catch {
    return null;
  }
}

type Request = { body: FormData | object; of: KeptReport; key?: string };

async function post(path: string, { body, of, key }: Request): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (of.post) headers['x-post'] = of.post;
  if (key) headers['idempotency-key'] = key;
  const form = body instanceof FormData;
  if (!form) headers['content-type'] = 'application/json';
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers,
      body: form ? body : JSON.stringify(body),
      credentials: 'same-origin',
    });
    return { status: answer.status, body: await answer.json() };
  } catch {
    return { status: 0, body: null };
  }
}
