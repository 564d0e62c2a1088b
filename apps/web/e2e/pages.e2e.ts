import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { accepted, atDesk, STREET_OFFICE } from '../../server/test/street-office.ts';
import { PATTERNS, type PathName } from '../src/paths.ts';
import { honoured, withAdoptedQuarter } from './honours.ts';
import { waitingMail } from './mail.ts';
import { EVENING_PAPER, withOutlets } from './people.ts';
import { look, lookAtFailure, openStage, SCREENS, type Screen, type Stage, type Visitor } from './stage.ts';
import { VISITED_BY } from './visited.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PAGES = Object.keys(VISITED_BY) as PathName[];
const VISITORS = [...new Set(Object.values(VISITED_BY))];

const REGISTER = `标题,单位,信息员,报送日期,采用媒体,采用日期,期号
市容科清理占道经营,市容科,陆晓棠,2026-03-02,东河晚报,2026-03-05,第3期
夜间巡查,不在名册的单位,,2026-03-99,,,`;

let stage: Stage;
let addresses: Record<PathName, string>;
let wordsOfData: string[];

beforeAll(async () => {
  stage = await openStage('2026-05-20T02:00:00Z');
  await withAdoptedQuarter(stage);
  await withOutlets(stage);
  addresses = await furnish(stage);
  wordsOfData = await namesOf(stage);
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

/** Puts something on every page, and answers where the pages are. */
async function furnish({ office }: Stage): Promise<Record<PathName, string>> {
  const onDesk = [await atDesk(office), await atDesk(office, '市容科清理占道广告牌六十三块')] as const;
  const taken = await accepted(office, '市容科把商户议事厅开到夜市街口');
  const editor = await office.as('editor');
  const paper = (await editor.outlets.list({})).rows.find(row => row.name === EVENING_PAPER)!;
  const writer = await office.as('writer');
  const claim = (manuscriptId: string, issue: string) =>
    writer.adoptions.claim({
      manuscriptId,
      outletId: paper.id,
      publishedOn: '2026-05-20',
      issue,
      genre: 'long',
      position: 'ordinary',
      evidence: [{ kind: 'link', url: 'https://news.example.cn/20260520' }],
    });
  const verified = await claim(taken, '第1期');
  await editor.adoptions.verify({ id: verified.id, version: verified.version });
  const waiting = await claim(onDesk[0], '第2期');
  const chief = await office.as('chief');
  await chief.faults.record({
    unitId: office.units.squad,
    kind: 'major_event_late',
    on: '2026-05-18',
    note: '5月18日夜间火情次日中午才报送。',
  });
  const register = await office.upload('chief', '2025年台账.csv', REGISTER);
  const { id: imported } = await chief.imports.openHistory({ fileId: register.id });
  await chief.imports.map({ id: imported, check: true });
  const commission = await chief.commissions.issue({
    topic: TOPIC,
    wanted: '写清做法和成效，八百字以内。',
    deskUnitId: office.units.bureau,
    unitIds: [office.units.city_look, office.units.law, office.units.squad],
  });
  const lead = await chief.leads.record({
    what: `${LEAD}\n晨练居民反映，可写错时整治。`,
    place: '桂花路夜市',
    seenAt: '2026-05-19T23:10:00Z',
    source: '晨练居民',
    fromUnitId: office.units.bureau,
    unitId: office.units.city_look,
  });
  const topic = await chief.plans.add({
    ...{ unitId: office.units.bureau, year: 2026, title: PLANNED, theme: '城市管理' },
    ...{ from: '2026-05-01', to: '2026-05-31', dueOn: '2026-05-29' },
    targets: [
      { unitId: office.units.city_look, items: 2 },
      { unitId: office.units.law, items: 1 },
    ],
  });
  await chief.plans.publish({ ids: [topic.id] });
  const toRelease = await accepted(office, '市容科推行商户门前三包信用积分');
  const proposed = await editor.releases.propose({ manuscriptId: toRelease });
  const release = await editor.releases.start({
    manuscriptId: toRelease,
    destination: '东河日报、区政府网站',
    duties: proposed.duties as Parameters<typeof editor.releases.start>[0]['duties'],
  });
  const instruction = await chief.instructions.record({
    manuscriptId: taken,
    giver: GIVER,
    level: 'district',
    givenOn: '2026-05-19',
    text: '商户议事厅的做法很好，请各街道学习；市容科把做法写成材料报区政府办公室。',
    receivers: [{ unitId: office.units.city_look, dueOn: '2026-05-27' }],
  });
  const mail = await waitingMail(stage);
  const assessor = await office.as('assessor');
  const circular = await assessor.circulars.draft({ period: '2026-Q2' });
  await assessor.standings.publishPeriod({ period: '2026-Q1', lastDay: '2026-05-27', version: 0 });
  const city = office.units.city_look;
  const objection = await writer.objections.raise({
    period: '2026-Q1',
    unitId: city,
    about: 'missing',
    owner: { kind: 'unit', id: city },
    text: OBJECTION,
  });
  // Not confirmed: the strip stands above every page of the writer and of the head.
  await (await office.as('chief')).notices.sendUrgent({ text: URGENT, unitIds: [city], personIds: [] });
  const { ownerKind, schemeId, clause, period } = (await writer.notices.today()).progress[0]!;
  const [scheme] = await assessor.schemes.list();
  const draft = await assessor.schemes.save({ yaml: STREET_OFFICE.replace('long: 60', 'long: 70') });
  const trial = await assessor.trials.start({
    current: { kind: 'in_force' },
    proposed: { kind: 'preset', name: 'street-office' },
    periods: ['2026-Q2'],
  });
  await vi.waitUntil(async () => (await assessor.trials.get({ id: trial.id })).state === 'done', 30_000);
  const ids: Partial<Record<PathName, string>> = {
    trial: trial.id,
    manuscript: taken,
    text: taken,
    adoption: waiting.id,
    circular: circular.id,
    import: imported,
    commission: commission.id,
    lead: lead.id,
    planTopic: topic.id,
    release: release.id,
    instruction: instruction.id,
    mail,
    ...(await honoured(stage)),
    scheme: scheme!.id,
    objection: objection.id,
    schemeCompare: draft.id,
  };
  const searches: Partial<Record<PathName, string>> = {
    search: '?q=占道',
    releaseNew: `?manuscriptId=${taken}`,
    merge: `?ids=${onDesk.join(',')}`,
    claim: `?manuscriptId=${taken}`,
    scheme: '?view=form',
    objections: '?state=open',
    counted: `?owner=${ownerKind}&schemeId=${schemeId}&clause=${clause}&period=${period}`,
    periodChanges: '?period=2026-Q1',
    ledger: `?owner=unit&ownerId=${office.units.city_look}&period=2026-Q2`,
  };
  const address = (name: PathName) => PATTERNS[name].replace('$id', ids[name] ?? '') + (searches[name] ?? '');
  return Object.fromEntries(PAGES.map(name => [name, address(name)])) as Record<PathName, string>;
}

/** Named by the yearly notice. */
const HOLIDAYS = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆节'];
const PLANNED = '夜间经济';
const LEAD = '桂花路夜市早高峰仍有十余个摊位占道。';
const TOPIC = '夜间经济规范管理的做法';
const GIVER = '区政府分管副区长';
const SHEET = '2025年台账.csv';
const MAIL_SUBJECT = '2026年5月19日工作信息';
const URGENT = '今晚八点前各单位报送防汛值守情况，无情况的也要报。';
const OBJECTION = '3月5日市级采用一篇没有计分，请核对。';

test.each(VISITORS)(
  'every page of %s is sound at a desk and on a phone, and speaks English',
  async person => {
    const visitor = person ? await stage.enter(person) : await stage.visit();
    const view = await changeable(visitor);
    const found: Record<string, unknown> = {};
    for (const name of PAGES.filter(each => VISITED_BY[each] === person)) {
      // A page that does not even open hides nothing of the others.
      const wrong = await inspect(visitor, view, name).catch(error => [String(error)]);
      if (wrong.length > 0) found[name] = wrong;
    }
    await visitor.leave();
    expect(found).toEqual({});
  },
);

/** The same page before other eyes, without asking for it again. */
type View = {
  show(screen: Screen): Promise<void>;
  speakEnglish(): Promise<void>;
  speakChinese(): Promise<void>;
};

async function changeable({ page, context, settled }: Visitor): Promise<View> {
  const tools = await context.newCDPSession(page);
  return {
    show: async screen => {
      const phone = screen === 'phone';
      const { width, height } = SCREENS[screen].viewport;
      await tools.send('Emulation.setDeviceMetricsOverride', {
        ...{ width, height, mobile: phone, deviceScaleFactor: phone ? 2 : 1 },
      });
      await tools.send('Emulation.setTouchEmulationEnabled', { enabled: phone });
    },
    speakEnglish: async () => {
      const menu = page.getByRole('button', { name: /切换职务$/ });
      if (await menu.isVisible()) {
        await menu.click();
        await page.getByRole('button', { name: 'English' }).click();
      } else {
        await page.evaluate(`localStorage.setItem('xinxuan.language', 'en')`);
        await page.reload();
        await page.getByRole('heading', { level: 1 }).first().waitFor();
      }
      await settled();
    },
    speakChinese: () => page.evaluate<void>(`localStorage.setItem('xinxuan.language', 'zh')`),
  };
}

async function inspect(visitor: Visitor, view: View, name: PathName): Promise<string[]> {
  const { page, faults, refused, settled } = visitor;
  faults.length = 0;
  refused.length = 0;
  await page.goto(addresses[name]);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled();
  await page.evaluate(AXE);
  const atDesk = await soundness(page, `desk-${name}`);
  await view.show('phone');
  await settled();
  const onPhone = await soundness(page, `phone-${name}`);
  await view.show('desk');
  const inEnglish = VISITED_BY[name] === null ? [] : await untranslated(page, view, name);
  return [
    ...faults,
    ...refused,
    ...atDesk.map(each => `at a desk: ${each}`),
    ...onPhone.map(each => `on a phone: ${each}`),
    ...inEnglish.map(each => `in English: ${each}`),
  ];
}

async function soundness(page: Page, picture: string): Promise<string[]> {
  await look(page, picture);
  const beyond = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return [...(beyond > 0 ? [`scrolls sideways by ${beyond} px`] : []), ...(await violations(page))];
}

async function untranslated(page: Page, view: View, name: PathName): Promise<string[]> {
  await view.speakEnglish();
  await look(page, `en-${name}`);
  const left = await page.evaluate<string[]>(`${UNTRANSLATED}(${JSON.stringify(wordsOfData)})`);
  await view.speakChinese();
  return left;
}

type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] };

/** What axe calls serious or critical, with the place in words. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations)`,
  );
  return found
    .filter(each => each.impact === 'serious' || each.impact === 'critical')
    .flatMap(each => each.nodes.map(node => `${each.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}

/** How the levels of an official document are numbered, in whatever language one writes it. */
const NUMBERING = ['一、', '（一）'];
/** A language is offered under its own name. */
const OWN_NAME = '中文';

/** Names of units, people, groups, outlets and texts stay Chinese in English pages; nothing else does. */
async function namesOf({ office }: Stage): Promise<string[]> {
  const system = await office.as('system');
  const editor = await office.as('editor');
  const assessor = await office.as('assessor');
  const [units, people, groups, outlets, manuscripts, circulars, schemes, lists] = await Promise.all([
    system.network.units.list({}),
    system.network.people.list({ pageSize: 100 }),
    system.network.groups.list(),
    editor.outlets.list({}),
    editor.manuscripts.list({}),
    assessor.circulars.list({}),
    assessor.schemes.list(),
    assessor.fees.list({}),
  ]);
  const names = [
    ...NUMBERING,
    OWN_NAME,
    ...units.units.flatMap(unit => [unit.name, unit.deskName ?? unit.name]),
    ...people.rows.map(person => person.name),
    ...groups.map(group => group.name),
    ...outlets.rows.map(outlet => outlet.name),
    ...manuscripts.rows.map(manuscript => manuscript.title),
    ...circulars.rows.map(circular => circular.title),
    ...lists.rows.map(list => list.number),
    ...schemes.map(scheme => scheme.name),
    URGENT,
    OBJECTION,
    MAIL_SUBJECT,
    TOPIC,
    PLANNED,
    LEAD,
    GIVER,
    SHEET,
    ...HOLIDAYS,
  ];
  // A name within another one must not leave half of it standing.
  return names.sort((a, b) => b.length - a.length);
}

/** Chinese in what the interface itself says: its frame, headings of tables, buttons, labels, and keys without words. */
const UNTRANSLATED = `(data => {
  const said = element =>
    [element.getAttribute('aria-label'), element.getAttribute('placeholder'), element.textContent].filter(Boolean);
  const spoken = [...document.querySelectorAll('nav, header, h1, th, label, button, [role=tab], [role=status], input')]
    .filter(element => !element.closest('[lang^=zh]'))
    .flatMap(said)
    .map(text => data.reduce((rest, word) => rest.replaceAll(word, ''), text));
  return [
    ...spoken.filter(text => /\\p{Script=Han}/u.test(text)),
    ...spoken.filter(text => /\\b(noun|act|role|state|frame|list|error|column|filter|field)\\.\\w+/.test(text)),
  ];
})`;
