/**
 * What leaves the system through a robot: a title and a link, never a body, a name or a reason. The robots' clouds are not
 * ours.
 */
export type RobotMessage = { title: string; link: string; urgent: boolean };

/** A request as it goes over the wire; `body` is JSON text. */
export type RobotRequest = { url: string; body: string };

/** `sent`, `later` (too many at once: wait and try again) or `refused` with the vendor's reason. */
export type RobotAnswer = { kind: 'sent' } | { kind: 'later' } | { kind: 'refused'; reason: string };

/** Cuts to at most `bytes` of UTF-8 without splitting a character; what was cut shows as “…”. */
export function withinBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let size = Buffer.byteLength('…');
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The vendor's answer as an object; anything else counts as refused. */
export function answered(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function lineOf({ title, link, urgent }: RobotMessage): string {
  return `${urgent ? '【紧急】' : ''}${title}\n${link}`;
}
