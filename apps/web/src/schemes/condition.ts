/** The conditions that a form can build; anything else stays text. */
export type Rule = { attribute: string; is: Comparison; values: string[] };
export const COMPARISONS = ['==', '!=', 'in', '>', '>=', '<', '<=', 'yes', 'no'] as const;
export type Comparison = (typeof COMPARISONS)[number];

const NAME = '[a-zA-Z_][\\w]*(?:\\.[a-zA-Z_]\\w*)?';
const TEXT = `'[^'\\\\]*'|"[^"\\\\]*"`;
const PLAIN = new RegExp(`^(${NAME}) *(==|!=|>=|<=|>|<) *(${TEXT}|-?\\d+(?:\\.\\d+)?)$`);
const LIST = new RegExp(`^(${NAME}) +in +\\[ *((?:${TEXT})(?: *, *(?:${TEXT}))*) *\\]$`);
const ALONE = new RegExp(`^(!?) *(${NAME})$`);

/** Parts joined by `&&`, each a comparison of one attribute; null for what the builder cannot show. */
export function readCondition(text: string): Rule[] | null {
  if (text.trim() === '') return [];
  const rules = splitAnd(text).map(readRule);
  return rules.includes(null) ? null : (rules as Rule[]);
}

/** Splits at `&&` outside quotes. */
function splitAnd(text: string): string[] {
  const parts: string[] = [''];
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (quote === '' && text.startsWith('&&', i)) {
      parts.push('');
      i++;
      continue;
    }
    if (sign === quote) quote = '';
    else if (quote === '' && (sign === "'" || sign === '"')) quote = sign;
    parts[parts.length - 1] += sign;
  }
  return parts.map(part => part.trim());
}

function readRule(text: string): Rule | null {
  const plain = PLAIN.exec(text);
  if (plain)
    return { attribute: plain[1] ?? '', is: plain[2] as Comparison, values: [unquoted(plain[3] ?? '')] };
  const list = LIST.exec(text);
  if (list)
    return {
      attribute: list[1] ?? '',
      is: 'in',
      values: [...(list[2] ?? '').matchAll(new RegExp(TEXT, 'g'))].map(([each]) => unquoted(each)),
    };
  const alone = ALONE.exec(text);
  if (!alone || alone[2] === 'true' || alone[2] === 'false') return null;
  return { attribute: alone[2] ?? '', is: alone[1] ? 'no' : 'yes', values: [] };
}

const unquoted = (text: string): string => (/^['"]/.test(text) ? text.slice(1, -1) : text);

/** Which attributes hold numbers decides what is quoted. */
export function writeCondition(rules: readonly Rule[], isNumeric: (attribute: string) => boolean): string {
  return rules.map(rule => writeRule(rule, isNumeric(rule.attribute))).join(' && ');
}

function writeRule({ attribute, is, values }: Rule, numeric: boolean): string {
  if (is === 'yes') return attribute;
  if (is === 'no') return `!${attribute}`;
  if (is === 'in') return `${attribute} in [${values.map(quoted).join(', ')}]`;
  const [value = ''] = values;
  return `${attribute} ${is} ${numeric ? value || '0' : quoted(value)}`;
}

/** A quotation mark inside would end the text early, and the form has no use for it. */
const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '')}'`;
