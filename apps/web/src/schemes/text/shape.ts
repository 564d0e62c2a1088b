import { type Doc, isMap, type Path, valueAt } from '../document.ts';

/** As much of JSON Schema as docs/scheme.schema.json uses. */
export type Shape = {
  $ref?: string;
  $defs?: Record<string, Shape>;
  type?: string | string[];
  enum?: readonly (string | number)[];
  anyOf?: readonly Shape[];
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  required?: readonly string[];
  items?: Shape;
};

/** The published shape of a scheme, asked for what may stand at a place. */
export class SchemeShape {
  readonly #root: Shape;

  constructor(root: Shape) {
    this.#root = root;
  }

  /** Keys that may be written into the map at a path, those already there left out. */
  keysAt(path: Path, doc: Doc | null): string[] {
    const there = Object.keys(mapAt(doc, path));
    const shapes = this.at(path, doc).filter(shape => shape.properties);
    // A step is one act: beside `limit` only what goes with it. A switch stands alone.
    const begun = shapes.filter(shape => shape.required?.some(key => there.includes(key)));
    const keys = (begun.length > 0 ? begun : shapes).flatMap(shape => Object.keys(shape.properties ?? {}));
    return [...new Set(keys)].filter(key => !there.includes(key));
  }

  /** Fixed words that may stand as the value at a path. */
  wordsAt(path: Path, doc: Doc | null): string[] {
    const shapes = this.at(path, doc);
    const yesNo = shapes.some(shape => shape.type === 'boolean') ? ['true', 'false'] : [];
    return [...new Set([...shapes.flatMap(shape => (shape.enum ?? []).map(String)), ...yesNo])];
  }

  /** All shapes that a place may have. Inside a switch, each answer has the shape of what it stands for. */
  at(path: Path, doc: Doc | null): Shape[] {
    let shapes = this.#open([this.#root]);
    for (const [depth, step] of path.entries()) {
      const chosen = 'choose' in mapAt(doc, path.slice(0, depth));
      const below = shapes.flatMap(shape => inside(shape, step));
      if (below.length > 0) shapes = this.#open(below);
      else if (!chosen && typeof step !== 'number') return [];
    }
    return shapes;
  }

  #open(shapes: readonly Shape[]): Shape[] {
    return shapes.flatMap(shape => {
      const named = shape.$ref ? this.#root.$defs?.[shape.$ref.replace('#/$defs/', '')] : undefined;
      if (named) return this.#open([named]);
      return shape.anyOf ? this.#open(shape.anyOf) : [shape];
    });
  }
}

function inside(shape: Shape, step: string | number): Shape[] {
  if (typeof step === 'number') return shape.items ? [shape.items] : [];
  const known = shape.properties?.[step];
  if (known) return [known];
  return typeof shape.additionalProperties === 'object' ? [shape.additionalProperties] : [];
}

function mapAt(doc: Doc | null, path: Path): Record<string, unknown> {
  const found = doc === null ? null : valueAt(doc, path);
  return isMap(found) ? found : {};
}
