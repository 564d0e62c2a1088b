import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** One character on a page; y grows upwards, all lengths in points. */
export interface Glyph {
  character: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** A ruled line of a table, upright or level. */
export interface Rule {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

interface TextItem {
  str: string;
  transform: number[];
  width: number;
}

type Matrix = [number, number, number, number, number, number];

/** Compatibility forms that some programs write in place of ordinary characters: ⼯ for 工. Punctuation stays as it is. */
const COMPATIBILITY = /[\u2e80-\u2fdf\uf900-\ufaff]/gu;
/** Parts of characters that stand for the character; Unicode gives them no compatibility form. Part and character in turns. */
const PARTS = new Map(
  (
    '⼾户⺁厂⺇几⺊卜⺋巳⺌小⺎兀⺏尣⺗心⺟母⺠民⺡水⺣火⺦丬⺪疋⺫目⺬示⺮竹⺰纟⺱网⺵羊⺹老⺻聿⺽臼⻀艹⻁虎⻂衣⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻐钅⻑长⻒镸⻓长⻔门⻕阜⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龟⻲龟⻳龟'.match(
      /../gu,
    ) ?? []
  ).map(pair => [pair[0]!, pair[1]!] as const),
);
const WIDE = /[\u1100-\u11ff\u2014-\u201d\u2026\u2e80-\uffef]|[\u{20000}-\u{3ffff}]/u;

/** Splits text pieces into characters at estimated places: a wide character is as wide as it is high, others half. */
export function glyphsOf(items: TextItem[]): Glyph[] {
  const glyphs: Glyph[] = [];
  for (const { str, transform, width } of items) {
    const characters = [...str.replace(COMPATIBILITY, each => PARTS.get(each) ?? each.normalize('NFKC'))];
    const size = Math.hypot(transform[2] ?? 0, transform[3] ?? 0);
    const weights = characters.map(each => (WIDE.test(each) ? 1 : each === ' ' ? 0.25 : 0.5));
    const unit =
      width /
      Math.max(
        0.001,
        weights.reduce((sum, each) => sum + each, 0),
      );
    let x = transform[4] ?? 0;
    characters.forEach((character, index) => {
      const own = unit * weights[index]!;
      glyphs.push({ character, x, y: transform[5] ?? 0, width: own, size });
      x += own;
    });
  }
  return glyphs;
}

export interface OperatorList {
  fnArray: number[];
  argsArray: unknown[];
}

/** A picture as it is drawn: by its name among the page's objects, or with its points in the page itself. */
export interface Drawn {
  source: unknown;
  top: number;
}

/** Goes through what a page draws, with the matrix that holds at each step. */
function* steps(list: OperatorList): Generator<{ operation: number; argument: never[]; matrix: Matrix }> {
  const stack: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [index, operation] of list.fnArray.entries()) {
    const argument = (list.argsArray[index] ?? []) as never[];
    if (operation === OPS.save) stack.push(matrix);
    else if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd)
      matrix = stack.pop() ?? matrix;
    else if (operation === OPS.transform) matrix = multiplied(matrix, argument as unknown as Matrix);
    else if (operation === OPS.paintFormXObjectBegin) {
      stack.push(matrix);
      if (argument[0]) matrix = multiplied(matrix, argument[0] as Matrix);
    } else yield { operation, argument, matrix };
  }
}

/** Collects the upright and level lines that are drawn on a page, thin boxes among them; what only clips is no line. */
export function rulesOf(list: OperatorList): Rule[] {
  const rules: Rule[] = [];
  for (const { operation, argument, matrix } of steps(list)) {
    if (operation !== OPS.constructPath || (argument as unknown[])[0] === OPS.endPath) continue;
    const path = ((argument as unknown[])[1] as (ArrayLike<number> | null)[] | undefined)?.[0];
    if (path) rules.push(...segmentsOf(path, matrix));
  }
  return rules.filter(({ x1, y1, x2, y2 }) => Math.abs(x1 - x2) < 1.5 !== Math.abs(y1 - y2) < 1.5);
}

/** The pictures that are drawn on a page, with their upper edges. A picture is drawn into the square from 0 to 1. */
export function picturesOn(list: OperatorList): Drawn[] {
  const drawn: Drawn[] = [];
  for (const { operation, argument, matrix } of steps(list)) {
    if (operation !== OPS.paintImageXObject && operation !== OPS.paintInlineImageXObject) continue;
    drawn.push({ source: argument[0], top: Math.max(matrix[5], matrix[5] + matrix[1] + matrix[3]) });
  }
  return drawn;
}

function multiplied(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** Path data is a flat list: 0 x y moves, 1 x y draws, 2 is a curve of three points, 3 of two, 4 closes. */
function segmentsOf(path: ArrayLike<number>, matrix: Matrix): Rule[] {
  const segments: Rule[] = [];
  const place = (at: number): [number, number] => {
    const [x, y] = [path[at] ?? 0, path[at + 1] ?? 0];
    return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
  };
  let [start, last]: [number, number][] = [
    [0, 0],
    [0, 0],
  ];
  const drawTo = (to: [number, number]) => {
    segments.push({ x1: last![0], y1: last![1], x2: to[0], y2: to[1] });
    last = to;
  };
  for (let at = 0; at < path.length; ) {
    const operation = path[at];
    if (operation === 0) [start, last] = [place(at + 1), place(at + 1)];
    else if (operation === 1) drawTo(place(at + 1));
    else if (operation === 4) drawTo(start!);
    else if (operation === 2) last = place(at + 5);
    else if (operation === 3) last = place(at + 3);
    at += operation === 4 ? 1 : operation === 2 ? 7 : operation === 3 ? 5 : 3;
  }
  return segments;
}
