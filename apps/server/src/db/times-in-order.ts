/** A link of the chain, as far as time goes; moments as ISO text. */
type Timed = {
  seq: number;
  entry_id: number;
  act: string | null;
  /** The time that its entry gives; null when the entry is gone. */
  at: string | null;
  /** When it was chained, by the clock of the database; null where that was not kept. */
  chained: string | null;
};

/** An entry that gives an earlier time than the one before it, with what that can mean. */
export type Doubt = { entryId: string; zh: string; en: string };

/**
 * The chain goes by the numbers of transactions, and an entry gives the time at which its act began: behind a slow upload
 * or a lock it stands after acts that began later. Nothing that the server does takes this long.
 */
const OUT_OF_ORDER_MS = 3_600_000;

/**
 * Follows the times along the chain and tells where one goes back further than the order of transactions explains. That
 * breaks no link, and the database alone cannot prove what it was: a clock that was put back, or an entry that somebody
 * wrote past the system with an older time. The clock of the database, by which links are made, says what is likelier.
 */
export class TimesInOrder {
  readonly #tell: (doubt: Doubt) => void;
  #before: Timed | null = null;

  constructor(tell: (doubt: Doubt) => void) {
    this.#tell = tell;
  }

  next(link: Timed): void {
    if (link.at === null) return;
    const before = this.#before;
    this.#before = link;
    // The demonstration begins now, and then plays the year that led here.
    if (!before || (before.seq === 1 && before.act === 'setup.begin')) return;
    if (apart(before.at, link.at) > OUT_OF_ORDER_MS) this.#tell(doubtOf(before, link));
  }
}

type Likely = 'unknown' | 'put_back' | 'older' | 'was_ahead';

const MEANS: Record<Likely, { zh: string; en: string }> = {
  unknown: {
    zh: '可能是时钟曾被调回，也可能是有人绕过系统补写。请与时钟调整和运维记录核对。',
    en: 'Either a clock was put back, or somebody wrote it past the system. Compare the records of the machine.',
  },
  put_back: {
    zh: '数据库的时钟同时也退回了，应是机器时钟被调回。请与时钟调整记录核对。',
    en: 'The clock of the database went back as well, so a clock was put back. Compare the records of the machine.',
  },
  older: {
    zh: '入链时数据库的时钟并没有退回：可能是有人绕过系统补写了旧时间的记录，也可能是写入它的那台服务器时钟不准。请立即核对这条记录是否确有其事。',
    en: 'The clock of the database did not go back: either somebody wrote an entry with an older time past the system, or the server that wrote it has a wrong clock. Find out at once whether this act took place.',
  },
  was_ahead: {
    zh: '前一条的时间比数据库的时钟快：写入前一条的服务器时钟当时偏快，后来已改正。请与时钟调整记录核对。',
    en: 'The entry before it was ahead of the clock of the database: the server that wrote that one had a clock that was fast and was put right. Compare the records of the machine.',
  },
};

function likely(before: Timed, link: Timed): Likely {
  if (before.chained === null || link.chained === null) return 'unknown';
  if (apart(before.chained, link.chained) > OUT_OF_ORDER_MS) return 'put_back';
  if (apart(before.at, before.chained) > OUT_OF_ORDER_MS) return 'was_ahead';
  return 'older';
}

function doubtOf(before: Timed, link: Timed): Doubt {
  const { zh, en } = MEANS[likely(before, link)];
  const hours = Math.floor(apart(before.at, link.at) / 3_600_000);
  const [from, to] = [wordOf(link.at), wordOf(before.at)];
  return {
    entryId: String(link.entry_id),
    zh: `记的是 ${from}，比链上前一条（${before.entry_id}，${to}）早 ${hours} 小时以上。${zh}`,
    en: `It gives ${from}, more than ${hours} h before the entry ahead of it in the chain (${before.entry_id}, ${to}). ${en}`,
  };
}

/** By how many milliseconds the first moment is later. */
function apart(one: string | null, other: string | null): number {
  return one === null || other === null ? 0 : Date.parse(one) - Date.parse(other);
}

const MOMENT = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** As a clock in the office shows it: 2026-05-20 10:00. */
function wordOf(moment: string | null): string {
  return moment === null ? '' : MOMENT.format(Date.parse(moment));
}
