/** What is wrong with the form of a document, in words for people who never heard of YAML. */
import type { Problem } from './problems.ts';
import type { Label } from './scheme.ts';

type Mistake = { code: string; message: string; line: number; col: number };

const SAYINGS: Record<string, Label> = {
  DUPLICATE_KEY: {
    zh: '同一处有两个相同的名称，只能留一个',
    en: 'the same name stands twice in one place; keep one',
  },
  BAD_INDENT: {
    zh: '缩进不对：同一层的各行要从同一列开始',
    en: 'wrong indentation: lines of one level begin in one column',
  },
  TAB_AS_INDENT: { zh: '缩进须用空格，不能用制表符', en: 'indent with spaces, not with tabs' },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '一行里有两个“名称: 内容”：后一个要另起一行缩进，或者把文字用引号括起来',
    en: 'two "name: content" on one line: put the second on a line of its own, or put the text into quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    zh: '名称后面没有冒号（半角冒号加一个空格）',
    en: 'the name is not followed by a colon and a space',
  },
  BAD_ALIAS: { zh: '“*”开头的引用没有对应的“&”', en: 'a reference with * has no anchor with &' },
  BAD_DQ_ESCAPE: {
    zh: '双引号里的反斜杠写法不对，请改用单引号',
    en: 'a wrong backslash in double quotes; use single quotes',
  },
  BAD_SCALAR_START: {
    zh: '文字不能以这个符号开头，请用引号括起来',
    en: 'a text cannot begin with this sign; put it into quotes',
  },
  MULTIPLE_DOCS: {
    zh: '一个文件只写一份办法（去掉“---”）',
    en: 'one file holds one scheme (take out the ---)',
  },
};

const OTHER: Record<string, Label> = {
  quote: { zh: '引号没有成对', en: 'a quotation mark is missing' },
  brace: {
    zh: '花括号或方括号没有成对，或者两项之间少了逗号',
    en: 'a bracket is missing, or the comma between two entries',
  },
  colon: { zh: '少了冒号，或者冒号后面少了空格', en: 'a colon is missing, or the space after it' },
  plain: { zh: '此处写法不对', en: 'this cannot stand here' },
};

function sayingOf({ code, message }: Mistake): Label {
  // the reader speaks of indentation when a bracket stays open
  const known = /Flow (map|sequence)/.test(message) ? OTHER.brace : SAYINGS[code];
  if (known) return known;
  if (/quote/.test(message)) return OTHER.quote as Label;
  if (/flow|Expected|collection|end/.test(message)) return OTHER.brace as Label;
  return (/:|map values/.test(message) ? OTHER.colon : OTHER.plain) as Label;
}

const WIDE: Record<string, string> = {
  '，': ',',
  '：': ':',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '“': '"',
  '”': '"',
  '＃': '#',
};

/** A full-width sign outside quotes where a plain one is meant; the usual cause of all the others. */
function wideSign(text: string): { sign: string; plain: string } | undefined {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '').replace(/\s#.*$/, '');
  const found = [...bare].find(sign => {
    if (WIDE[sign] === undefined) return false;
    // a comma or colon may well belong to a text outside braces
    if (sign === '，') return /[{[]/.test(bare);
    return sign !== '：' || /^\s*(- )?[\w-]+：/.test(bare) || /[{,]\s*[\w-]+：/.test(bare);
  });
  return found === undefined ? undefined : { sign: found, plain: WIDE[found] ?? '' };
}

/** A mistake of form as a problem: its line, what it is, and the full-width sign that caused it if there is one. */
export function syntaxProblem(mistake: Mistake, lines: readonly string[]): Problem {
  const code = mistake.code === 'DUPLICATE_KEY' ? 'duplicate-id' : 'yaml-syntax';
  for (const line of [mistake.line, mistake.line - 1, mistake.line + 1]) {
    const wide = code === 'yaml-syntax' ? wideSign(lines[line - 1] ?? '') : undefined;
    if (!wide) continue;
    return {
      path: '',
      line,
      column: Math.max(1, (lines[line - 1] ?? '').indexOf(wide.sign) + 1),
      code: 'full-width-sign',
      zh: `第${line}行有全角符号“${wide.sign}”，请改成半角“${wide.plain}”${wide.plain === ':' ? '并加一个空格' : ''}`,
      en: `Line ${line} has the full-width sign "${wide.sign}"; write "${wide.plain}"${wide.plain === ':' ? ' and a space' : ''}`,
    };
  }
  const { zh, en } = sayingOf(mistake);
  return {
    path: '',
    line: mistake.line,
    column: mistake.col,
    code,
    zh: `第${mistake.line}行：${zh}`,
    en: `Line ${mistake.line}: ${en}`,
  };
}

/** A document that could not be unfolded at all. */
export function unfoldProblem(message: string): Problem {
  const alias = /alias.*: ([\p{L}\w-]+)/iu.exec(message)?.[1];
  if (alias !== undefined) {
    return {
      path: '',
      code: 'yaml-syntax',
      zh: `“*${alias}”没有对应的“&${alias}”；“*”开头的文字要用引号括起来`,
      en: `"*${alias}" has no "&${alias}"; put a text that begins with * into quotes`,
    };
  }
  const deep = /deep/.test(message);
  return {
    path: '',
    code: 'yaml-syntax',
    zh: deep ? '文档层次太深（超过40层），或引用了自己' : '文档的引用（“&”和“*”）太多或不成对，无法展开',
    en: deep
      ? 'The document is nested too deeply (over 40 levels) or holds itself'
      : 'The document has too many references (& and *), or some without their anchor',
  };
}
