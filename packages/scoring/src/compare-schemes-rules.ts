/** Clauses, closings, rankings and awards as parts to compare. */
import { plainPart, textPart } from './compare-schemes-amounts.ts';
import { closingParts, stepParts } from './compare-schemes-steps.ts';
import { canonical, type Part } from './compare-schemes-tree.ts';
import { sayAward, sayRanking } from './printed-closing.ts';
import { sayCondition } from './printed-conditions.ts';
import {
  figure,
  label,
  ledgerName,
  listed,
  NOTHING,
  number,
  quoted,
  type Speech,
} from './printed-language.ts';
import type { Award, Clause, Label, LedgerRule, Ranking } from './scheme.ts';

export function clausePart(clause: Clause, speech: Speech): Part {
  const steps = stepParts(clause, speech);
  const book =
    clause.ledger === undefined ? label('只计数', 'only counted') : ledgerName(speech.scheme, clause.ledger);
  const parts: Part[] = [
    ...textPart(
      'rule',
      label('原文条款号', 'number of the rule'),
      clause.rule === '' ? undefined : label(clause.rule, clause.rule),
    ),
    ...textPart('text', label('条文', 'text of the rule'), clause.text),
    { key: 'ledger', name: label('记入', 'booked into'), says: book, form: clause.ledger ?? '' },
    plainPart(
      'owner',
      label('记在谁名下', 'whose'),
      clause.owner === 'unit' ? label('单位', 'unit') : label('个人', 'person'),
    ),
    stepsPart(steps),
  ];
  return together(clause.id, clause.text, parts);
}

export function closingPart(ledger: LedgerRule, speech: Speech): Part {
  const name = ledgerName(speech.scheme, ledger.id);
  return together(ledger.id, name, [stepsPart(closingParts(ledger, speech))]);
}

function stepsPart(steps: readonly Part[]): Part {
  return {
    key: 'steps',
    name: NOTHING,
    says: NOTHING,
    form: steps.map(step => step.form).join('\n'),
    shape: 'steps',
    parts: steps,
    ordered: true,
  };
}

function together(key: string, says: Label, parts: readonly Part[]): Part {
  return { key, name: NOTHING, says, form: parts.map(part => part.form).join('\n'), shape: 'whole', parts };
}

export function rankingPart(ranking: Ranking, speech: Speech): Part {
  const BY: Record<Ranking['by'], Label> = {
    group: label('各组分别', 'each group by itself'),
    class: label('各类分别', 'each class by itself'),
    all: label('全体一起', 'all together'),
  };
  const breakers = ranking.breakers.map(({ of, order }) => {
    const { zh, en } = speech.nameOf(of);
    return label(`${zh}${order === 'more' ? '多' : '少'}的在前`, `${order} of ${en}`);
  });
  const apart = ranking.apart ? sayCondition(ranking.apart, speech) : label('无', 'nobody');
  const places = (ranking.gives?.places ?? []).map((worth, i) =>
    plainPart(`place ${i + 1}`, label(`第${i + 1}名折分`, `worth of place ${i + 1}`), worth),
  );
  const { convert, gives } = ranking;
  const parts: Part[] = [
    ...textPart('label', label('排名的名称', 'name of the ranking'), ranking.label),
    plainPart(
      'ledger',
      label('排名的台账', 'ledger of the ranking'),
      ledgerName(speech.scheme, ranking.ledger),
    ),
    plainPart('by', label('排名的范围', 'ranked'), BY[ranking.by]),
    plainPart(
      'ties',
      label('并列以后的名次', 'after a shared place'),
      ranking.ties === 'shared' ? label('空出', 'left out') : label('不空', 'not left out'),
    ),
    {
      ...plainPart('breakers', label('同分时比较', 'equals compared by'), listed(breakers)),
      form: canonical(ranking.breakers),
    },
    {
      ...plainPart('apart', label('另列不排的', 'listed apart'), apart),
      form: canonical(ranking.apart ?? ''),
    },
    ...places,
    ...(gives ? [plainPart('others', label('其余名次折分', 'worth of all other places'), gives.others)] : []),
    ...(convert ? convertParts(convert) : []),
  ];
  return together(ranking.id, firstOf(sayRanking(ranking, speech), ranking.label), parts);
}

function convertParts({ full, places, mode }: NonNullable<Ranking['convert']>): Part[] {
  return [
    plainPart('full', label('最高的折为', 'the highest becomes'), full),
    plainPart('convert places', label('折算保留的小数位数', 'decimals of the conversion'), places),
    plainPart('convert mode', label('折算的取舍方法', 'rounding of the conversion'), mode),
  ];
}

export function awardPart(award: Award, speech: Speech): Part {
  const ranking = speech.scheme.rankings.find(each => each.id === award.ranking)?.label ?? NOTHING;
  const names = (ids: readonly string[]) =>
    listed(ids.map(id => quoted(speech.scheme.awards.find(each => each.id === id)?.label ?? label(id, id))));
  const parts: Part[] = [
    ...textPart('label', label('奖项名称', 'name of the award'), award.label),
    { ...plainPart('ranking', label('所依排名', 'ranking'), ranking), form: award.ranking },
    ...seatParts(award.seats),
    plainPart(
      'barred',
      label('不得评的标记', 'marks that bar'),
      listed(award.barred.map(mark => label(`“${mark}”`, `“${mark}”`))),
    ),
    plainPart('lastLose', label('每组最后不评的名数', 'last places that get nothing'), award.lastLose),
    {
      ...plainPart('except', label('不能兼得的奖项', 'not beside'), names(award.except)),
      form: canonical(award.except),
    },
    ...(award.atLeast === undefined
      ? []
      : [plainPart('atLeast', label('最低得分', 'least total'), award.atLeast)]),
    plainPart(
      'ties',
      label('最后一个名额并列的', 'equals at the last seat'),
      award.tiesAtLast === 'all' ? label('都评', 'all') : label('都不评', 'none'),
    ),
    ...(award.money === undefined ? [] : [plainPart('money', label('奖金', 'money'), award.money)]),
  ];
  return together(award.id, firstOf(sayAward(award, speech), award.label), parts);
}

function seatParts(seats: Award['seats']): Part[] {
  if ('groups' in seats)
    return Object.entries(seats.groups).map(([group, count]) =>
      plainPart(`seats ${group}`, label(`“${group}”组名额`, `seats of the group “${group}”`), count),
    );
  const says: Label =
    'eachGroup' in seats
      ? label(`每组${seats.eachGroup}个`, `${seats.eachGroup} in each group`)
      : 'share' in seats
        ? label(`参评数的${figure(seats.share)}`, `${figure(seats.share)} of those who take part`)
        : label(`${number(seats.from).zh}分以上`, `from ${number(seats.from).en} on`);
  return [{ key: 'seats', name: label('名额', 'seats'), says, form: canonical(seats) }];
}

/** “先进单位”：按…由前往后评定. */
function firstOf(sentences: readonly { text: Label }[], name: Label): Label {
  const [first] = sentences;
  const words = first?.text ?? NOTHING;
  return label(
    `${quoted(name).zh}，${words.zh.replace(/。$/u, '')}`,
    `${quoted(name).en}, ${words.en.replace(/\.$/u, '')}`,
  );
}
