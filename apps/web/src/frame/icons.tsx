import AppstoreOutlined from '@ant-design/icons/AppstoreOutlined';
import BarChartOutlined from '@ant-design/icons/BarChartOutlined';
import CalendarOutlined from '@ant-design/icons/CalendarOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import FileTextOutlined from '@ant-design/icons/FileTextOutlined';
import InboxOutlined from '@ant-design/icons/InboxOutlined';
import ReadOutlined from '@ant-design/icons/ReadOutlined';
import SafetyOutlined from '@ant-design/icons/SafetyOutlined';
import SettingOutlined from '@ant-design/icons/SettingOutlined';
import SolutionOutlined from '@ant-design/icons/SolutionOutlined';
import type { ReactNode } from 'react';

const ICONS: Record<string, ReactNode> = {
  'noun.today': <CalendarOutlined />,
  'noun.manuscripts': <FileTextOutlined />,
  'noun.reviews': <SolutionOutlined />,
  'noun.desk': <InboxOutlined />,
  'noun.write': <EditOutlined />,
  'noun.adoptions': <ReadOutlined />,
  'noun.assessment': <BarChartOutlined />,
  'noun.standings': <BarChartOutlined />,
  'noun.audit': <SafetyOutlined />,
  'noun.settings': <SettingOutlined />,
};

export function iconOf(word: string): ReactNode {
  return ICONS[word] ?? <AppstoreOutlined />;
}
