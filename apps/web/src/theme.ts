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
const LIGHT = {
  colorPrimary: '#1f4e8c',
  // The generated tints of so deep a blue are nearly grey; these keep its hue.
  colorPrimaryBg: '#e9f0f9',
  colorPrimaryBgHover: '#d8e5f4',
  colorPrimaryBorder: '#a8c3e4',
  colorPrimaryHover: '#2d64aa',
  colorPrimaryActive: '#173c6d',
  colorInfo: '#1f4e8c',
  colorLink: '#1f4e8c',
  colorLinkHover: '#2d64aa',
  colorLinkActive: '#173c6d',
  colorError: '#b3261e',
  colorErrorBg: '#fdeeed',
  colorErrorBorder: '#efb4b0',
  colorSuccess: '#1e6b3c',
  colorSuccessBg: '#eaf5ee',
  colorWarning: '#8a5a00',
  colorWarningBg: '#fdf5e4',
  colorWarningBorder: '#ebd194',
  colorTextBase: '#1b1f24',
  colorTextSecondary: '#4d5661',
  colorTextTertiary: '#626b77',
  colorTextPlaceholder: '#6b7480',
  colorBgBase: '#ffffff',
  colorBgLayout: '#f3f4f6',
} as const;
const DARK: Record<keyof typeof LIGHT, string> = {
  // The dark algorithm dims these seeds; what comes out is readable on its grounds.
  colorPrimary: '#8ab6f2',
  colorPrimaryBg: '#1d2b3f',
  colorPrimaryBgHover: '#253750',
  colorPrimaryBorder: '#35527a',
  colorPrimaryHover: '#a3c6f6',
  colorPrimaryActive: '#6c9cdd',
  colorInfo: '#8ab6f2',
  colorLink: '#8ab4ec',
  colorLinkHover: '#a9caf5',
  colorLinkActive: '#7aa9e6',
  colorError: '#ff968e',
  colorErrorBg: '#36201f',
  colorErrorBorder: '#6e3a36',
  colorSuccess: '#7ad09a',
  colorSuccessBg: '#1b2c22',
  colorWarning: '#ecb953',
  colorWarningBg: '#2f2817',
  colorWarningBorder: '#5f5027',
  colorTextBase: '#e8eaed',
  colorTextSecondary: '#b3bac4',
  colorTextTertiary: '#9ea7b3',
  colorTextPlaceholder: '#8b93a0',
  colorBgBase: '#15181c',
  colorBgLayout: '#0f1114',
};

export function themeOf(dark: boolean): ThemeConfig {
  const colors = dark ? DARK : LIGHT;
  return {
    algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    cssVar: { key: 'xinxuan' },
    hashed: false,
    token: {
      ...colors,
      controlItemBgActive: colors.colorPrimaryBg,
      controlItemBgActiveHover: colors.colorPrimaryBgHover,
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
      // Black on the lighter blue of the dark theme, white on the deep one: both are readable.
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: dark ? '#0b1220' : '#ffffff',
      },
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 12, headerBg: dark ? '#1b1f24' : '#f7f8fa' },
    },
  };
}
