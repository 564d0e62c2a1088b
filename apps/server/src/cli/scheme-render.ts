import { type PrintedScheme, printedMarkdown, printedScheme } from '@xinxuan/scoring';
import { writeScheme } from '../documents/write-scheme.ts';
import { CommandStop } from './command.ts';
import { argumentsOf, schemeOf } from './scheme-file.ts';
import { writeResult } from './write-result.ts';

const HELP = `用法：xinxuan scheme render 办法.yaml [--format md|docx|json] [--language zh|en] [--out 文件]
  印成计分办法：md 为文本（默认），docx 为公文版式的 Word，json 为文档的结构。不写 --out 时写到标准输出；docx 必须写。
  退出码：0 成功，1 办法有误，2 用法不对或文件读写不了。
Usage: xinxuan scheme render SCHEME.yaml [--format md|docx|json] [--language zh|en] [--out FILE]
  Renders the printed document; md (default) and json go to the standard output unless --out says otherwise, docx needs it.`;

const FORMATS = ['md', 'docx', 'json'] as const;
type Format = (typeof FORMATS)[number];
const LANGUAGES = ['zh', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** Renders a scheme file as a printed document, without any server. */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = argumentsOf(
    {
      args: [...argv],
      options: {
        format: { type: 'string', default: 'md' },
        language: { type: 'string', default: 'zh' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    },
    HELP,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new CommandStop(`请写明一份办法文件。Name one scheme to render.\n${HELP}`, 2);
  const format = oneOf(values.format, FORMATS, '--format');
  const language = oneOf(values.language, LANGUAGES, '--language');
  if (format === 'docx' && !values.out)
    throw new CommandStop(
      `Word 文件须用 --out 写明存到哪里。A Word file needs --out to say where it goes.\n${HELP}`,
      2,
    );
  const printed = printedScheme(await schemeOf(path));
  const content = await contentOf(printed, format, language);
  if (!values.out) {
    process.stdout.write(content);
    return 0;
  }
  await writeResult(values.out, content, [path]);
  console.log(`已写入 ${values.out}。Written to ${values.out}.`);
  return 0;
}

function oneOf<W extends string>(given: string, words: readonly W[], option: string): W {
  const found = words.find(word => word === given);
  if (found) return found;
  throw new CommandStop(
    `${option} 不能是“${given}”，可用：${words.join('、')}。${option} cannot be "${given}"; possible: ${words.join(', ')}.`,
    2,
  );
}

async function contentOf(
  printed: PrintedScheme,
  format: Format,
  language: Language,
): Promise<string | Uint8Array> {
  if (format === 'docx') return writeScheme(printed, language);
  if (format === 'json') return `${JSON.stringify(printed, null, 2)}\n`;
  return printedMarkdown(printed, language);
}
