import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'xinxuan.language';
const instance = i18next.createInstance();

instance.use(initReactI18next).init({
  lng: chosen(),
  fallbackLng: 'zh',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  initAsync: false,
});

function chosen(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

export function language(): Language {
  return instance.language === 'en' ? 'en' : 'zh';
}

export function useLanguage(): Language {
  useTranslation(undefined, { i18n: instance });
  return language();
}

export function speak(next: Language): void {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Kept until the page is closed.
  }
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  void instance.changeLanguage(next);
}

/** The names between `{{` and `}}` of a sentence. */
type Slots<S extends string> = S extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Slots<Rest>
  : never;
type Slot = string | number;
/** English may need a slot that the Chinese sentence does without, so more may be given. */
type Given<S extends string> = [Slots<S>] extends [never]
  ? [slots?: Record<string, Slot>]
  : [slots: Record<Slots<S>, Slot>];
type Zh = Record<string, string>;
/** English may add `key_one` beside `key` for a count of one. */
type En<W extends Zh> = { [K in keyof W]: string } & { [K in keyof W & string as `${K}_one`]?: string };

export type Say<W extends Zh> = <K extends keyof W & string>(key: K, ...given: Given<W[K]>) => string;
export type Words<W extends Zh> = { noun: string; zh: W; en: { [K in keyof W]: string }; say: Say<W> };

/**
 * Registers the words of one feature noun. Chinese is the measure: English must have every key, and the
 * slots in the Chinese sentence are what callers must give. Keep the call in the feature's own `words.ts`.
 */
export function defineWords<const W extends Zh>(noun: string, zh: W, en: En<NoInfer<W>>): Words<W> {
  instance.addResourceBundle('zh', noun, zh);
  instance.addResourceBundle('en', noun, en);
  const speakKey: (key: string, options: Record<string, Slot>) => string = instance.t;
  const say: Say<W> = (key, ...given) => speakKey(key, { ns: noun, ...asNumber(given[0]) });
  return { noun, zh, en, say };
}

/** A count that was written for the screen already ("1") still chooses the form for one. */
function asNumber(slots: Record<string, Slot> | undefined): Record<string, Slot> | undefined {
  return slots?.count === '1' ? { ...slots, count: 1 } : slots;
}

/** `const t = useWords(manuscriptWords)`; the component is drawn anew when the language changes. */
export function useWords<W extends Zh>(words: Words<W>): Say<W> {
  useTranslation(words.noun, { i18n: instance });
  return words.say;
}
