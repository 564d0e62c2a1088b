import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../words/i18n.ts';

type Heard = { isFinal: boolean; 0: { transcript: string } };
type Recognition = {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { resultIndex: number; results: ArrayLike<Heard> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
};
type Browser = { SpeechRecognition?: new () => Recognition; webkitSpeechRecognition?: new () => Recognition };

/** What the browser itself can hear; most phones can, some only through the keyboard's own microphone. */
const Recognizer =
  (globalThis as Browser).SpeechRecognition ?? (globalThis as Browser).webkitSpeechRecognition;

export type Dictation = {
  available: boolean;
  listening: boolean;
  problem: 'not_allowed' | 'no_network' | 'failed' | null;
  start: () => void;
  stop: () => void;
};

/** Speech to text by the browser; `onText` gets each sentence once it is sure of it. */
export function useDictation(onText: (text: string) => void): Dictation {
  const language = useLanguage();
  const [listening, setListening] = useState(false);
  const [problem, setProblem] = useState<Dictation['problem']>(null);
  const running = useRef<Recognition | null>(null);
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => () => running.current?.abort(), []);
  const start = () => {
    if (!Recognizer || running.current) return;
    const recognition = new Recognizer();
    recognition.lang = language === 'zh' ? 'zh-CN' : 'en-GB';
    recognition.continuous = true;
    recognition.interimResults = false;
    recognition.onresult = ({ resultIndex, results }) => {
      for (let n = resultIndex; n < results.length; n++) {
        const heard = results[n];
        if (heard?.isFinal) tell.current(heard[0].transcript);
      }
    };
    recognition.onerror = ({ error }) => {
      if (error === 'no-speech' || error === 'aborted') return;
      const refused = error === 'not-allowed' || error === 'service-not-allowed';
      setProblem(refused ? 'not_allowed' : error === 'network' ? 'no_network' : 'failed');
    };
    recognition.onend = () => {
      running.current = null;
      setListening(false);
    };
    running.current = recognition;
    setProblem(null);
    setListening(true);
    recognition.start();
  };
  return {
    available: Recognizer !== undefined,
    listening,
    problem,
    start,
    stop: () => running.current?.stop(),
  };
}
