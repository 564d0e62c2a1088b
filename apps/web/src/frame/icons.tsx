import AppstoreOutlined from '@ant-design/icons/AppstoreOutlined';
import BarChartOutlined from '@ant-design/icons/BarChartOutlined';
import CalendarOutlined from '@ant-design/icons/CalendarOutlined';
import CameraOutlined from '@ant-design/icons/CameraOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import FileTextOutlined from '@ant-design/icons/FileTextOutlined';
import InboxOutlined from '@ant-design/icons/InboxOutlined';
import ReadOutlined from '@ant-design/icons/ReadOutlined';
import SafetyOutlined from '@ant-design/icons/SafetyOutlined';
import SettingOutlined from '@ant-design/icons/SettingOutlined';
import SolutionOutlined from '@ant-design/icons/SolutionOutlined';
import type { ReactNode } from 'react';

const ICONS: Record<string, ReactNode> = {
  'noun.today': <CalendarOutlined aria-hidden />,
  'noun.manuscripts': <FileTextOutlined aria-hidden />,
  'noun.reviews': <SolutionOutlined aria-hidden />,
  'noun.desk': <InboxOutlined aria-hidden />,
  'noun.field': <CameraOutlined aria-hidden />,
  'noun.write': <EditOutlined aria-hidden />,
  'noun.adoptions': <ReadOutlined aria-hidden />,
  'noun.assessment': <BarChartOutlined aria-hidden />,
  'noun.standings': <BarChartOutlined aria-hidden />,
  'noun.audit': <SafetyOutlined aria-hidden />,
  'noun.settings': <SettingOutlined aria-hidden />,
};

export function iconOf(word: string): ReactNode {
  return ICONS[word] ?? <AppstoreOutlined aria-hidden />;
}
