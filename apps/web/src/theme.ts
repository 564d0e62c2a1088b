import type { ThemeConfig } from 'antd';
import { theme as antdTheme } from 'antd';
import { useSyncExternalStore } from 'react';

export const APPEARANCES = ['auto', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

const KEY = 'xinxuan.appearance';
const listeners = new Set<() => void>();
const system = globalThis.matchMedia('(prefers-color-scheme: dark)');
let chosen: Appearance = read();
system.addEventListener('change', tell);

function read(): Appearance {
  try {
    return APPEARANCES.find(a => a === localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function appear(next: Appearance): void {
  chosen = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Kept until the page is closed.
  }
  tell();
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, () => chosen);
}

export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => (chosen === 'auto' ? system.matches : chosen === 'dark'));
}

const FONTS =
  "'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif";

/** One deep blue for action; red only for late, refused, emergency and the red head of documents. */
export function themeOf(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    cssVar: { key: 'xinxuan' },
    hashed: false,
    token: {
      colorPrimary: dark ? '#5b93dd' : '#1f4e8c',
      colorInfo: dark ? '#5b93dd' : '#1f4e8c',
      colorLink: dark ? '#8ab4ec' : '#1f4e8c',
      colorError: dark ? '#f0655c' : '#b3261e',
      colorSuccess: dark ? '#5fb37c' : '#1e6b3c',
      colorWarning: dark ? '#d9a441' : '#8a5a00',
      colorTextBase: dark ? '#e8eaed' : '#1b1f24',
      colorBgBase: dark ? '#15181c' : '#ffffff',
      colorBgLayout: dark ? '#0f1114' : '#f3f4f6',
      colorTextSecondary: dark ? '#b3bac4' : '#4d5661',
      colorTextTertiary: dark ? '#949ca8' : '#626b77',
      colorTextPlaceholder: dark ? '#8b93a0' : '#6b7480',
      fontFamily: FONTS,
      fontSize: 14,
      lineHeight: 1.6,
      borderRadius: 4,
      sizeUnit: 4,
      sizeStep: 4,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 12, headerBg: dark ? '#1b1f24' : '#f7f8fa' },
    },
  };
}
