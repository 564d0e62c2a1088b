/** Traditional and simplified, in turns: the characters of labels, of what bodies are called, and of surnames. */
const PAIRS =
  '報报單单來来撰撰寫写稿稿員员訊讯聯联絡络傳传執执筆笔擬拟審审簽签發发責责編编輯辑領领導导終终時时間间類类別别種种標标題题內内電电話话機机關关鍵键詞词號号備备註注數数採采載载緊紧級级攝摄圖图供供廳厅辦办處处室室隊队鄉乡鎮镇區区縣县園园館馆場场臺台網网組组專专團团廠厂協协會会聯联學学黨党務务醫医務务銀银農农業业園园總总衛卫護护環环廣广車车開开灣湾衝冲橋桥莊庄漢汉蘭兰財财稅税書书檢检馬马陳陈張张劉刘楊杨趙赵吳吴鄭郑馮冯衛卫蔣蒋瀋沈韓韩許许呂吕嚴严華华魏魏薑姜謝谢鄒邹竇窦雲云蘇苏魯鲁韋韦鳳凤賀贺倪倪湯汤羅罗畢毕鄔邬樂乐於于傅傅齊齐顧顾蕭萧貝贝計计談谈龐庞紀纪項项藍蓝閔闵麥麦強强賈贾婁娄顏颜盧卢應应鄧邓單单鈕钮龔龚邢邢陸陆榮荣榮荣儲储葉叶賴赖喬乔雙双黨党譚谭貢贡勞劳邊边燕燕溫温莊庄連连習习廖廖終终衡衡歐欧豐丰闕阙';
const SIMPLIFIED = new Map<string, string>();
for (let at = 0; at + 1 < PAIRS.length; at += 2) SIMPLIFIED.set(PAIRS[at]!, PAIRS[at + 1]!);
const TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'gu');

/** The text as words of forms are recognised in it: characters one for one, so that places stay. Never shown. */
export function simplified(text: string): string {
  return text.replace(TRADITIONAL, each => SIMPLIFIED.get(each)!);
}
