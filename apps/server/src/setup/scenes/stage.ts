import type { ContractRouterClient } from '@orpc/contract';
import { type AnyRouter, createRouterClient } from '@orpc/server';
import type { contract, Role, UnitKind } from '@xinxuan/contract';
import type { Database, Tx } from '../../db/connect.ts';
import { lend } from '../../db/lend.ts';
import { instantAt } from '../../deadlines/days.ts';
import type { Actor } from '../../http/actor.ts';
import type { RequestContext, Server } from '../../http/endpoint.ts';
import type { MailWorks } from '../../mail/works.ts';
import { addDays, isWorkday, nextWorkday, previousWorkday } from '../demonstration/days.ts';
import { type HeldPost, type Item, itemsAtDesk, postsHeld } from './queries.ts';

/** What the demonstration acts with besides the server: the same doors that everybody comes in by. */
export type House = {
  router: AnyRouter;
  mail: MailWorks;
  importRuns: { finished(): Promise<void> };
  /** Tells everybody who wants it in the morning what waits. */
  sendDigests(database: Database, clock: () => Date): Promise<unknown>;
};

/** Everything that a person can do, as the contract has it. */
export type Hands = ContractRouterClient<typeof contract>;
export type Wish = {
  house: House;
  server: Server;
  until: string;
  bodyName: string;
  /** User names of those who sign in: they play the parts of their roles. */
  players: readonly string[];
};

/** One thing that happens at its time. */
export type Act = { at: Date; does(): Promise<unknown> };
export type Scene = (stage: Stage) => Act[];

/** Days: whoever acts in a scene has held the post all the time that the scenes tell of. */
const LOOKS_BACK = 40;
/** From documentation addresses: nobody's. */
const ADDRESS = '192.0.2.26';

/**
 * Where the scenes of the demonstration are played: persons in their posts, the clock, and what the units have sent.
 * Everything happens in one transaction, in order of time, by the acts that the program has for everybody.
 */
export class Stage {
  readonly tx: Tx;
  readonly server: Server;
  readonly house: House;
  /** The last working day of the records. */
  readonly last: string;
  /** The correspondent who signs in, and so the unit of that person. */
  readonly own: HeldPost;
  readonly items: readonly Item[];
  now: Date;
  readonly #posts: readonly HeldPost[];
  readonly #bodyName: string;
  readonly #taken = new Set<string>();

  private constructor(tx: Tx, wish: Wish, known: { posts: HeldPost[]; items: Item[]; last: string }) {
    this.tx = tx;
    this.house = wish.house;
    this.last = known.last;
    this.now = instantAt(known.last, 0);
    const settle = async (): Promise<void> => undefined;
    this.server = { ...wish.server, database: lend(tx), clock: () => this.now, settle };
    this.items = known.items;
    this.#posts = known.posts;
    this.#bodyName = wish.bodyName;
    this.own = this.post('correspondent');
  }

  static async open(tx: Tx, wish: Wish): Promise<Stage> {
    const last = isWorkday(wish.until) ? wish.until : previousWorkday(wish.until);
    const held = await postsHeld(tx, { from: addDays(wish.until, -LOOKS_BACK), to: wish.until });
    const plays = (post: HeldPost): number => Number(wish.players.includes(post.userName));
    const posts = held.sort((a, b) => plays(b) - plays(a));
    const writing = new Set(posts.filter(post => post.role === 'correspondent').map(post => post.unitId));
    const items = (await itemsAtDesk(tx)).filter(item => writing.has(item.unitId));
    return new Stage(tx, wish, { posts, items, last });
  }

  /** The working day so many before the last one; later ones are negative. */
  day(ago: number): string {
    let day = this.last;
    for (let i = 0; i < ago; i++) day = previousWorkday(day);
    for (let i = 0; i > ago; i--) day = nextWorkday(day);
    return day;
  }

  /** `at(3, '09:10')`: ten past nine, three working days before the last. */
  at(ago: number, clock: string): Date {
    const [hours, minutes] = clock.split(':');
    return instantAt(this.day(ago), Number(hours) * 60 + Number(minutes));
  }

  /** Somebody in a post: of the whole body, or of one unit. */
  post(role: Role, unitId?: string): HeldPost {
    const found = this.#posts.find(
      post => post.role === role && (unitId === undefined || post.unitId === unitId),
    );
    if (!found) throw new Error(`nobody is ${role} there`);
    return found;
  }

  /** The post in which a person may do this; the first of several. */
  postOf(personId: string, roles?: readonly Role[]): HeldPost {
    const held = this.#posts.filter(post => post.personId === personId);
    const found = held.find(post => roles?.includes(post.role)) ?? held[0];
    if (!found) throw new Error(`${personId} holds no post`);
    return found;
  }

  /** A correspondent of each unit of these kinds, without the unit of those who sign in and without some others. */
  units(kinds: readonly UnitKind[], without: readonly string[] = []): HeldPost[] {
    const barred = new Set([this.own.unitId, ...without]);
    return this.#posts.filter(post => {
      if (post.role !== 'correspondent' || !kinds.includes(post.unitKind) || barred.has(post.unitId))
        return false;
      barred.add(post.unitId);
      return true;
    });
  }

  /** Items that fit and that no scene has used yet, oldest first. */
  unused(fits: (item: Item) => boolean): Item[] {
    return this.items.filter(item => !this.#taken.has(item.id) && !item.repeats && fits(item));
  }

  take(item: Item): Item {
    this.#taken.add(item.id);
    return item;
  }

  /** The hands of a person in a post, at whatever time it is on the stage. */
  as(post: HeldPost): Hands {
    const actor = this.#actor(post);
    const context: RequestContext = {
      server: this.server,
      address: ADDRESS,
      headers: {},
      setHeader: () => undefined,
      actor: async () => actor,
    };
    return createRouterClient(this.house.router, { context }) as unknown as Hands;
  }

  #actor(post: HeldPost): Actor {
    const posts = this.#posts
      .filter(each => each.personId === post.personId)
      .map(({ id, role, unitId, unitName, unitPath, fromOn, toOn }) => ({
        ...{ id, role, unitId, unitName, unitPath, fromOn, toOn },
      }));
    return {
      ...{ personId: post.personId, personName: post.personName, userName: post.userName, title: post.title },
      ...{
        bodyId: this.tx.body,
        bodyName: this.#bodyName,
        posts,
        mustChangePassword: false,
        address: ADDRESS,
      },
      post: posts.find(each => each.id === post.id) ?? null,
      ...{ sessionEnds: null, sessionToken: null },
    };
  }
}
