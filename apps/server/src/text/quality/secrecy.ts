import { pattern, type Rule } from './rule.ts';

const SOURCE = '保守国家秘密法；国家秘密定密管理规定';

export const SECRECY: readonly Rule[] = [
  pattern({
    id: 'S1',
    severity: 'block',
    source: SOURCE,
    zh: '文中有密级标志“{text}”。涉密内容不得进入本系统，请立即停止并联系保密员。',
    en: 'A secrecy mark, “{text}”. Classified matter may not enter this system: stop and call the secrecy officer.',
    pattern: /(?:绝密|机密|秘密)\s*[★☆﹡＊*]/gu,
    wrong: ['秘密★1年', '机密 ★ 会议开始前', '绝密*长期'],
    right: ['保守国家秘密', '工作秘密管理'],
  }),
  pattern({
    id: 'S2',
    severity: 'error',
    source: `${SOURCE}；工作秘密管理要求`,
    zh: '“{text}”提示内容可能不能公开。请由保密审查人确认并写明理由，再送出。',
    en: '“{text}” suggests that this may not be published: the secrecy reviewer confirms with a reason.',
    pattern:
      /(?:绝密|机密|秘密)级?(?:文件|资料|事项|件)|内部(?:资料|文件|参考|传阅)|注意保存|不得外传|不予公开|依申请公开|工作秘密|(?<!不|未|非)涉密(?!检查|培训|自查|人员管理)|仅供.{0,6}(?:领导|参阅)|密码电报|密电|密传/gu,
    wrong: ['此件为内部资料，不得外传。', '涉密文件', '仅供领导参阅'],
    right: ['开展涉密自查', '本次公开内容不涉密', '公开透明'],
  }),
  pattern({
    id: 'S3',
    severity: 'warning',
    source: '党政机关公文处理工作条例',
    zh: '有紧急程度标志“{text}”，请确认是否可以通过本系统传送。',
    en: 'An urgency mark, “{text}”: make sure that it may travel through this system.',
    pattern: /^(?:特提|特急|加急)(?=[\s　]|$)/gmu,
    wrong: ['特急'],
    right: ['特急情况处置', '接到特急任务后'],
  }),
];
