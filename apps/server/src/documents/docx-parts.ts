import { posix } from 'node:path';
import type { Finding } from '../files/finding.ts';
import { findingsFrom } from '../files/finding.ts';
import { Refused } from './refusals.ts';
import type { XmlElement } from './xml.ts';
import { elements, parseXml } from './xml.ts';
import type { Package } from './zip.ts';

export interface Relationship {
  type: string;
  /** A part's name inside the package, or an outside address. */
  target: string;
  external: boolean;
}

export interface DocxParts {
  pack: Package;
  main: string;
  /** Relationships of the main part by id. */
  relationships: Map<string, Relationship>;
  notes: Finding[];
}

/** What reading leaves out of a document, said to the person who sent it. */
export const docxNote = findingsFrom({
  links_removed: {
    zh: '文档中有 {count} 处网络链接，已去掉链接，只保留文字。',
    en: 'The document holds {count} links; the links were dropped and their words kept.',
  },
  linked_pictures_removed: {
    zh: '文档中有 {count} 张图片只是网络或本机地址，没有存在文档里，未能读取。请把图片作为照片添加。',
    en: '{count} pictures are only addresses, not kept inside the document, and were not read. Add them as photos.',
  },
  local_template_ignored: {
    zh: '文档引用了本机模板，已忽略，不影响文字。',
    en: 'The document names a template on its author’s machine; it was ignored and the text is unaffected.',
  },
  embedded_files_left_out: {
    zh: '文档中嵌有其他文件，没有读取。需要时请作为附件另行上传。',
    en: 'The document embeds other files, which were not read. Upload them as attachments if they are needed.',
  },
  tracked_changes_accepted: {
    zh: '文档带有修订痕迹，已按“全部接受”读取，请核对正文。',
    en: 'The document carries tracked changes; it was read as if all were accepted. Check the text.',
  },
  comments_left_out: {
    zh: '文档中的批注没有读入正文。',
    en: 'Comments in the document were left out of the text.',
  },
  footnotes_left_out: {
    zh: '文档中的脚注、尾注没有读入正文。',
    en: 'Footnotes and endnotes were left out of the text.',
  },
  hidden_text_left_out: {
    zh: '文档中有隐藏文字，没有读入正文，请核对是否应当删除。',
    en: 'The document holds hidden text, which was left out. Check whether it should be removed.',
  },
  pictures_not_readable: {
    zh: '文档中有 {count} 张图片的格式不能使用（如 EMF、WMF、BMP、TIFF），未能读取。请另存为 JPG 或 PNG 作为照片添加。',
    en: '{count} pictures are of a kind that cannot be used (such as EMF, WMF, BMP, TIFF). Save them as JPG or PNG and add them as photos.',
  },
});

const TYPE = /\/([^/]+)$/u;
const SAFE_EXTERNAL = new Set(['hyperlink', 'image']);
const LOCAL_TEMPLATE = /^(?:file:\/\/\/)?(?:[a-z]:[\\/]|[^\\/:]+$)/iu;

/** Finds the parts of a word-processing package and refuses those that run programs or reach outside. */
export async function openDocx(pack: Package): Promise<DocxParts> {
  await refuseMacros(pack);
  const roots = await relationshipsOf(pack, '');
  const main = [...roots.values()].find(each => each.type === 'officeDocument' && !each.external)?.target;
  if (!main || !pack.names.has(main)) throw new Refused('damaged');
  const every = await everyRelationship(pack);
  every.forEach(refuseDangerous);
  return { pack, main, relationships: await relationshipsOf(pack, main), notes: notesOn(every) };
}

async function everyRelationship(pack: Package): Promise<Relationship[]> {
  const every: Relationship[] = [];
  for (const name of pack.names) {
    if (name.endsWith('.rels')) every.push(...(await relationshipsIn(pack, name)).values());
  }
  return every;
}

function notesOn(every: Relationship[]): Finding[] {
  const count = (type: string, external: boolean) =>
    every.filter(each => each.type === type && each.external === external).length;
  const notes: Finding[] = [];
  const links = count('hyperlink', true);
  const pictures = count('image', true);
  if (links > 0) notes.push(docxNote('links_removed', { count: links }));
  if (pictures > 0) notes.push(docxNote('linked_pictures_removed', { count: pictures }));
  if (count('attachedTemplate', true) > 0) notes.push(docxNote('local_template_ignored'));
  if (count('package', false) > 0) notes.push(docxNote('embedded_files_left_out'));
  return notes;
}

/** Finds every part's target of a kind, such as 'styles' or 'header'. */
export function targetsOf(parts: DocxParts, type: string): string[] {
  return [...parts.relationships.values()]
    .filter(each => each.type === type && !each.external)
    .map(each => each.target);
}

export async function partOf(parts: DocxParts, type: string): Promise<XmlElement | null> {
  const bytes = await parts.pack.read(targetsOf(parts, type)[0] ?? '');
  return bytes ? parseXml(bytes) : null;
}

export function pushOnce(notes: Finding[], note: Finding): void {
  if (!notes.some(each => each.code === note.code)) notes.push(note);
}

async function refuseMacros(pack: Package): Promise<void> {
  const types = await pack.read('[Content_Types].xml');
  if (!types) throw new Refused('damaged');
  const declared = elements(parseXml(types)).map(each => each.attributes['ContentType'] ?? '');
  const hasProgram = [...pack.names].some(name =>
    /(?:^|\/)vba(?:Project|Data)[^/]*\.(?:bin|xml)$/iu.test(name),
  );
  if (hasProgram || declared.some(type => /macroEnabled|vbaProject/iu.test(type)))
    throw new Refused('macros');
}

function refuseDangerous({ type, target, external }: Relationship): void {
  if (type === 'vbaProject') throw new Refused('macros');
  if (type === 'oleObject' || type === 'control')
    throw new Refused(external ? 'external_content' : 'embedded_object', { detail: 'OLE' });
  if (!external) return;
  if (type === 'attachedTemplate' && LOCAL_TEMPLATE.test(target)) return;
  if (!SAFE_EXTERNAL.has(type)) throw new Refused('external_content', { detail: type });
}

async function relationshipsOf(pack: Package, part: string): Promise<Map<string, Relationship>> {
  const folder = posix.dirname(part);
  return relationshipsIn(
    pack,
    posix.join(part === '' ? '' : folder, '_rels', `${posix.basename(part)}.rels`),
  );
}

async function relationshipsIn(pack: Package, relsName: string): Promise<Map<string, Relationship>> {
  const found = new Map<string, Relationship>();
  const bytes = await pack.read(relsName);
  if (!bytes) return found;
  const base = posix.dirname(posix.dirname(relsName));
  for (const { attributes } of elements(parseXml(bytes))) {
    const { Id, Type, Target, TargetMode } = attributes;
    if (!Id || !Type || Target === undefined) continue;
    const external = TargetMode?.toLowerCase() === 'external';
    const target = external
      ? Target
      : posix.normalize(Target.startsWith('/') ? Target.slice(1) : posix.join(base, Target));
    found.set(Id, { type: TYPE.exec(Type)?.[1] ?? Type, target, external });
  }
  return found;
}
