import { expect, test } from 'vitest';
import { addColumn, addRow, changeCells, readTable, removeColumn, removeRow } from './points-table.ts';

const TWO = {
  by: ['level', 'genre'],
  table: { city: { long: 60, brief: 30 }, county: { long: { choose: 'county-long', a: 40, b: 41 } } },
};
const AT = ['clauses', 0, 'steps', 1, 'value'];

test('a table by two attributes is a sheet; what a switch decides is locked, what is missing is empty', () => {
  expect(readTable(TWO)).toEqual({
    by: ['level', 'genre'],
    rows: [['city'], ['county']],
    columns: ['long', 'brief'],
    cells: [
      [
        { text: '60', locked: false },
        { text: '30', locked: false },
      ],
      [{ text: 'county-long', locked: true }, null],
    ],
  });
});

test('one attribute gives one column, three give two heads', () => {
  expect(readTable({ by: 'level', table: { city: 7, '*': '2 + words' } })).toMatchObject({
    rows: [['city'], ['*']],
    columns: [''],
    cells: [[{ text: '7' }], [{ text: '2 + words' }]],
  });
  expect(
    readTable({
      by: ['kind', 'level', 'genre'],
      table: { adopted: { city: { long: 1 }, county: { brief: 2 } } },
    }),
  ).toMatchObject({
    rows: [
      ['adopted', 'city'],
      ['adopted', 'county'],
    ],
    columns: ['long', 'brief'],
  });
});

test('a row that holds one number for all columns is no sheet', () => {
  expect(readTable({ by: ['level', 'genre'], table: { city: 7 } })).toBeNull();
  expect(readTable({ by: 'level', table: { city: { long: 1 } } })).toBeNull();
  expect(readTable({ table: {} })).toBeNull();
});

test('changed cells become edits: numbers as numbers, emptied ones taken out, locked and equal ones left alone', () => {
  const edits = changeCells(readTable(TWO)!, AT, [
    { row: 0, column: 0, text: '62.50' },
    { row: 0, column: 1, text: ' ' },
    { row: 1, column: 0, text: '9' },
    { row: 1, column: 1, text: '1,200' },
    { row: 7, column: 1, text: '5' },
    { row: 0, column: 0, text: '60' },
  ]);
  expect(edits).toEqual([
    { do: 'set', path: [...AT, 'table', 'city', 'long'], value: 62.5 },
    { do: 'remove', path: [...AT, 'table', 'city', 'brief'] },
    { do: 'set', path: [...AT, 'table', 'county', 'brief'], value: 1200 },
  ]);
});

test('rows and columns', () => {
  const table = readTable(TWO)!;
  expect(addRow(table, AT, ['province'])).toEqual({
    do: 'set',
    path: [...AT, 'table', 'province'],
    value: { long: 0, brief: 0 },
  });
  expect(addColumn(table, AT, 'study').map(edit => edit.path.slice(-2))).toEqual([
    ['city', 'study'],
    ['county', 'study'],
  ]);
  expect(removeRow(table, AT, 1)).toEqual([{ do: 'remove', path: [...AT, 'table', 'county'] }]);
  expect(removeColumn(table, AT, 1)).toEqual([{ do: 'remove', path: [...AT, 'table', 'city', 'brief'] }]);
  const three = readTable({ by: ['a', 'b', 'c'], table: { x: { y: { z: 1 } } } })!;
  expect(addRow(three, [], ['x', 'w'])).toEqual({ do: 'set', path: ['table', 'x', 'w'], value: { z: 0 } });
  expect(addRow(three, [], ['v', 'w'])).toEqual({ do: 'set', path: ['table', 'v'], value: { w: { z: 0 } } });
});
