/** Where an earlier message begins below an answer, in the words of the common programs. */
const EARLIER =
  /^(?:-{2,}\s*(?:原始邮件|Original Message|回复的原邮件)\s*-{2,}|在\s?\d{4}.{0,60}写道[:：]|On .{5,100} wrote:|发件人[:：].{1,200})$/imu;
const FORWARDED =
  /^(?:-{2,}\s*(?:转发邮件信息|转发的邮件|Forwarded message)\s*-{2,}|Begin forwarded message:)$/imu;
const SIGNATURE = /^(?:发自我的.{1,20}|Sent from my .{1,30}|来自.{1,10}邮箱|-- )$/imu;
const QUOTED = /^>.*$/gmu;
const HAN = /\p{Script=Han}/gu;

/** Fewer characters are a covering note, not a manuscript. */
const LEAST = 50;

/**
 * The part of a message's text that may be a manuscript: without an earlier message below, signature and quotation.
 * Null when what is left is a covering note.
 */
export function manuscriptIn(text: string): { text: string; sure: boolean } | null {
  const forwarded = FORWARDED.exec(text);
  const own = forwarded ? text.slice(forwarded.index + forwarded[0].length) : before(text, EARLIER);
  const plain = before(own, SIGNATURE).replace(QUOTED, '').trim();
  if ((plain.match(HAN)?.length ?? 0) < LEAST) return null;
  const body = forwarded ? withoutHead(plain) : plain;
  return { text: body, sure: forwarded === null && plain === text.trim() };
}

function before(text: string, mark: RegExp): string {
  const found = mark.exec(text);
  return found ? text.slice(0, found.index) : text;
}

/** The lines 发件人、收件人、主题 with which a forwarded message begins. */
function withoutHead(text: string): string {
  return text
    .replace(
      /^(?:(?:发件人|发送日期|发送时间|日期|收件人|抄送|主题|From|Date|To|Cc|Subject)\s?[:：].*\n?|\n)+/iu,
      '',
    )
    .trim();
}
