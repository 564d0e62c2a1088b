/** Who takes part: the office of the tests has them all. */
export const PERSONS = ['writer', 'head', 'other_head', 'leader', 'principal', 'editor'] as const;
export type Person = (typeof PERSONS)[number];

/** Who signs at which step: each of a step has to. */
export type ModelRoute = readonly (readonly Person[])[];

type Round = {
  state: 'draft' | 'in_review' | 'returned' | 'withdrawn' | 'at_desk' | 'accepted';
  /** Whose signature is asked for now. */
  pending: readonly Person[];
  /** Signed in this round, or standing from before. */
  signed: readonly Person[];
  /** Signatures of an earlier round above the step that signs again, with the text they were given on. */
  carried: ReadonlyMap<Person, number>;
  text: number;
};

/**
 * A second opinion on one item in review, written from the rules (decision 0691) and without the code it judges. Each act
 * answers whether it is allowed and, where it is, changes the model.
 */
export class ReviewModel {
  readonly route: ModelRoute;
  /** Who signs for the unit head today. */
  delegate: Person | null = null;
  now: Round = { state: 'draft', pending: [], signed: [], carried: new Map(), text: 0 };
  #signedOn = new Map<Person, number>();
  #opened = false;
  #last: { by: Person; before: Round; step: number } | null = null;
  #atDesk: Round | null = null;

  constructor(route: ModelRoute) {
    this.route = route;
  }

  /** The seat that a person may sign now: the own one, or the head's as a stand-in. */
  seatOf(person: Person): Person | null {
    if (this.now.state !== 'in_review') return null;
    if (this.now.pending.includes(person)) return person;
    return person === this.delegate && this.now.pending.includes('head') ? 'head' : null;
  }

  submit(person: Person): boolean {
    if (person !== 'writer' || !['draft', 'returned', 'withdrawn'].includes(this.now.state)) return false;
    this.#turn({ state: 'in_review', pending: this.route[0] ?? [], signed: [], carried: new Map() });
    return true;
  }

  withdraw(person: Person): boolean {
    const { state, signed } = this.now;
    if (person !== 'writer' || state !== 'in_review' || signed.length > 0 || this.#opened) return false;
    this.#turn({ state: 'withdrawn', pending: [] });
    return true;
  }

  open(person: Person): void {
    const { state } = this.now;
    const holds =
      state === 'in_review'
        ? this.seatOf(person) !== null
        : state === 'at_desk'
          ? person === 'editor'
          : false;
    if (holds || (state === 'returned' && person === 'writer')) this.#opened = true;
  }

  /** A new text: by whoever signs now or, in hand again, by the writer. */
  edit(person: Person): boolean {
    const inHand = ['draft', 'returned', 'withdrawn'].includes(this.now.state) && person === 'writer';
    if (!inHand && this.seatOf(person) === null) return false;
    this.now = { ...this.now, text: this.now.text + 1 };
    this.#last = null;
    this.#atDesk = null;
    return true;
  }

  approve(person: Person): boolean {
    const seat = this.seatOf(person);
    if (seat === null) return false;
    const before = this.now;
    const step = this.#stepOf(seat);
    this.#signedOn.set(seat, before.text);
    let signed = [...before.signed, seat];
    const pending = before.pending.filter(each => each !== seat);
    if (pending.length > 0) this.now = { ...before, pending, signed };
    else {
      let next = step + 1;
      for (; next < this.route.length; next++) {
        const asked = (this.route[next] ?? []).filter(each => before.carried.get(each) !== before.text);
        signed = [...signed, ...(this.route[next] ?? []).filter(each => !asked.includes(each))];
        if (asked.length > 0) {
          this.#turn({ pending: asked, signed });
          break;
        }
      }
      if (next === this.route.length) this.#turn({ state: 'at_desk', pending: [], signed });
    }
    this.#last = { by: person, before, step };
    return true;
  }

  /** @param to the step that signs again, from 1; 0 is the writer */
  giveBack(person: Person, to: number): boolean {
    const seat = this.seatOf(person);
    if (seat === null || to >= this.#stepOf(seat) + 1) return false;
    const before = this.now;
    const signed = before.signed.filter(each => this.#stepOf(each) < to - 1);
    const above = before.signed.filter(each => this.#stepOf(each) > to - 1);
    const carried = new Map(above.map(each => [each, this.#signedOn.get(each) ?? -1]));
    if (to === 0) this.#turn({ state: 'returned', pending: [], signed: [], carried: new Map() });
    else this.#turn({ pending: this.route[to - 1] ?? [], signed, carried });
    this.#last = { by: person, before, step: this.#stepOf(seat) };
    return true;
  }

  takeBack(person: Person): boolean {
    const last = this.#last;
    if (last?.by !== person) return false;
    const stillThere =
      this.now.state === 'in_review' && this.now.pending.some(each => this.#stepOf(each) === last.step);
    if (this.#opened && !(stillThere && this.now.pending.length < (this.route[last.step]?.length ?? 0)))
      return false;
    this.now = last.before;
    this.#last = null;
    this.#opened = false;
    return true;
  }

  deskReturn(person: Person): boolean {
    if (person !== 'editor' || this.now.state !== 'at_desk') return false;
    this.#atDesk = this.now;
    this.#turn({ state: 'returned', pending: [] });
    return true;
  }

  deskUndo(person: Person): boolean {
    if (person !== 'editor' || this.#atDesk === null || this.now.state !== 'returned') return false;
    this.now = { ...this.#atDesk, text: this.now.text };
    this.#atDesk = null;
    this.#last = null;
    this.#opened = false;
    return true;
  }

  #stepOf(seat: Person): number {
    return this.route.findIndex(step => step.includes(seat));
  }

  /** It goes to somebody else, who has not opened it. */
  #turn(change: Partial<Round>): void {
    this.now = { ...this.now, ...change };
    this.#opened = false;
    this.#last = null;
    if (change.state !== 'returned') this.#atDesk = null;
  }
}
