import { readdir, readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { type Label, parseScheme } from '@xinxuan/scoring';

const FOLDER = new URL('../../../../../packages/scoring/schemes/', import.meta.url);

export type Preset = { name: string; title: Label; source: string; yaml: string };

let known: Promise<Preset[]> | undefined;

/** The published schemes that ship with the program, by name. Read once, letting others work in between. */
export function presets(): Promise<Preset[]> {
  known ??= readPresets();
  return known;
}

async function readPresets(): Promise<Preset[]> {
  const files = (await readdir(FOLDER)).filter(file => file.endsWith('.yaml')).sort();
  const found: Preset[] = [];
  for (const file of files) {
    const yaml = await readFile(new URL(file, FOLDER), 'utf8');
    const parsed = parseScheme(yaml);
    if (!parsed.ok) throw new Error(`the preset ${file} cannot be read: ${parsed.problems[0]?.en}`);
    found.push({
      name: file.replace('.yaml', ''),
      title: parsed.scheme.title,
      source: parsed.scheme.source ?? '',
      yaml,
    });
    await setImmediate();
  }
  return found;
}
