import type { Reader } from '../../db/connect.ts';
import { groupsOf } from '../get.ts';
import { allLines } from '../ledger-queries.ts';
import type { NamedPeriod } from '../period.ts';
import { schemesInForce, standingRows } from '../queries.ts';
import type { SchemeTable } from '../tables.ts';
import type { Frozen, Published } from './queries.ts';

export type Figures = { frozen: Frozen; schemes: SchemeTable[] };

/** Everything that a period says of everybody, as it stands now. */
export async function figuresOf(reader: Reader, { from, to }: NamedPeriod): Promise<Figures> {
  const frozen = {} as Frozen;
  for (const owners of ['unit', 'person'] as const) {
    const stretch = { owners, from, to };
    frozen[owners] = { rows: await standingRows(reader, stretch), lines: await allLines(reader, stretch) };
  }
  return { frozen, schemes: await schemesInForce(reader, from, to) };
}

export type Placed = {
  owner: string;
  name: string;
  group: string;
  place: number;
  tied: boolean;
  points: string;
};

/** Everybody's place in the order of the groups. */
export function placesOf({ frozen, schemes }: Figures, owners: 'unit' | 'person'): Placed[] {
  return groupsOf(frozen[owners].rows, schemes.at(-1) ?? null, owners).flatMap(({ group, rows }) =>
    rows.map(row => ({
      owner: row.owner.id,
      name: row.owner.name,
      group: group?.name ?? '',
      place: row.place,
      tied: row.tied,
      points: row.points,
    })),
  );
}

/** What is kept of a publication, to tell later what has changed since. */
export function publishedOf(figures: Figures): Published {
  const of = (owners: 'unit' | 'person'): Published['unit'] => ({
    lines: figures.frozen[owners].lines.map(line => ({
      id: line.id,
      owner: line.owner_id,
      points: line.points,
      zh: line.line.zh,
      en: line.line.en,
    })),
    places: placesOf(figures, owners).map(({ owner, name, place, points }) => ({
      owner,
      name,
      place,
      points,
    })),
  });
  return { unit: of('unit'), person: of('person') };
}
