import type { Standing } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { composeCircular, type Figures } from './compose.ts';

function row(name: string, place: number, points: string, more: Partial<Standing> = {}): Standing {
  return {
    owner: { id: `unt_${name}`, name },
    unit: null,
    place,
    tied: false,
    points,
    submitted: 5,
    counted: 4,
    adopted: 1,
    byClause: [],
    targets: [],
    ...more,
  };
}

function figures(more: Partial<Figures> = {}): Figures {
  return {
    period: '2026-Q3',
    bodyName: '东河区综合执法局',
    deskName: '宣传科',
    schemeName: '计分办法',
    submitted: 15,
    counted: 12,
    adopted: 3,
    groups: [
      {
        name: '科室',
        rows: [
          row('市容科', 1, '120'),
          row('法制科', 2, '80', { tied: true }),
          row('财务科', 2, '80', { tied: true }),
          row('执法科', 4, '-6', { submitted: 0 }),
        ],
      },
    ],
    byLevel: [
      { level: 'municipal', items: 2 },
      { level: 'inhouse', items: 1 },
    ],
    before: { submitted: 10, adopted: 3 },
    late: [],
    honours: null,
    hash: null,
    previousHash: null,
    signedOn: '2026-10-09',
    ...more,
  };
}

const words = (given: Figures): string =>
  composeCircular(given)
    .body.map(block => (block.kind === 'paragraph' ? block.text : block.rows.flat().join(' ')))
    .join('\n');

test('the title names the period and the addressee the groups', () => {
  expect(composeCircular(figures())).toMatchObject({
    title: '关于2026年第三季度信息宣传工作情况的通报',
    addressee: '各科室',
    signOff: '东河区综合执法局宣传科',
  });
});

test('figures, the change against the period before and ties are told', () => {
  const said = words(figures());
  expect(said).toContain('共报送信息15条，与上期相比增加5条，其中有效12条；被各级采用3条（次），持平');
  expect(said).toContain('2（并列） 法制科 5 4 1 80');
  expect(said).toContain('市级 2');
});

test('first and last of a group are praised and criticised, and who sent nothing is named', () => {
  const said = words(figures());
  expect(said).toContain('对各组排名第一的市容科予以通报表扬');
  expect(said).toContain('末位的执法科');
  expect(said).toContain('未报送信息的单位：执法科');
});

test('a group of equals has neither praise nor criticism', () => {
  const equals = [
    row('甲科', 1, '10', { tied: true }),
    row('乙科', 1, '10', { tied: true }),
    row('丙科', 1, '10', { tied: true }),
  ];
  expect(words(figures({ groups: [{ name: '科室', rows: equals }] }))).toContain('不作表扬与批评');
});

test('granted awards are commended, and lost eligibility is told with its reason', () => {
  const said = words(
    figures({
      honours: {
        awards: [{ title: '先进单位', owners: ['市容科', '城东中队'] }],
        lost: [{ owner: '执法科', reason: '第4名，名额1，因居本组末位取消评先资格' }],
      },
    }),
  );
  expect(said).toContain('授予市容科、城东中队“先进单位”称号，予以通报表扬。');
  expect(said).toContain('执法科 第4名，名额1，因居本组末位取消评先资格');
});

test('a closed period prints the code of its ledger', () => {
  const closed = words(figures({ hash: 'a1b2c3d4e5f60718293a4b5c', previousHash: '00ff12ab' }));
  expect(closed).toContain('校验码：a1b2 c3d4 e5f6 0718 293a 4b5c；上一次关账的校验码：00ff 12ab。');
});

test('what closed periods were corrected by is told in a table of its own', () => {
  const late = [{ owner: '市容科', origin: '2026-Q2', points: '85.00', zh: '6月5日采用在关账后登记' }];
  const table = composeCircular(figures({ late })).body.find(
    block => block.kind === 'table' && block.caption === '补记与更正',
  );
  expect(table).toMatchObject({
    rows: [
      ['单位', '所属期', '分值', '事由'],
      ['市容科', '2026年第二季度', '85', '6月5日采用在关账后登记'],
    ],
  });
  expect(composeCircular(figures()).body.filter(block => block.kind === 'table')).toHaveLength(2);
});
