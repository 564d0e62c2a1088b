/** Things that wait, by whom they belong to: each owner has one turn after the other owners had theirs. */
export class Turns<T> {
  readonly #queues = new Map<string, T[]>();

  get waiting(): boolean {
    return this.#queues.size > 0;
  }

  add(owner: string, thing: T): void {
    const queue = this.#queues.get(owner);
    if (queue) queue.push(thing);
    else this.#queues.set(owner, [thing]);
  }

  /** The first thing of the owner who has waited longest for a turn; null when nothing waits. */
  take(): T | null {
    const [first] = this.#queues;
    if (!first) return null;
    const [owner, queue] = first;
    const thing = queue.shift() as T;
    this.#queues.delete(owner);
    if (queue.length > 0) this.#queues.set(owner, queue);
    return thing;
  }

  /** Everything that waits; nothing does afterwards. */
  drain(): T[] {
    const all = [...this.#queues.values()].flat();
    this.#queues.clear();
    return all;
  }
}
