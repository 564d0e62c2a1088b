import { useEffect, useRef, useState } from 'react';

/** A note, not an interview: some 700 kB at most. */
export const VOICE_SECONDS = 180;
const BITS_PER_SECOND = 32_000;
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export type Voice = {
  available: boolean;
  seconds: number | null;
  problem: 'not_allowed' | 'failed' | null;
  start: () => void;
  stop: () => void;
};

/** Records a voice note; `onDone` gets it with the ending of its kind. */
export function useVoice(onDone: (note: { content: Blob; ending: string }) => void): Voice {
  const [seconds, setSeconds] = useState<number | null>(null);
  const [problem, setProblem] = useState<Voice['problem']>(null);
  const running = useRef<MediaRecorder | null>(null);
  const tell = useRef(onDone);
  tell.current = onDone;
  useEffect(() => () => running.current?.stop(), []);
  const recording = seconds !== null;
  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => setSeconds(before => (before ?? 0) + 1), 1000);
    return () => clearInterval(timer);
  }, [recording]);
  useEffect(() => {
    if (seconds !== null && seconds >= VOICE_SECONDS) running.current?.stop();
  }, [seconds]);
  const start = async () => {
    setProblem(null);
    try {
      const stream = await globalThis.navigator.mediaDevices.getUserMedia({ audio: true });
      const mimeType = TYPES.find(type => MediaRecorder.isTypeSupported(type));
      const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => void parts.push(data);
      recorder.onstop = () => {
        for (const track of stream.getTracks()) track.stop();
        running.current = null;
        setSeconds(null);
        const content = new Blob(parts, { type: recorder.mimeType });
        if (content.size > 0) tell.current({ content, ending: endingOf(recorder.mimeType) });
      };
      running.current = recorder;
      recorder.start(1000);
      setSeconds(0);
    } catch (error) {
      const refused = error instanceof DOMException && error.name === 'NotAllowedError';
      setProblem(refused ? 'not_allowed' : 'failed');
    }
  };
  const available =
    typeof MediaRecorder !== 'undefined' && globalThis.navigator.mediaDevices?.getUserMedia !== undefined;
  return { available, seconds, problem, start: () => void start(), stop: () => running.current?.stop() };
}

function endingOf(type: string): string {
  if (type.includes('mp4')) return 'm4a';
  return type.includes('ogg') ? 'ogg' : 'webm';
}
