/** Keeps an act from being started again while the same one is under way. */
export type Once<I> = {
  /** False when the act with this input has not come back yet. */
  enter: (input: I) => boolean;
  leave: (input: I) => void;
};

/** A second click comes before the page can grey the button; acts with another input go on side by side. */
export function createOnce<I>(): Once<I> {
  const underWay = new Set<string>();
  const nameOf = (input: I) => JSON.stringify(input) ?? '';
  return {
    enter: input => {
      const name = nameOf(input);
      if (underWay.has(name)) return false;
      underWay.add(name);
      return true;
    },
    leave: input => void underWay.delete(nameOf(input)),
  };
}
