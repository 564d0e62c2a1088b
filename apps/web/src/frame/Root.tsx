import { Outlet } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { themeOf, useDark } from '../theme.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { useLanguage } from '../words/i18n.ts';

export function Root() {
  const dark = useDark();
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.dataset.appearance = dark ? 'dark' : 'light';
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [dark, language]);
  return (
    <ConfigProvider
      theme={themeOf(dark)}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <Outlet />
      <Toasts />
    </ConfigProvider>
  );
}
