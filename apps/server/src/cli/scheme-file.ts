import { readFile } from 'node:fs/promises';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Problem, parseScheme, type Scheme } from '@xinxuan/scoring';
import { CommandStop } from './command.ts';

/** The most that a scheme file may weigh; a longer one is no scheme. */
const LARGEST = 4 * 1024 * 1024;

/** Arguments by name; a wrong one is answered with what is wrong and how it is used (exit code 2). */
export function argumentsOf<const T extends ParseArgsConfig>(config: T, help: string) {
  try {
    return parseArgs(config);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new CommandStop(`参数有误：${words}\nThe arguments are not right.\n${help}`, 2);
  }
}

/** The text of a scheme file in UTF-8. */
export async function schemeText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'ENOENT'
        ? `没有文件 ${path}。There is no file ${path}.`
        : error.code === 'EISDIR'
          ? `${path} 是文件夹，不是办法文件。${path} is a folder, not a scheme.`
          : `${path} 读不出来（${error.code ?? error.message}）。${path} cannot be read.`;
    throw new CommandStop(why, 2);
  });
  if (bytes.length > LARGEST)
    throw new CommandStop(`${path} 太大，不是计分办法文件。${path} is too large to be a scheme.`, 2);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandStop(`${path} 不是 UTF-8 文本，请另存为 UTF-8。${path} is not text in UTF-8.`, 2);
  }
}

/** A scheme that can be used; one with mistakes is answered with all of them (exit code 1). */
export async function schemeOf(path: string): Promise<Scheme> {
  const parsed = parseScheme(await schemeText(path));
  if (parsed.ok) return parsed.scheme;
  throw new CommandStop(
    `${path} 有误，须先改正。${path} has mistakes that have to be mended first.\n${parsed.problems
      .map(problem => problemLine(path, problem))
      .join('\n')}`,
  );
}

/** file:line:column, as editors jump to it; then the clause, the name of the mistake and both languages. */
export function problemLine(path: string, { line, column, clause, code, zh, en }: Problem): string {
  const place = [path, ...(line ? [line, column ?? 1] : [])].join(':');
  return `${place}  ${clause ? `条款 ${clause}  ` : ''}[${code}] ${zh}；${en}`;
}
