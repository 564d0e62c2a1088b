/** What happened, and who there is: the input of scoring. All days are 'YYYY-MM-DD' of Asia/Shanghai. */

export type AttributeValue = string | number | boolean;

/**
 * One thing that happened and may score. A fact is never changed by scoring; a correction is another fact list.
 *
 * `kind` is an open set: a scheme names the kinds it reads (submitted, adopted, fault, forwarded, instructed …).
 * `on` is the day it happened, `bookedOn` the day it was recorded (the same day when left out).
 * `manuscript` joins the facts of one text; `lead` joins manuscripts that come from one lead.
 * `unit` owns the fact; `coUnits` and `persons` take part in the order given (first author first). A person's
 * `share` is a stated part of the whole ("0.6"), read only where a clause credits stated shares.
 */
export type Fact = {
  id: string;
  kind: string;
  on: string;
  bookedOn?: string;
  unit: string;
  coUnits?: readonly string[];
  persons?: readonly FactPerson[];
  manuscript?: string;
  lead?: string;
  attrs?: Readonly<Record<string, AttributeValue>>;
  /** Title of the item, for the ledger. */
  label?: string;
  /** Ids of kept evidence: scans, pages, links. */
  evidence?: readonly string[];
};

export type FactPerson = { id: string; share?: string };

/** A unit of the roster. `numbers` are what formulas may use (correspondents, staff, counties), as decimals or numbers. */
export type RosterUnit = {
  id: string;
  name: string;
  group?: string;
  /** The unit that this one is a part of. */
  parent?: string;
  classes?: readonly string[];
  numbers?: Readonly<Record<string, number | string>>;
  from?: string;
  to?: string;
};

export type RosterPerson = {
  id: string;
  name: string;
  unit: string;
  role?: string;
  classes?: readonly string[];
  numbers?: Readonly<Record<string, number | string>>;
  from?: string;
  to?: string;
};

export type Roster = { units: readonly RosterUnit[]; persons?: readonly RosterPerson[] };

/** Holidays that fall on weekdays (`off`) and make-up working days on weekends (`on`). Without it, Monday to Friday count. */
export type CalendarDays = { off?: readonly string[]; on?: readonly string[] };

export type OwnerKind = 'unit' | 'person';
export type Owner = { kind: OwnerKind; id: string };
