import type { Draw } from './random.ts';

/** Surnames with their pinyin; compound and rare ones included, since lists and sorting must bear them. */
const SURNAMES: readonly (readonly [string, string])[] = parse(
  '陆lu 祁qi 温wen 邵shao 韩han 沈shen 柏bo 严yan 邓deng 盛sheng 苗miao 郭guo 周zhou 吴wu 郑zheng 冯feng 陈chen 褚chu 卫wei 蒋jiang ' +
    '杨yang 朱zhu 秦qin 许xu 何he 吕lv 施shi 孔kong 曹cao 金jin 魏wei 陶tao 姜jiang 谢xie 邹zou 喻yu 苏su 潘pan 葛ge 范fan ' +
    '彭peng 鲁lu 韦wei 马ma 方fang 俞yu 任ren 袁yuan 柳liu 史shi 唐tang 费fei 薛xue 雷lei 贺he 倪ni 汤tang 滕teng 罗luo 毕bi ' +
    '郝hao 安an 常chang 于yu 傅fu 齐qi 康kang 余yu 顾gu 孟meng 黄huang 穆mu 萧xiao 尹yin 姚yao 汪wang 毛mao 狄di 米mi 戴dai ' +
    '宋song 庞pang 熊xiong 纪ji 项xiang 董dong 梁liang 杜du 阮ruan 蓝lan 闵min 季ji 贾jia 江jiang 童tong 林lin 钟zhong 丘qiu 骆luo 高gao ' +
    '夏xia 蔡cai 田tian 樊fan 胡hu 凌ling 霍huo 虞yu 万wan 柯ke 管guan 卢lu 莫mo 缪miao 干gan 解xie 应ying 宗zong 丁ding 宣xuan ' +
    '洪hong 包bao 左zuo 石shi 崔cui 吉ji 钮niu 龚gong 程cheng 邢xing 裴pei 翁weng 於yu 惠hui 曲qu 封feng 储chu 靳jin 邴bing 糜mi ' +
    '欧阳ouyang 上官shangguan 司徒situ 诸葛zhuge 慕容murong 令狐linghu 皇甫huangfu 尉迟yuchi 澹台tantai 仝tong 逄pang 妫gui 亓官qiguan 乜nie 逯lu',
);

const GIVEN: readonly (readonly [string, string])[] = parse(
  '晓xiao 棠tang 远yuan 北bei 辰chen 如ru 意yi 立li 行xing 志zhi 怀huai 瑾jin 思si 青qing 守shou 一yi 维wei 安an 清qing 渡du ' +
    '文wen 博bo 雨yu 桐tong 嘉jia 禾he 明ming 轩xuan 静jing 怡yi 海hai 川chuan 云yun 舒shu 若ruo 兰lan 书shu 航hang 子zi 墨mo ' +
    '景jing 澄cheng 念nian 慈ci 亦yi 凡fan 知zhi 秋qiu 牧mu 野ye 星xing 阔kuo 素su 心xin 庭ting 芳fang 砚yan 秋qiu 林lin 溪xi ' +
    '承cheng 泽ze 润run 之zhi 君jun 浩hao 然ran 佳jia 宁ning 秀xiu 英ying 国guo 梁liang 春chun 生sheng 桂gui 花hua 永yong 康kang 建jian ' +
    '平ping 红hong 梅mei 雪xue 松song 少shao 峰feng 凤feng 岐qi 昱yu 珩heng 翀chong 骁xiao 喆zhe 垚yao 淼miao 焱yan 犇ben 翊yi 旻min ' +
    '彧yu 赟yun 玥yue 璟jing 晟sheng 昶chang 炜wei 烨ye 芷zhi 蕙hui 筠yun 笙sheng 绮qi 绫ling 苒ran 茗ming 蓉rong 菡han 蕾lei 薇wei',
);

function parse(words: string): readonly (readonly [string, string])[] {
  return words.split(' ').map(word => {
    const [, signs, sound] = /^(\P{ASCII}+)([a-z]+)$/u.exec(word) ?? [];
    if (!signs || !sound) throw new Error(`not a name: ${word}`);
    return [signs, sound] as const;
  });
}

/** `letters` is the reading in one word, as in a user name. */
export type Name = { name: string; letters: string };

/** An invented name: mostly two given characters, one in six a single one. */
export function nameOf(draw: Draw): Name {
  const [surname, sound] = draw.pick(SURNAMES);
  const given = draw.sample(GIVEN, draw.chance(1 / 6) ? 1 : 2);
  return {
    name: surname + given.map(([sign]) => sign).join(''),
    letters: sound + given.map(([, each]) => each).join(''),
  };
}

export function surnameOf(draw: Draw): string {
  return draw.pick(SURNAMES)[0];
}
