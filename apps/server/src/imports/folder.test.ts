import type { Import } from '@xinxuan/contract';
import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Office, startOffice } from '../../test/office.ts';
import { docx, paragraph } from '../documents/docx-for-tests.ts';
import { makeFindable } from '../manuscripts/repeat-backfill.ts';

let office: Office;
let chief: Client;
beforeAll(async () => {
  office = await startOffice();
  chief = await office.as('chief');
});
afterAll(() => office.close());

/** Asks until no work is under way. */
async function settled(id: string): Promise<Import> {
  for (;;) {
    const of = await chief.imports.get({ id });
    if (!['reading', 'taking', 'undoing'].includes(of.state)) return of;
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}

describe('a folder of documents', () => {
  const report = (title: string, unit = '市容科', writer = '信息员：陆晓棠') =>
    Buffer.from(
      docx({
        body: [
          title,
          `5月18日，${unit}组织队员对三条街道开展夜间巡查，劝导占道经营二十六起。`,
          unit,
          '2026年5月19日',
          writer,
        ]
          .map((line, at) => paragraph(line, at === 0 ? '<w:jc w:val="center"/>' : ''))
          .join(''),
      }),
    );

  test('documents and archives are read, listed with what was found, put right, and taken in as drafts or history', async () => {
    const folder = await chief.imports.openFolder({ name: '五月' });
    const files = [
      { name: '市容科2026年5月19日工作信息.docx', bytes: report('市容科开展夜间巡查') },
      { name: '无名.docx', bytes: report('办公室开展安全检查', '没有的单位', '') },
      { name: '坏.docx', bytes: Buffer.from('PK\u0003\u0004 broken') },
      {
        name: '一批.zip',
        bytes: Buffer.from(
          zipSync({
            '五月/法制科信息.docx': report('法制科普法进社区', '法制科'),
            '五月/照片.png': Buffer.from('x'),
          }),
        ),
      },
    ];
    const uploaded = [];
    for (const { name, bytes } of files)
      uploaded.push({ fileId: (await office.upload('chief', name, bytes)).id, path: `五月/${name}` });
    await chief.imports.addFiles({ id: folder.id, files: uploaded });
    const read = await settled(folder.id);
    expect(read).toMatchObject({ state: 'ready', counts: { ready: 2, wrong: 1, refused: 1, waiting: 0 } });
    const { rows } = await chief.imports.rows({ id: folder.id });
    expect(rows.find(row => row.title === '市容科开展夜间巡查')).toMatchObject({
      unit: { id: office.units.city_look },
      authors: [{ id: office.people.writer, text: '陆晓棠' }],
      eventOn: '2026-05-18',
    });
    expect(rows.find(row => row.state === 'refused')!.problems[0]).toMatchObject({
      code: 'truncated',
      weight: 'error',
    });
    expect(rows.find(row => row.file === '五月/法制科信息.docx')).toMatchObject({ state: 'ready' });
    const wrong = rows.find(row => row.state === 'wrong')!;
    const right = await chief.imports.saveRow({
      id: folder.id,
      number: wrong.number,
      unitId: office.units.squad,
    });
    expect(right).toMatchObject({ state: 'ready', unit: { text: '城东中队' } });
    const law = rows.find(row => row.file === '五月/法制科信息.docx')!;
    await chief.imports.saveRow({ id: folder.id, number: law.number, skip: true });
    await chief.imports.take({ id: folder.id, as: 'draft' });
    expect(await settled(folder.id)).toMatchObject({ state: 'done', manuscripts: 2, counts: { skipped: 1 } });
    const drafts = await chief.manuscripts.list({ q: '开展', state: ['draft'] });
    expect(drafts.rows.map(row => row.title).sort()).toEqual(['办公室开展安全检查', '市容科开展夜间巡查']);
  });

  test('a document seen before is told with how much of it', async () => {
    const history = await chief.imports.openFolder({ name: '历史' });
    const text =
      '市容科组织队员对沿河三条街道开展夜间巡查，逐户劝导，共劝导占道经营二十六起，群众反映良好，下一步将继续加强管理力度。';
    const make = (title: string) =>
      Buffer.from(
        docx({
          body: [title, text, text.replace('沿河', '沿山'), '市容科', '2026年5月16日']
            .map(line => paragraph(line))
            .join(''),
        }),
      );
    const add = async (id: string, name: string, bytes: Buffer) => {
      const file = await office.upload('chief', name, bytes);
      await chief.imports.addFiles({ id, files: [{ fileId: file.id, path: name }] });
      return settled(id);
    };
    await add(history.id, '原件.docx', make('市容科沿河夜间巡查'));
    await chief.imports.take({ id: history.id, as: 'history' });
    await settled(history.id);
    await makeFindable(office.app.database);
    const second = await chief.imports.openFolder({ name: '再来' });
    await add(second.id, '换了标题.docx', make('夜间巡查护航沿河经济'));
    const { rows } = await chief.imports.rows({ id: second.id });
    expect(rows[0]!.repeats[0]).toMatchObject({ title: '市容科沿河夜间巡查' });
    expect(rows[0]!.problems.map(each => each.code)).toContain('repeat_of');
  });

  test('one item in two files is told before it is taken in, and taken in once', async () => {
    const { id } = await chief.imports.openFolder({ name: '一稿两份' });
    const text = '市容科组织队员清理沿街堆物三十二处，街面恢复畅通，商户表示支持。';
    const bytes = Buffer.from(
      docx({
        body: ['市容科清理沿街堆物', text, '市容科', '2026年5月14日'].map(line => paragraph(line)).join(''),
      }),
    );
    const files = await Promise.all(
      ['一.docx', '二.docx'].map(async path => ({
        fileId: (await office.upload('chief', path, bytes)).id,
        path,
      })),
    );
    await chief.imports.addFiles({ id, files });
    await settled(id);
    const codes = (await chief.imports.rows({ id })).rows.map(row => row.problems.map(each => each.code));
    expect(codes.map(each => each.includes('same_file'))).toEqual([false, true]);
    await chief.imports.take({ id, as: 'draft' });
    expect(await settled(id)).toMatchObject({ manuscripts: 1, counts: { repeated: 1 } });
  });

  test('a row whose file has gone says so, and the others are read', async () => {
    const folder = await chief.imports.openFolder({ name: '缺文件' });
    await sql`insert into import_rows (body_id, import_id, number, state, file_id, path)
      values (${office.body}, ${folder.id}, 1, 'waiting', 'fil_gone', '不在了.docx')`.execute(
      office.app.database.db,
    );
    const { id } = await office.upload('chief', '在.docx', report('市容科整治校园周边秩序'));
    await chief.imports.addFiles({ id: folder.id, files: [{ fileId: id, path: '在.docx' }] });
    expect(await settled(folder.id)).toMatchObject({
      state: 'ready',
      counts: { ready: 1, refused: 1, waiting: 0 },
    });
    const { rows } = await chief.imports.rows({ id: folder.id, state: ['refused'] });
    expect(rows).toMatchObject([{ file: '不在了.docx', problems: [{ code: 'file_gone' }] }]);
  });
});
