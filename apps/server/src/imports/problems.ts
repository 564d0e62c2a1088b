import type { ImportProblem } from '@xinxuan/contract';

/** What can be said about a cell: what it is, why that stops us, what to do. `{value}` is what stands there. */
const SAID = {
  title_missing: [
    'error',
    '没有标题。请补上标题，或删去这一行。',
    'There is no title. Add one, or delete the row.',
  ],
  title_long: [
    'error',
    '标题超过 200 字。请改短；正文请放在“正文”列。',
    'The title is longer than 200 characters. Shorten it; the text belongs into its own column.',
  ],
  unit_missing: [
    'error',
    '没有单位。请填写名册中的单位名称。',
    'There is no unit. Give the name of a unit on the roster.',
  ],
  unit_unknown: [
    'error',
    '单位“{value}”不在名册中，或不止一个单位叫这个名字。请改成名册中的全称，或在名册中给单位加上这个别名。',
    'The unit “{value}” is not on the roster, or more than one is called so. Write its full name, or give the unit this alias.',
  ],
  unit_away: [
    'error',
    '单位“{value}”不在您任职的管辖范围内，不能代为导入。',
    'The unit “{value}” lies outside the reach of your post.',
  ],
  unit_closed: [
    'error',
    '单位“{value}”在这一天还没有设立，或已经撤销。请核对日期，或改成当时的单位。',
    'The unit “{value}” did not exist on that day. Check the day, or name the unit of that time.',
  ],
  day_missing: [
    'error',
    '没有报送日期，也没有采用日期，无法计入任何时段。请补上日期。',
    'There is neither a day of sending nor one of publishing, so it belongs to no period. Add one.',
  ],
  day_bad: [
    'error',
    '“{value}”不是一个完整的日期。请写成 2026-05-18、2026年5月18日 或 Excel 日期。',
    '“{value}” is no complete day. Write it as 2026-05-18 or as an Excel date.',
  ],
  day_future: [
    'error',
    '{value} 还没有到。历史记录的日期不能晚于今天。',
    '{value} has not come yet. A history lies in the past.',
  ],
  sent_after_published: [
    'note',
    '报送日期晚于采用日期，已按表中所写导入，请核对。',
    'It was sent after it was published; taken as written, please check.',
  ],
  sent_from_published: [
    'note',
    '没有报送日期，按采用日期计入。',
    'There is no day of sending; the day of publishing is taken.',
  ],
  outlet_missing: [
    'error',
    '有采用日期，但没有写明载体。请补上载体名称。',
    'There is a day of publishing but no outlet. Name the outlet.',
  ],
  outlet_unknown: [
    'error',
    '载体“{value}”还没有登记。请先在“媒体载体”页登记，再重新核对；或改成已登记的名称。',
    'The outlet “{value}” is not known. Add it on the page of outlets and check again, or write a known name.',
  ],
  outlet_closed: [
    'error',
    '载体“{value}”在采用日期不在启用期内。请核对日期，或在“媒体载体”页调整启用时间。',
    'The outlet “{value}” was not in use on the day of publishing. Check the day, or its period of use.',
  ],
  published_missing: [
    'error',
    '写了载体，但没有采用日期。请补上采用日期。',
    'There is an outlet but no day of publishing. Add it.',
  ],
  author_unknown: [
    'note',
    '“{value}”不在人员名册中，这一件只记在单位名下。',
    '“{value}” is not on the roster of people; the item is booked to the unit alone.',
  ],
  word_unknown: [
    'note',
    '“{value}”不是系统中的选项，按“{taken}”导入。',
    '“{value}” is none of the choices; taken as “{taken}”.',
  ],
  body_long: [
    'error',
    '正文超过上限，不能作为一篇稿件导入。请删去附表，或只保留标题。',
    'The text is longer than a manuscript may be. Remove what is attached to it, or keep the title alone.',
  ],
  secret: [
    'error',
    '内容带有密级标志，不能进入本系统；这一行的文字没有保存。请按保密规定另行处理。',
    'It bears a mark of secrecy and must not enter this system; nothing of the row was kept.',
  ],
  same_row: [
    'note',
    '与第 {value} 行完全相同，只导入一次。',
    'It says the same as row {value} and is taken in once.',
  ],
  same_file: [
    'note',
    '与第 {value} 行的标题、单位和日期都相同，导入了其中一份，另一份就不再导入。',
    'Title, unit and day are those of row {value}; once one of them is taken in, the other is not.',
  ],
  taken_before: [
    'note',
    '这一条以前已经导入过，不会重复导入。',
    'It was taken in before and is not taken in again.',
  ],
  in_system: [
    'note',
    '系统中已有这个单位的同名稿件，采用情况会记在那一篇上，不另建稿件。',
    'A manuscript of this unit and title is there already; the adoption is booked to it, and no second one is made.',
  ],
  repeat_of: [
    'note',
    '与《{value}》内容重复 {taken}%，请确认是否需要导入。',
    'It repeats {taken} % of “{value}”; make sure that it is wanted.',
  ],
  kept_in: [
    'note',
    '撤销时没有撤回这一件，因为它{value}。请先处理，再撤销一次。',
    'It was not taken back with the rest, because it {taken}. Deal with that, then undo once more.',
  ],
  not_booked: ['error', '{value}', '{taken}'],
} as const satisfies Record<string, readonly ['error' | 'note', string, string]>;
export type ProblemCode = keyof typeof SAID;

type About = { field: string; cell?: string; value?: string; taken?: string };

export function problem(
  code: ProblemCode,
  { field, cell = '', value = '', taken = '' }: About,
): ImportProblem {
  const [weight, zh, en] = SAID[code];
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  const fill = (text: string): string =>
    text
      .replaceAll('{value}', () => (code === 'not_booked' ? value : shown))
      .replaceAll('{taken}', () => taken);
  return { code, weight, field, cell, value: code === 'secret' ? '' : shown, zh: fill(zh), en: fill(en) };
}
