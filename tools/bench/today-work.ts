import { BODY, deskOf, id, POSTS, personId, UNITS, unitId } from './today-city.ts';
import { duties } from './today-duties.ts';
import type { Stretch } from './today-texts.ts';

/** One of a thing for so many manuscripts, numbered from 1. */
const oneIn = (every: number, { from, to }: Stretch): string =>
  `generate_series(${Math.ceil(from / every)}, ${Math.floor(to / every)}) n`;
/** When the n-th thing of its kind was: those under way lately, the others back through the years. */
const at = (open: number, every: number): string =>
  `case when n <= ${open} then now() - (n % 60) * interval '1 hour' else now() - interval '9 days' - n * ${every} * interval '263 seconds' end`;

const OPEN_COMMISSIONS = 200;
/** A commission asks eight units; some hundred of the open ones want more time. */
export const commissions = (stretch: Stretch): string[] => {
  const asked = `${oneIn(100, stretch)} cross join generate_series(0, 7) k`;
  const asking = id('cas', 'n * 8 + k');
  const unit = unitId('1 + (n * 8 + k) % 499');
  return [
    `insert into commissions (body_id, id, topic, wanted, desk_unit_id, issued_by, issued_at)
      select '${BODY}', ${id('com', 'n')}, '约稿' || n, '综合', ${unitId(deskOf('n % 25'))}, ${personId('0', '7')}, ${at(OPEN_COMMISSIONS, 100)}
      from ${oneIn(100, stretch)}`,
    `insert into commission_askings (body_id, id, commission_id, unit_id, answer, answered_at)
      select '${BODY}', ${asking}, ${id('com', 'n')}, ${unit}, case when n > ${OPEN_COMMISSIONS} then 'accepted' else 'asked' end,
        case when n > ${OPEN_COMMISSIONS} then ${at(OPEN_COMMISSIONS, 100)} end from ${asked}`,
    duties({
      ...{
        kind: 'commission',
        n: 'n * 8 + k',
        key: `'commission/' || ${asking}`,
        subject: id('com', 'n'),
        unit,
        role: 'correspondent',
      },
      hours: `case when n <= ${OPEN_COMMISSIONS} then n % 120 - 20 else -200 - n * 7 end`,
      ...{
        state: `case when n <= ${OPEN_COMMISSIONS} then 'open' when (n + k) % 25 = 0 then 'closed' else 'done' end`,
        from: asked,
      },
    }),
    `update commission_askings set missed_fact_id = ${id('fac', '0')} where missed_fact_id is null and body_id = '${BODY}'
      and ('commission/' || id) in (select key from duties where body_id = '${BODY}' and kind = 'commission' and state = 'closed')`,
    `insert into commission_items (body_id, asking_id, manuscript_id, linked_by, linked_at)
      select '${BODY}', ${asking}, ${id('man', 'n * 100 - k')}, ${personId('0', '7')}, now() from ${asked} where k < 5`,
    `insert into commission_extensions (body_id, id, asking_id, until, reason, asked_by, asked_at, granted, decided_by, decided_at, decision)
      select '${BODY}', ${id('cex', 'n * 8 + k')}, ${asking}, now(), '需要核实', ${personId('1 + (n * 8 + k) % 499', '5')}, ${at(OPEN_COMMISSIONS, 100)},
        case when n > ${OPEN_COMMISSIONS} then true end, case when n > ${OPEN_COMMISSIONS} then ${personId('0', '7')} end,
        case when n > ${OPEN_COMMISSIONS} then ${at(OPEN_COMMISSIONS, 100)} end, case when n > ${OPEN_COMMISSIONS} then '同意' end
      from ${asked} where k = 0 and n % 2 = 0`,
  ];
};

const OPEN_LEADS = 300;
const OPEN_INSTRUCTIONS = 70;
export const leadsAndInstructions = (stretch: Stretch): string[] => [
  `insert into leads (body_id, id, what, place, seen_at, recorded_by, recorded_unit_id, recorded_at, unit_id)
    select '${BODY}', ${id('led', 'n')}, '路口占道', '第' || n || '街口', ${at(OPEN_LEADS, 100)}, ${personId('0', '7')}, ${unitId('0')}, ${at(OPEN_LEADS, 100)},
      ${unitId('1 + n % 499')} from ${oneIn(100, stretch)}`,
  duties({
    ...{
      kind: 'lead',
      n: 'n',
      key: `'lead/' || n`,
      subject: id('led', 'n'),
      unit: unitId('1 + n % 499'),
      role: 'correspondent',
    },
    hours: `case when n <= ${OPEN_LEADS} then n % 120 - 20 else -200 - n * 7 end`,
    ...{ state: `case when n <= ${OPEN_LEADS} then 'open' else 'done' end`, from: oneIn(100, stretch) },
  }),
  `insert into instructions (body_id, id, manuscript_id, giver, level, given_on, text, state, fact_id, recorded_by, recorded_at)
    select '${BODY}', ${id('ins', 'n')}, ${id('man', 'n * 200')}, '领导' || n % 30, 'municipal', current_date, '请阅处',
      case when n <= ${OPEN_INSTRUCTIONS} then 'open' else 'closed' end, ${id('fac', 'n')}, ${personId('0', '7')}, ${at(OPEN_INSTRUCTIONS, 200)}
    from ${oneIn(200, stretch)}`,
  `insert into instruction_receivers (body_id, id, instruction_id, unit_id, due_at, state)
    select '${BODY}', ${id('inr', 'n * 3 + k')}, ${id('ins', 'n')}, ${unitId('1 + (n * 3 + k) % 499')}, now(),
      case when n <= ${OPEN_INSTRUCTIONS} then 'told' else 'accepted' end
    from ${oneIn(200, stretch)} cross join generate_series(0, 2) k`,
  duties({
    ...{ kind: 'instruction', n: 'n * 3 + k', key: `'instruction/' || n * 3 + k`, subject: id('ins', 'n') },
    ...{ unit: unitId('1 + (n * 3 + k) % 499'), role: 'unit_head' },
    hours: `case when n <= ${OPEN_INSTRUCTIONS} then n % 120 - 20 else -200 - n * 14 end`,
    state: `case when n <= ${OPEN_INSTRUCTIONS} then 'open' else 'done' end`,
    from: `${oneIn(200, stretch)} cross join generate_series(0, 2) k`,
  }),
];

const RUNNING = 60;
const STAGES = `'{review1,proof1,review2,proof2,secrecy,review3,proof3}'::text[]`;
/** One text in forty goes outside, signed by seven persons of the top desk and above. */
export const releases = (stretch: Stretch): string[] => {
  const rows = oneIn(40, stretch);
  const signed = `${rows} cross join generate_series(1, 7) k`;
  const signer = personId('0', '(n + k) % 15');
  return [
    `insert into releases (body_id, id, manuscript_id, desk_unit_id, destination, state, text_number, hash, started_by, started_at, released_by, released_at)
      select '${BODY}', ${id('rls', 'n')}, ${id('man', 'n * 40')}, ${unitId('0')}, '市报', case when n <= ${RUNNING} then 'checking' else 'released' end,
        1, md5(n::text), ${personId('0', '7')}, ${at(RUNNING, 40)}, case when n > ${RUNNING} then ${personId('0', '1')} end,
        case when n > ${RUNNING} then ${at(RUNNING, 40)} end from ${rows}`,
    `insert into release_texts (body_id, release_id, number, title, body, hash, given_by, given_at)
      select '${BODY}', ${id('rls', 'n')}, 1, '第' || n || '次对外发布', '[]', md5(n::text), ${personId('0', '7')}, ${at(RUNNING, 40)} from ${rows}`,
    `insert into release_duties select '${BODY}', ${id('rls', 'n')}, (${STAGES})[k], ${signer} from ${signed}`,
    `insert into release_signs (body_id, release_id, stage, person_id, text_number, hash, passed, at)
      select '${BODY}', ${id('rls', 'n')}, (${STAGES})[k], ${signer}, 1, md5(n::text), true, ${at(RUNNING, 40)}
      from ${signed} where n > ${RUNNING} or k <= n % 7`,
    duties({
      ...{
        kind: 'release_check',
        n: 'n * 7 + k',
        key: `'release/' || ${id('rls', 'n')} || '/1/' || (${STAGES})[k]`,
        subject: id('rls', 'n'),
      },
      ...{
        unit: unitId('0'),
        person: signer,
        hours: `case when n <= ${RUNNING} then n % 120 - 20 else -200 - n * 3 end`,
      },
      ...{ state: `case when n > ${RUNNING} or k <= n % 7 then 'done' else 'open' end`, from: signed },
    }),
  ];
};

/** One letter for four items, a hundred of them waiting for a hand; objections of every quarter, thirty open. */
export const lettersAndObjections = (stretch: Stretch): string[] => [
  `insert into mail_messages (body_id, id, way, digest, size, state, arrived_at, subject, from_name, from_address, text, why, person_id, unit_id)
    select '${BODY}', ${id('mil', 'n')}, 'imap', md5(n::text), 20000, case when n <= 120 then 'waiting' when n % 30 = 0 then 'ignored'
      when n % 31 = 0 then 'refused' else 'taken' end, ${at(120, 4)}, '报送材料' || n, '人员' || n % 900, n || '@example.org', '请查收',
      case when n <= 120 then '{unknown_sender}'::text[] else '{}' end, case when n % 3 > 0 then ${id('per', '1 + n % 20000')} end, null
    from ${oneIn(4, stretch)}`,
  `insert into mail_attachments (body_id, message_id, position, file_id, name, size, became)
    select '${BODY}', ${id('mil', 'n')}, 1, ${id('fil', 'n')}, '材料.docx', 20000, 'manuscript' from ${oneIn(4, stretch)}`,
  `insert into mail_manuscripts select '${BODY}', ${id('mil', 'n')}, ${id('man', 'n * 4')}, 1 from ${oneIn(4, stretch)} where n > 120`,
  `insert into objections (body_id, id, number, period, unit_id, about, owner_kind, owner_id, text, state, raised_by, raised_at, reopened_at)
    select '${BODY}', ${id('obj', 'n')}, n, '2026-Q' || 1 + n % 4, ${unitId('n % 25')}, 'line', 'unit', ${unitId('n % 25')}, '请核对第' || n || '项得分',
      case when n <= 30 then 'open' when n <= 36 then 'reopened' else 'decided' end, ${personId('n % 25', '20')}, ${at(36, 300)},
      case when n > 30 then ${at(36, 300)} end from ${oneIn(300, stretch)}`,
  duties({
    ...{
      kind: 'objection',
      n: 'n',
      key: `'objection/' || n`,
      subject: id('obj', 'n'),
      unit: unitId('0'),
      role: 'assessor',
    },
    hours: `case when n <= 30 then n % 120 - 20 else -200 - n * 20 end`,
    ...{ state: `case when n <= 30 then 'open' else 'done' end`, from: oneIn(300, stretch) },
  }),
];

/** Topics of the plan with what units owe to them, and the targets of units and persons for every quarter of the years so far. */
export const plans = (stretch: Stretch, years: string): string[] => [
  `insert into plan_topics (body_id, id, unit_id, year, title, from_on, to_on, due_on, published_at, made_by, made_at)
    select '${BODY}', ${id('plt', 'n')}, ${unitId('0')}, 2026, '要点' || n, '2026-01-01', '2026-12-31', '2026-12-31', now(), ${personId('0', '5')}, now()
    from ${oneIn(500, stretch)}`,
  `insert into plan_targets select '${BODY}', ${id('plt', 'n')}, ${unitId('k')}, 2, 1 from ${oneIn(500, stretch)} cross join generate_series(1, 60) k`,
  `insert into plan_items select '${BODY}', ${id('man', 'n * 10 - 1')}, ${id('plt', 'greatest(1, n / 50)')}, ${personId('0', '5')}, now() from ${oneIn(10, stretch)}`,
  duties({
    ...{
      kind: 'plan_topic',
      n: 'n * 60 + k',
      key: `'plan/' || n || '/' || k`,
      subject: id('plt', 'n'),
      unit: unitId('50 + k'),
      role: 'correspondent',
    },
    ...{
      hours: `case when n <= 8 then n * 10 - 20 else -200 - n * 36 end`,
      state: `case when n <= 8 then 'open' else 'done' end`,
    },
    from: `${oneIn(500, stretch)} cross join generate_series(1, 60) k`,
  }),
  `insert into standing_targets (body_id, scheme_id, year, owner_kind, owner_id, clause, rule, name, period_kind, period, from_on, to_on, target, done, missing)
    select '${BODY}', ${id('sch', '1')}, y, o.kind, o.id, 'a', 'a', '季度报送', 'quarter', y || '-Q' || q, make_date(y, q * 3 - 2, 1),
      (make_date(y, q * 3 - 2, 1) + interval '3 months - 1 day')::date, 12, 7, 5
    from unnest('{${years}}'::int[]) y cross join generate_series(1, 4) q cross join (
      select 'unit' as kind, ${unitId('u')} as id from generate_series(0, ${UNITS - 1}) u
      union all select 'person', ${id('per', 'p')} from generate_series(1, ${UNITS * POSTS}) p) o`,
];

export const schemes = (): string[] => [
  `insert into schemes (body_id, id, name, number, yaml, state, saved_by, saved_at, submitted_at)
    select '${BODY}', ${id('sch', 'n')}, '考核办法', n, 'clauses: []', case when n = 12 then 'submitted' when n = 11 then 'draft' else 'ended' end,
      ${personId('0', '15')}, now(), case when n = 12 then now() end from generate_series(1, 12) n`,
];
