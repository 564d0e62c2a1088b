import type { OutletKind, OutletLevel } from '@xinxuan/contract';
import { momentOf } from './days.ts';
import { drawId } from './ids.ts';
import type { Outlet } from './model.ts';
import { drawOf } from './random.ts';
import { FOUNDED } from './units.ts';

/** Invented outlets: level, kind, names. None of them exists. */
const NAMES: readonly (readonly [OutletLevel, OutletKind, string])[] = [
  ['national', 'tv', '华夏城市频道'],
  ['national', 'paper', '九州城建报 华夏法治时报'],
  ['national', 'journal', '城市治理观察（月刊） 华夏城管（双月刊）'],
  ['national', 'website', '九州城市网 华夏法治在线'],
  ['national', 'wechat', '“九州城管”公众号'],
  ['provincial', 'tv', '江岳卫视 江岳公共频道'],
  ['provincial', 'radio', '江岳交通之声'],
  ['provincial', 'paper', '江岳都市报 江岳法治报 江岳晨刊'],
  ['provincial', 'journal', '江岳城乡建设（月刊）'],
  ['provincial', 'website', '江岳新闻网 江岳文明网'],
  ['provincial', 'wechat', '“江岳城管”公众号'],
  ['municipal', 'tv', '临江新闻综合频道 临江生活频道'],
  ['municipal', 'radio', '临江城市广播'],
  ['municipal', 'paper', '临江时报 临江晚讯'],
  ['municipal', 'website', '临江在线 临江政务网'],
  ['municipal', 'forum', '临江茶馆论坛 临江百姓问政'],
  ['municipal', 'wechat', '“临江城管”公众号 “掌上临江”公众号'],
  ['municipal', 'weibo', '临江城管微博'],
  ['municipal', 'douyin', '临江城管抖音号'],
  ['district', 'tv', '东河融媒频道'],
  ['district', 'radio', '东河之声'],
  ['district', 'paper', '今日东河报'],
  ['district', 'website', '东河区政务网 东河文明网'],
  ['district', 'wechat', '“东河发布”公众号 “微观东河”公众号'],
  ['district', 'weibo', '东河发布微博'],
  ['district', 'douyin', '东河融媒抖音号'],
  ['district', 'forum', '东河社区论坛'],
  ['inhouse', 'bulletin', '东河城管简报 东河城管信息'],
  ['inhouse', 'journal', '东河城管月刊'],
  ['inhouse', 'website', '局内网工作动态'],
  ['inhouse', 'wechat', '“东河综合执法”公众号'],
  ['inhouse', 'douyin', '东河综合执法抖音号'],
  ['inhouse', 'window', '局机关宣传橱窗 鼓楼广场宣传橱窗'],
  ['inhouse', 'board', '中队公示栏 社区宣传栏'],
  [
    'upper_bulletin',
    'bulletin',
    '临江舆情专报 临江城市管理参阅 东河信息（区委办） 东河政务要情 临江宣传信息',
  ],
  ['upper_bulletin', 'journal', '临江政务调研'],
];

const OPENED = '2026-03-16';
const CLOSED = '2026-07-31';

/** About 60 outlets of all levels; one opens and one closes within the year. */
export function makeOutlets(seed: number): Outlet[] {
  const names = NAMES.flatMap(([level, kind, text]) => text.split(' ').map(name => ({ level, kind, name })));
  return names.map(({ level, kind, name }) => ({
    id: drawId('outlet', momentOf(FOUNDED, 0), drawOf(seed, `outlet/${name}`)),
    name,
    level,
    kind,
    internal:
      level === 'upper_bulletin' || (level === 'inhouse' && (kind === 'bulletin' || kind === 'website')),
    openedOn: name === '东河综合执法抖音号' ? OPENED : FOUNDED,
    closedOn: name === '临江茶馆论坛' ? CLOSED : null,
  }));
}
