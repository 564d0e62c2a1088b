import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { seatName, seatsTaken } from '../device/heldElsewhere.ts';
import type { Holder } from '../device/holder.ts';
import { type KeptState, keepLatest } from '../device/keepLatest.ts';
import { newKey } from '../device/newKey.ts';
import {
  type Device,
  dropFiles,
  dropReport,
  keepFile,
  keepReport,
  listReports,
  onReportsMoved,
} from './keptReports.ts';
import { blankReport, isBlankReport, type KeptReport, type Report, type ReportFile } from './report.ts';
import { type Sent, sendReports, takeBack } from './sendReports.ts';
import { sendLater } from './shell.ts';

/** How often what waits is tried while the page is open. */
const AGAIN_MS = 15_000;

export type Reports = {
  device: Device;
  /** The report in hand. */
  now: KeptReport;
  here: KeptState;
  /** All others on this phone, oldest first. */
  others: KeptReport[];
  sending: boolean;
  /** How the last sending ended. */
  sent: Sent;
  change: (patch: Partial<Report>) => void;
  addFile: (file: Omit<ReportFile, 'fileId' | 'id'>, content: Blob) => Promise<void>;
  caption: (id: string, caption: string) => void;
  removeFile: (id: string) => void;
  giveAway: () => Promise<void>;
  /** Takes another report in hand, the one in hand stays on the phone; false when it is on its way already. */
  take: (key: string) => Promise<boolean>;
  drop: (key: string) => Promise<void>;
  sendNow: () => Promise<void>;
};

/** The reports on this phone, and the one that is being written. */
export function useReports(device: Device & { holder: Holder }, today: string): Reports {
  const fresh = () => freshReport(device.holder, today);
  const [all, setAll] = useState<KeptReport[]>([]);
  const place = useRef(device);
  place.current = device;
  const look = useCallback(async () => setAll(await listReports(place.current)), []);
  const { now, here, current, put, change, move } = useInHand({ place, look, first: fresh });
  const { sending, sent, send } = useSending(place, look);
  useTakenUp({ place, current, put, look });
  useHeld(now.key);
  return {
    device,
    now,
    here,
    others: all.filter(
      kept => kept.key !== now.key && !(kept.state === 'writing' && isBlankReport(kept.report)),
    ),
    sending,
    sent,
    change,
    ...filesOf({ place, current, change }),
    giveAway: async () => {
      await move(async () => {
        await keepReport(place.current, { ...current.current, state: 'waiting', told: null });
        return fresh();
      });
      await send();
    },
    take: key => move(() => takeBack(place.current, key)),
    drop: async key => {
      if (key === current.current.key) put(fresh());
      await dropReport(place.current, key);
      await look();
    },
    sendNow: send,
  };
}

type First = { place: Ref<Device>; look: () => Promise<void>; first: () => KeptReport };

/** The report that is being written: every change is kept at once, and it changes places with another one whole. */
function useInHand({ place, look, first }: First) {
  const [now, setNow] = useState(first);
  const [here, setHere] = useState<KeptState>('kept');
  const current = useRef(now);
  // While the report in hand changes places nothing may be written over it.
  const moving = useRef(false);
  const put = useCallback((next: KeptReport) => {
    current.current = next;
    setNow(next);
  }, []);
  const latest = useMemo(
    () =>
      keepLatest<KeptReport>({
        write: kept => keepReport(place.current, kept),
        drop: () => Promise.resolve(),
        onState: setHere,
      }),
    [place],
  );
  const change = (patch: Partial<Report>) => {
    if (moving.current) return;
    const next = { ...current.current, at: Date.now(), report: { ...current.current.report, ...patch } };
    put(next);
    latest.put(next);
  };
  const move = async (act: () => Promise<KeptReport | null>) => {
    moving.current = true;
    try {
      await latest.settled();
      const next = await act();
      if (next) put(next);
      return next !== null;
    } finally {
      moving.current = false;
      await look();
    }
  };
  return { now, here, current, put, change, move };
}

type InHand = { place: Ref<Device>; current: Ref<KeptReport>; change: (patch: Partial<Report>) => void };

/** Photos and voice notes of the report in hand. */
function filesOf({ place, current, change }: InHand): Pick<Reports, 'addFile' | 'caption' | 'removeFile'> {
  return {
    addFile: async (file, content) => {
      const id = newKey();
      await keepFile(place.current, { id, report: current.current.key, content, at: Date.now() });
      change({ files: [...current.current.report.files, { ...file, id, fileId: null }] });
    },
    caption: (id, caption) =>
      change({
        files: current.current.report.files.map(file => (file.id === id ? { ...file, caption } : file)),
      }),
    removeFile: id => {
      change({ files: current.current.report.files.filter(file => file.id !== id) });
      void dropFiles(place.current, [id]);
    },
  };
}

/** A report that has only just been begun, in the post of whoever holds the device. */
function freshReport(holder: Holder, today: string): KeptReport {
  return {
    key: newKey(),
    at: Date.now(),
    state: 'writing',
    tried: false,
    post: holder.post?.id ?? null,
    told: null,
    manuscript: null,
    report: blankReport(today),
  };
}

type Ref<T> = { current: T };

function useSending(place: Ref<Device>, look: () => Promise<void>) {
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<Sent>('all');
  const running = useRef(false);
  const send = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setSending(true);
    const ended = await sendReports(place.current).catch((): Sent => 'later');
    running.current = false;
    setSending(false);
    setSent(ended);
    if (ended === 'later') void sendLater().catch(() => undefined);
    await look();
  }, [place, look]);
  useEffect(() => {
    const again = () => void send();
    globalThis.addEventListener('online', again);
    const timer = setInterval(again, AGAIN_MS);
    again();
    return () => {
      globalThis.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [send]);
  return { sending, sent, send };
}

type TakenUp = {
  place: Ref<Device>;
  current: Ref<KeptReport>;
  put: (kept: KeptReport) => void;
  look: () => Promise<void>;
};

/** Goes on with what was in hand when the page was left, and follows what the background sends. */
function useTakenUp({ place, current, put, look }: TakenUp): void {
  useEffect(() => {
    void (async () => {
      const [kept, taken] = await Promise.all([listReports(place.current), seatsTaken()]);
      const left = kept.findLast(one => one.state === 'writing' && !taken.has(seatName(one.key)));
      if (left && isBlankReport(current.current.report)) put(left);
      await look();
    })().catch(() => undefined);
    return onReportsMoved(() => void look().catch(() => undefined));
  }, [place, current, put, look]);
}

/** Other tabs leave the report in hand alone. */
function useHeld(key: string): void {
  useEffect(() => {
    const gone = new AbortController();
    const left = new Promise<void>(resolve => gone.signal.addEventListener('abort', () => resolve()));
    void globalThis.navigator.locks?.request(seatName(key), { ifAvailable: true }, () => left);
    return () => gone.abort();
  }, [key]);
}
