import { expect, test } from 'vitest';
import published from '../../../../docs/scheme.schema.json';
import { dropAt, putAt } from './document.ts';
import {
  ATTRIBUTE_FIELDS,
  AWARD_FIELDS,
  CLOSING_FIELDS,
  LEDGER_FIELDS,
  RANKING_FIELDS,
} from './part-fields.ts';
import { STEP_FIELDS, type StepField } from './step-fields.ts';
import { lineOf } from './text/place.ts';
import { SchemeShape, type Shape } from './text/shape.ts';
import { unknownIn } from './UnknownKeys.tsx';

const SHAPE = new SchemeShape(published as Shape);

/** Everything that the published shape allows below a place, two maps deep, as a document. */
function everything(path: (string | number)[], depth = 2): Record<string, unknown> {
  const keys = SHAPE.at(path, null).flatMap(shape => Object.keys(shape.properties ?? {}));
  return Object.fromEntries(
    keys
      .filter(key => key !== 'choose')
      .map(key => {
        const below = depth > 1 ? everything([...path, key], depth - 1) : {};
        return [key, Object.keys(below).length > 0 ? below : 1];
      }),
  );
}

/** An amount's own parts, and parts that have controls of another kind. */
const without = (found: string[][], besides: string[]): string[] =>
  found.map(keys => keys.join('.')).filter(path => !besides.includes(path));

const known = (...fields: StepField[][]) => fields.flat().map(field => field.path);

test('every key of the published shape has its field in the form', () => {
  const step = everything(['clauses', 0, 'steps', 0]);
  expect(without(unknownIn(step, known(...Object.values(STEP_FIELDS))), [])).toEqual([]);
  const closing = everything(['ledgers', 'main', 'steps', 0]);
  expect(without(unknownIn(closing, known(...Object.values(CLOSING_FIELDS))), [])).toEqual([]);
  const ledger = everything(['ledgers', 'main']);
  expect(without(unknownIn(ledger, known(LEDGER_FIELDS)), ['steps'])).toEqual([]);
  expect(without(unknownIn(everything(['rankings', 0]), known(RANKING_FIELDS)), ['id'])).toEqual([]);
  expect(without(unknownIn(everything(['awards', 0]), known(AWARD_FIELDS)), ['id'])).toEqual([]);
  const attribute = everything(['attributes', 'level']);
  expect(without(unknownIn(attribute, known(ATTRIBUTE_FIELDS)), ['values', 'bands.from'])).toEqual([]);
});

test('what has no field is found, also inside; what a switch decides is not', () => {
  const paths = [['limit', 'most'], ['because']];
  expect(unknownIn({ limit: { most: 1, mots: 2 }, becuase: '' }, paths)).toEqual([
    ['limit', 'mots'],
    ['becuase'],
  ]);
  expect(unknownIn({ limit: { choose: 'x', a: { most: 1 } } }, paths)).toEqual([]);
});

test('a value comes with the maps around it, and goes with them', () => {
  const doc = { rankings: [{ id: 'a' }] };
  expect(putAt(doc, ['rankings', 0, 'gives', 'places'], [3, 2])).toEqual({
    do: 'set',
    path: ['rankings', 0, 'gives'],
    value: { places: [3, 2] },
  });
  expect(putAt(doc, ['kinds', 'x'], '某')).toEqual({ do: 'set', path: ['kinds'], value: { x: '某' } });
  const given = { rankings: [{ id: 'a', gives: { places: [1] } }] };
  expect(dropAt(given, ['rankings', 0, 'gives', 'places'])).toEqual({
    do: 'remove',
    path: ['rankings', 0, 'gives'],
  });
  expect(dropAt({ limit: { most: 1 } }, ['limit', 'most'])).toEqual({
    do: 'remove',
    path: ['limit', 'most'],
  });
});

test('a part is found in the text; one behind an alias by what is around it', () => {
  const text =
    'clauses:\n  - id: a\n    steps: []\n  - id: b # steps: none\n    steps:\n      - limit: { most: 1, mots: 2 }\n      - *same\n';
  expect(lineOf(text, ['clauses', 0, 'steps'])).toBe(3);
  expect(lineOf(text, ['clauses', 1, 'steps', 0, 'limit', 'mots'])).toBe(6);
  expect(lineOf(text, ['clauses', 1, 'steps', 1, 'value', 'by'])).toBe(5);
});
