import type { Places } from './model.ts';
import type { Draw } from './random.ts';

const ROAD_WORDS =
  '青石 文昌 柳荫 东河 望江 槐荫 竹园 古塔 桂香 云锦 清波 鼓楼 南泉 春晖 梧桐 新桥 丰收 石榴 和顺 长乐 迎曦 枫林 碧水 锦绣 听雨 荷塘 松涛 飞虹 安澜 甘泉 红星 胜利 学府 采薇 磨盘 杏花 后湖 前进 西苑 永宁 兰亭 白鹭 金穗 同心 铁佛 曲塘 浣纱 翠屏 榆钱 草桥'.split(
    ' ',
  );
const ROAD_ENDS = ['路', '路', '路', '街', '街', '大道', '巷'] as const;
const ESTATE_WORDS =
  '金桂 水岸 祥和 书香 锦城 丽景 春江 翠湖 嘉禾 福满 康乐 云栖 朝阳 百合 雅苑 凤栖 月湖 兴隆 悦来 晴川 枫桥 梅园 青禾 南苑 瑞景 紫藤 桃源 银杏 望月 沁园'.split(
    ' ',
  );
const ESTATE_ENDS = ['小区', '花园', '家园', '新村', '苑', '里'] as const;
const MARKET_WORDS =
  '柳林 鼓楼 南门 丰乐 大桥 清河 东关 石桥 城隍 老码头 万福 北塘 菜根 新民 米市 鱼行'.split(' ');
const MARKET_ENDS = ['农贸市场', '集贸市场', '市场', '便民市场'] as const;
const PARK_WORDS = '莲花 望江 文峰 滨河 古塔 湿地 桃花 城墙 听松 白鹭 月牙 儿童'.split(' ');
const SCHOOL_WORDS = '实验 青石 鼓楼 滨河 文昌 育红 东关 南泉 望江 新桥 槐荫 育才'.split(' ');
const RIVERS = ['东河', '清溪河', '柳叶河', '南运渠', '沙河', '白沟河', '小青渠', '碧水河'] as const;
const SITES =
  '金桂里二期项目 云栖商业中心项目 学府路改造工程 滨河综合体项目 东关片区改造项目 体育中心项目 新桥地铁站项目 丰收路管廊工程'.split(
    ' ',
  );

/** The invented places around a unit. */
export function placesOf(draw: Draw): Places {
  return {
    roads: draw.sample(ROAD_WORDS, 6).map(word => word + draw.pick(ROAD_ENDS)),
    estates: draw.sample(ESTATE_WORDS, 5).map(word => word + draw.pick(ESTATE_ENDS)),
    market: draw.pick(MARKET_WORDS) + draw.pick(MARKET_ENDS),
    park: `${draw.pick(PARK_WORDS)}公园`,
    school: `${draw.pick(SCHOOL_WORDS)}${draw.pick(['小学', '小学', '中学', '学校'])}`,
    river: draw.pick(RIVERS),
    site: draw.pick(SITES),
  };
}
