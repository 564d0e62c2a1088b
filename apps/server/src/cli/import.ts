import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { contract, type Me } from '@xinxuan/contract';
import { dayOf, systemClock } from '../clock.ts';
import { startDocumentReader } from '../documents/document-reader.ts';
import { resolveUnit } from '../documents/known-names.ts';
import type { KnownNames } from '../documents/manuscript.ts';
import { CommandStop, runCommand } from './command.ts';
import { PATIENCE_MS, type Rest, restOf, ServerRefusal } from './rest.ts';
import { type Desk, hashOfFile, NotTaken, type Said, type Taken, takeIn, tryOut } from './take-in.ts';

const HELP = `用法：xinxuan import 文件夹 [--server 网址] [--token 令牌] [--unit 单位名称] [--dry-run]
  把文件夹（含子文件夹）中的 Word、WPS、ODT、RTF、PDF、文本文件逐一读入，存为草稿，逐件报告读到了什么、哪些要核对、
  哪些没有导入及原因。同一内容只导入一次，中断后再运行即可接着导入。--dry-run 只在本机试读，不向服务器保存。
  令牌最好放在环境变量 XINXUAN_TOKEN 中，以免留在命令历史里；网址默认取 XINXUAN_SERVER 或 http://127.0.0.1:8600。
  退出码：0 全部导入；3 有文件没有导入；1 连不上或令牌无效；2 用法不对。
Usage: xinxuan import FOLDER [--server URL] [--token TOKEN] [--unit NAME] [--dry-run]
  Reads every Word, WPS, ODT, RTF, PDF and text file of a folder and those below it into a draft each, and tells of each
  what was read, what to check, and what was refused and why. The same content is taken in once; run it again to go on
  after a break. --dry-run reads on this machine only and keeps nothing on the server.
  Put the token into XINXUAN_TOKEN, so that it does not stay in the shell's history; the server is XINXUAN_SERVER or
  http://127.0.0.1:8600 unless given. Exit codes: 0 all taken in; 3 some were not; 1 no server or a bad token; 2 usage.`;

const DOCUMENTS = /\.(?:docx?|wps|odt|rtf|pdf|txt)$/iu;

type Order = { folder: string; server: string; token: string; unit: string | undefined; dryRun: boolean };
type Line = { place: string; said: Said };
type Tally = { made: number; earlier: number; failed: number };
/** `seen`: the first file of each content. */
type Run = { desk: Desk; order: Order; tally: Tally; seen: Map<string, string> };

async function main(): Promise<number> {
  const order = readOrder();
  if (typeof order === 'number') return order;
  const paths = await documentsIn(order.folder);
  const rest = restOf({ server: order.server, token: order.token, patienceMs: PATIENCE_MS });
  const desk = await openDesk(rest, order.unit);
  const run: Run = { desk, order, tally: { made: 0, earlier: 0, failed: 0 }, seen: new Map() };
  for (const [at, path] of paths.entries()) {
    const name = relative(order.folder, path);
    tell({ place: `[${at + 1}/${paths.length}] ${name}`, said: await handle({ path, name }, run) });
  }
  const { tally } = run;
  tell({ place: '', said: summary(tally, order.dryRun) });
  return tally.failed > 0 ? 3 : 0;
}

function readOrder(): Order | number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      server: { type: 'string' },
      token: { type: 'string' },
      unit: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [folder] = positionals;
  const token = values.token ?? process.env['XINXUAN_TOKEN'];
  if (values.help || folder === undefined || positionals.length > 1) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  if (!token) {
    throw new CommandStop(
      '没有令牌。请由安全管理员在“接口令牌”页建立，放在环境变量 XINXUAN_TOKEN 中。\nThere is no token. Have the security administrator make one and put it into XINXUAN_TOKEN.',
      2,
    );
  }
  const server = values.server ?? process.env['XINXUAN_SERVER'] ?? 'http://127.0.0.1:8600';
  if (!URL.canParse(server) || !/^https?:/iu.test(server))
    throw new CommandStop(`--server 应为网址：${server}。--server must be a URL.`, 2);
  return { folder, server, token, unit: values.unit, dryRun: values['dry-run'] };
}

/** Sorted, without the files that Word and WPS keep beside an open document. */
async function documentsIn(folder: string): Promise<string[]> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new CommandStop(`没有文件夹 ${folder}。There is no folder ${folder}.`, 2);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && DOCUMENTS.test(entry.name) && !/^(?:~\$|\.)/u.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

async function openDesk(rest: Rest, unit: string | undefined): Promise<Desk> {
  const me = await meOf(rest);
  const known = await namesOf(rest);
  const unitId = unit === undefined ? null : resolveUnit(unit, known);
  if (unit !== undefined && unitId === null) {
    throw new CommandStop(
      `没有找到单位“${unit}”，或不止一个。请写全称。\nThere is no unit “${unit}”, or more than one. Write its full name.`,
      2,
    );
  }
  const ownUnitId = me.post?.role === 'correspondent' ? me.post.unit.id : null;
  const reader = startDocumentReader();
  return { rest, reader, known, unitId, ownUnitId, today: dayOf(systemClock()) };
}

async function meOf(rest: Rest): Promise<Me> {
  try {
    const { value: me } = await rest.call(contract.session.me, undefined);
    if (me.rights.includes('manuscript.write')) return me;
  } catch (error) {
    if (error instanceof ServerRefusal && error.status === 401) {
      throw new CommandStop(
        '令牌无效、已停用或已到期。请向安全管理员要一个新的。\nThe token is not valid, revoked or expired. Ask the security administrator for another.',
      );
    }
    throw error;
  }
  throw new CommandStop(
    '令牌的任职不能撰写稿件。请用信息员或编辑的任职建立令牌。\nThe post of this token may not write manuscripts. Use one of a correspondent or an editor.',
  );
}

async function namesOf(rest: Rest): Promise<KnownNames> {
  const { units } = (await rest.call(contract.network.units.list, {})).value;
  const people: KnownNames['people'] = [];
  for (let page = 1; ; page++) {
    const { rows, total } = (await rest.call(contract.network.people.list, { page, pageSize: 200 })).value;
    const named = rows.map(({ id, name, appointments }) => ({
      id,
      name,
      unitIds: appointments.map(post => post.unit.id),
    }));
    people.push(...named);
    if (rows.length === 0 || people.length >= total) break;
  }
  return {
    units: units.map(({ id, name, shortName, aliases }) => ({ id, name, aliases: [...aliases, shortName] })),
    people,
  };
}

async function handle({ path, name }: { path: string; name: string }, run: Run): Promise<Said> {
  const { desk, order, tally, seen } = run;
  try {
    const sha256 = await hashOfFile(path);
    const same = seen.get(sha256);
    seen.set(sha256, same ?? name);
    if (same !== undefined) return sameAs(same, tally);
    const taken = order.dryRun ? await tryOut(path, desk) : await takeIn(path, sha256, desk);
    tally[taken.earlier ? 'earlier' : 'made'] += 1;
    return told(taken, order.dryRun);
  } catch (error) {
    if (error instanceof ServerRefusal && error.code === 'key_reused') {
      tally.earlier += 1;
      return { zh: '已导入过，没有重复。', en: 'Taken in before; not repeated.' };
    }
    const said = whyNotTaken(error);
    tally.failed += 1;
    return { zh: `没有导入：${said.zh}`, en: `Not taken in: ${said.en}` };
  }
}

/** What stops this one file; whatever stops all of them, such as an ended token, is thrown on. */
function whyNotTaken(error: unknown): Said {
  if (error instanceof ServerRefusal && error.status === 401) throw new CommandStop(error.message);
  if (error instanceof ServerRefusal || error instanceof NotTaken) return error.said;
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : null;
  if (typeof code !== 'string') throw error;
  return {
    zh: `本机读不了这个文件（${code}）。请检查它的权限，或是否已被移走。`,
    en: `This machine cannot read the file (${code}). Check its permissions, and that it is still there.`,
  };
}

function sameAs(name: string, tally: Tally): Said {
  tally.earlier += 1;
  return { zh: `与 ${name} 内容相同，没有重复导入。`, en: `Same content as ${name}; not taken in twice.` };
}

function told(taken: Taken, dryRun: boolean): Said {
  const zh = taken.earlier ? '已导入过' : dryRun ? '可导入' : '已存草稿';
  const en = taken.earlier ? 'Taken in before' : dryRun ? 'Can be taken in' : 'Kept as a draft';
  const { title, unit, authors, eventOn, doubts, findings } = taken;
  const facts = [unit, ...authors, ...(eventOn ? [eventOn] : [])];
  const zhParts = [
    `${zh}《${title}》（${facts.join('，')}）。`,
    doubts.length > 0 ? `请核对：${doubts.map(doubt => doubt.zh).join('、')}。` : '',
    ...findings.map(finding => finding.zh),
  ];
  const enParts = [
    `${en}: “${title}” (${facts.join(', ')}).`,
    doubts.length > 0 ? `Check: ${doubts.map(doubt => doubt.en).join(', ')}.` : '',
    ...findings.map(finding => finding.en),
    taken.draftId ? `[${taken.draftId}]` : '',
  ];
  return { zh: zhParts.join(''), en: enParts.filter(Boolean).join(' ') };
}

function summary({ made, earlier, failed }: Tally, dryRun: boolean): Said {
  const zh = dryRun ? '可导入' : '新存草稿';
  const en = dryRun ? 'can be taken in' : 'drafts kept';
  return {
    zh: `${zh} ${made} 件，已有 ${earlier} 件，没有导入 ${failed} 件。`,
    en: `${made} ${en}, ${earlier} there already, ${failed} not taken in.`,
  };
}

/** One line for one file, whatever line breaks its words hold. */
function tell({ place, said }: Line): void {
  console.log(`${place}${place && '  '}${said.zh} ${said.en}`.replace(/\s*[\r\n]+\s*/gu, ' '));
}

if (import.meta.main) await runCommand(main);
