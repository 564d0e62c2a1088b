import { BODY, deskOf, districtOf, id, POSTS, personId, UNITS, unitId } from './today-city.ts';

/** So many items are under way at any time, however long the body has been at work: drafts, returned, in review, at a desk. */
const DRAFTS = 6000;
const RETURNED = 7500;
const IN_REVIEW = 11_500;
export const UNDER_WAY = 14_000;

/** Numbers of manuscripts that are added, the first of them 1. */
export type Stretch = { from: number; to: number };
const numbers = ({ from, to }: Stretch, every = 1): string =>
  `generate_series(${Math.ceil(from / every)}, ${Math.floor(to / every)})`;

const STATE = `case when n <= ${DRAFTS} then 'draft' when n <= ${RETURNED} then 'returned' when n <= ${IN_REVIEW} then 'in_review'
  when n <= ${UNDER_WAY} then 'at_desk' when n % 20 < 11 then 'accepted' when n % 20 = 11 then 'merged'
  when n % 20 = 12 then 'withdrawn' else 'declined' end`;
/** What is under way is of these weeks; the rest goes back five years at 600,000. */
const AT = `case when n <= ${UNDER_WAY} then now() - (n % 4000) * interval '3 minutes'
  else now() - interval '9 days' - (n - ${UNDER_WAY}) * interval '263 seconds' end`;
const UNIT = `(1 + (n * 7) % ${UNITS - 1})`;
/** Two of five items are by the five busiest writers of a unit. */
const WRITER = `case when n % 5 < 2 then 5 + (n / 499) % 5 else 10 + (n / 499) % 30 end`;
/** Who reviews: mostly the head of the unit, else the leader in charge of the district or one at the top. */
const REVIEWER = `case when n % 10 < 7 then ${personId(UNIT, '0')} when n % 10 < 9 then ${personId(districtOf(UNIT), '1')}
  else ${personId('0', '1 + n / 10 % 4')} end`;
const REVIEWING = `case when n % 10 < 7 then 'unit_head' else 'leader_in_charge' end`;
/** One text in fifty hints at secrets. Cleared by two: most of what was decided, one in three of what is under way. */
export const HINTS = `n % 50 = 7`;
const CLEARED = `case when n <= ${UNDER_WAY} then n % 150 = 7 else n % 10000 <> 7 end`;

/** Manuscripts of a stretch with everything that is written with them; each row of a list has what it shows. */
export const texts = (stretch: Stretch): string[] => [
  `insert into manuscripts (body_id, id, unit_id, unit_path, state, channel, type, genre, importance, title, event_on, revision_id,
      words, round, holder_person_id, holder_role, holder_unit_id, held_since, due_at, late, created_by, created_at, updated_at,
      submitted_at, at_desk_at, decided_at)
    select '${BODY}', ${id('man', 'n')}, w.id, w.path, s.state, case when n % 40 = 1 then 'opinion' else 'news' end,
      (array['experience','problem','digest','response','urgent','other'])[1 + n % 6], (array['long','brief','brief'])[1 + n % 3], 'ordinary',
      w.name || '开展第' || n || '次集中整治，解决群众反映问题' || n % 97 || '件', (s.at at time zone 'Asia/Shanghai')::date,
      ${id('rev', 'n')}, 300 + n % 900, 1, case when s.state = 'in_review' then ${REVIEWER} end,
      case s.state when 'in_review' then ${REVIEWING} when 'at_desk' then 'desk_editor' end,
      case when s.state = 'at_desk' then ${unitId(deskOf(UNIT))} end,
      case when s.state in ('in_review', 'at_desk') then s.at end,
      case when s.state in ('in_review', 'at_desk') then s.at + interval '7 days' end, n % 23 = 0, ${personId(UNIT, WRITER)}, s.at, s.at,
      case when s.state <> 'draft' then s.at end, case when s.state in ('at_desk', 'accepted', 'merged', 'declined') then s.at end,
      case when n > ${UNDER_WAY} then s.at + interval '1 day' end
    from ${numbers(stretch)} n cross join lateral (select ${STATE} as state, ${AT} as at) s
    join units w on w.body_id = '${BODY}' and w.id = ${unitId(UNIT)}`,
  `insert into manuscript_authors select '${BODY}', ${id('man', 'n')}, ${personId(UNIT, WRITER)}, 1 from ${numbers(stretch)} n`,
  `insert into manuscript_authors select '${BODY}', ${id('man', 'n * 4')}, ${personId('1 + (n * 28) % 499', '39')}, 2
    from ${numbers(stretch, 4)} n where (n * 4) / 499 % 30 <> 29`,
  `insert into manuscript_events (body_id, id, manuscript_id, at, kind, person_id)
    select '${BODY}', ${id('evt', 'n')}, ${id('man', 'n')}, ${AT}, 'submitted', ${personId(UNIT, WRITER)}
    from ${numbers(stretch)} n where n > ${DRAFTS}`,
  `insert into reviews (body_id, id, manuscript_id, round, step, role, reviewer_id, state, revision_id, arrived_at, due_at, decided_by, decided_at)
    select '${BODY}', ${id('rvw', 'n')}, ${id('man', 'n')}, 1, 1, ${REVIEWING}, ${REVIEWER},
      case ${STATE} when 'in_review' then 'pending' when 'returned' then 'returned' else 'approved' end, ${id('rev', 'n')}, ${AT},
      ${AT} + interval '7 days', case when ${STATE} <> 'in_review' then ${REVIEWER} end,
      case when ${STATE} <> 'in_review' then ${AT} + interval '3 hours' end
    from ${numbers(stretch)} n where n > ${DRAFTS}`,
];

/** What the quality check found at each step, and who cleared what hints at secrets. */
export const checks = (stretch: Stretch): string[] => [
  `insert into check_runs (body_id, id, manuscript_id, revision_id, hash, rules, text_key, step, checked_at, checked_by, same_as)
    select '${BODY}', ${id('chk', 'n * 2 + k')}, ${id('man', 'n')}, ${id('rev', 'n')}, md5(n::text), '2026', md5(n::text),
      case when k = 0 then 'submitted' else 'approved' end, ${AT} + k * interval '3 hours', ${personId(UNIT, WRITER)},
      case when k = 1 then ${id('chk', 'n * 2')} end
    from ${numbers(stretch)} n cross join generate_series(0, 1) k where n > ${DRAFTS} and (k = 0 or n > ${IN_REVIEW} and n % 5 < 3)`,
  `insert into check_findings (body_id, run_id, number, rule, severity, place, from_at, to_at, quote)
    select '${BODY}', ${id('chk', 'n * 2')}, 1, case when ${HINTS} then 'S2' else 'P' || 1 + n % 9 end, 'advice', '{"part":"body"}', 3, 9, null
    from ${numbers(stretch)} n where n > ${DRAFTS} and (${HINTS} or n % 2 = 0)`,
  `insert into clearances (body_id, id, manuscript_id, text_key, person_id, role, verdict, reason, decided_at)
    select '${BODY}', ${id('clr', 'n * 2 + k')}, ${id('man', 'n')}, md5(n::text), ${personId('0', '1 + k')}, 'leader_in_charge',
      case when n % 2500 = 7 then 'hold' else 'clear' end, '已核', ${AT} + interval '4 hours'
    from ${numbers(stretch)} n cross join generate_series(0, 1) k where n > ${DRAFTS} and ${HINTS} and (${CLEARED} or k = 0 and n % 100 = 7)`,
];

/** One item in seven was taken up somewhere; of these some hundred wait to be verified. Each has its fact and its line. */
export const adoptions = (stretch: Stretch): string[] => {
  const adopted = `${numbers(stretch)} n join manuscripts m on m.body_id = '${BODY}' and m.id = ${id('man', 'n')}
    where n % 20 in (0, 4, 8) and m.state = 'accepted'`;
  const state = `case when n <= ${UNDER_WAY + 3000} then 'claimed' else 'verified' end`;
  return [
    `insert into adoptions (body_id, id, manuscript_id, unit_id, unit_path, outlet_id, published_on, issue, genre, position, state,
        claimed_by, claimed_at, decided_by, decided_at)
      select '${BODY}', ${id('ado', 'n')}, m.id, m.unit_id, m.unit_path, ${id('out', 'n % 40')}, m.submitted_at::date, '', 'brief', 'ordinary',
        ${state}, m.created_by, m.submitted_at, case when ${state} = 'verified' then ${personId('0', '7')} end,
        case when ${state} = 'verified' then m.decided_at end from ${adopted}`,
    `insert into adoption_evidence (body_id, id, adoption_id, kind, url, added_by, added_at)
      select '${BODY}', ${id('evd', 'n')}, ${id('ado', 'n')}, 'link', 'https://example.org/' || n, m.created_by, m.submitted_at from ${adopted}`,
    `insert into facts (body_id, id, kind, on_day, booked_on, unit_id, person_ids, manuscript_id, adoption_id, label, recorded_at)
      select '${BODY}', ${id('fac', 'n')}, 'adopted', m.submitted_at::date, m.submitted_at::date, m.unit_id, array[m.created_by], m.id,
        ${id('ado', 'n')}, m.title, m.submitted_at from ${adopted}`,
    `insert into ledger_lines (body_id, id, scheme_id, year, period, owner_kind, owner_id, on_day, clause, rule, status, points, measure,
        fact_ids, line, digest, computed_at)
      select '${BODY}', ${id('lin', 'n')}, ${id('sch', '1')}, extract(year from m.submitted_at)::int, to_char(m.submitted_at, 'YYYY-MM'), 'unit',
        m.unit_id, m.submitted_at::date, 'a', '采用加分', 'counted', 2, 'points', array[${id('fac', 'n')}], '{"zh":"采用加 2 分","en":"2 points"}',
        md5(n::text), now() from ${adopted}`,
  ];
};

/** What people were told: the newer half of a fortnight is unread. */
export const notices = (stretch: Stretch): string[] => [
  `insert into notices (body_id, id, person_id, at, kind, zh, en, manuscript_id, read_at)
    select '${BODY}', ${id('ntc', 'n * 3 + k')}, case k when 0 then ${personId(UNIT, WRITER)} when 1 then ${REVIEWER} else ${personId('n % 500', `n / 500 % ${POSTS}`)} end,
      ${AT} + k * interval '1 minute', 'duty', '稿件有新的进展', 'Something happened to an item', ${id('man', 'n')},
      case when n > ${UNDER_WAY} or n % 2 = 0 then ${AT} + interval '1 hour' end
    from ${numbers(stretch)} n cross join generate_series(0, 2) k where n > ${DRAFTS} and (k < 2 or n % 2 = 0)`,
];
