import { realpath, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandStop } from './command.ts';

/** Writes what a command made; never over a file it was made from, which may be the only copy. */
export async function writeResult(
  path: string,
  content: string | Uint8Array,
  sources: readonly (string | undefined)[],
): Promise<void> {
  const real = (each: string): Promise<string> => realpath(each).catch(() => resolve(each));
  const read = await Promise.all(sources.filter(each => each !== undefined).map(real));
  if (read.includes(await real(path)))
    throw new CommandStop(
      `--out 不能写到读入的文件 ${path} 上，请换一个文件名。--out would overwrite ${path}, which was read; choose another name.`,
      2,
    );
  try {
    await writeFile(path, content);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new CommandStop(`${path} 写不了：${words}。${path} cannot be written.`, 2);
  }
}
