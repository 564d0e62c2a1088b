import { createHash } from 'node:crypto';
import type {
  AnySchema,
  ContractProcedure,
  ErrorMap,
  InferSchemaInput,
  InferSchemaOutput,
} from '@orpc/contract';
import { implement, ORPCError } from '@orpc/server';
import type { EndpointMeta, Right } from '@xinxuan/contract';
import type { Clock } from '../clock.ts';
import { recordAudit } from '../db/audit.ts';
import {
  type Database,
  isDiskFull,
  isUnavailable,
  type Reader,
  type Tx,
  violatedUnique,
} from '../db/connect.ts';
import type { DocumentReader } from '../documents/document-reader.ts';
import type { StoredFiles } from '../files/stored-files.ts';
import type { Log } from '../log.ts';
import type { Actor } from './actor.ts';
import { type Kept, keepResponse, shownOnce, takeKey } from './idempotency.ts';
import type { Live } from './live.ts';
import { isRefusal, type Refusal, refuse, toError } from './refusal.ts';
import { type Place, type Scope, scopeOf, whyNotAct, whyNotHere } from './rights.ts';

/** What the whole server shares. */
export type Server = {
  database: Database;
  files: StoredFiles;
  /** Reads uploaded documents beside the event loop. */
  documents: DocumentReader;
  clock: Clock;
  log: Log;
  live: Live;
  /** What follows from an act inside its own transaction, e.g. points from facts. Set where the features meet. */
  settle: (tx: Tx, now: Date) => Promise<void>;
};

/** What one request brings along, before anything is known of its sender. */
export type RequestContext = {
  server: Server;
  address: string;
  headers: Record<string, string | string[] | undefined>;
  setHeader(name: string, value: string | string[]): void;
  /** The signed-in person in the chosen post; a refusal when there is none. */
  actor(): Promise<Actor | Refusal>;
};

type Procedure<I extends AnySchema, O extends AnySchema> = ContractProcedure<I, O, ErrorMap, EndpointMeta>;

export type ReadCall<Input> = {
  input: Input;
  actor: Actor;
  reader: Reader;
  now: Date;
  server: Server;
  /** May the actor do this here? Asked by every endpoint that concerns a thing, before anything of it is shown. */
  may(place: Place, right?: Right): Refusal | null;
  /** What a list is cut to. */
  scope(right?: Right): Scope;
};

export type WriteCall<Input> = ReadCall<Input> & {
  tx: Tx;
  /** What the audit trail keeps of this act. */
  record(subjectId: string, before: unknown, after: unknown): void;
  /** Lets what follows from the act happen now, so that the answer can show it; it happens before the end anyway. */
  settle(): Promise<void>;
  /** Runs once the transaction has ended well: hints and caches only, never anything that must not be lost. */
  afterwards(run: () => void): void;
};

export type PublicCall<Input> = { input: Input; now: Date; context: RequestContext; server: Server };

/** An endpoint that reads. */
export function answers<I extends AnySchema, O extends AnySchema>(
  procedure: Procedure<I, O>,
  handle: (call: ReadCall<InferSchemaOutput<I>>) => Promise<InferSchemaInput<O> | Refusal>,
) {
  const meta = metaOf(procedure);
  if (meta.writes) throw new Error('answers() is for endpoints that do not write');
  return build(procedure, async (input, context) => {
    const started = await begin(context, meta);
    if (isRefusal(started)) return started;
    const guard = new PlaceGuard(meta);
    const result = await handle({ ...callOf(started, { context, meta, guard }), input });
    guard.check(result);
    return result;
  });
}

/** An endpoint that writes: one transaction, one audit entry, repeated requests answered from what was kept. */
export function acts<I extends AnySchema, O extends AnySchema>(
  procedure: Procedure<I, O>,
  handle: (call: WriteCall<InferSchemaOutput<I>>) => Promise<InferSchemaInput<O> | Refusal>,
) {
  const meta = metaOf(procedure);
  if (!meta.writes) throw new Error('acts() is for endpoints that write');
  return build(procedure, async (input, context, path) => {
    const actor = await begin(context, meta);
    if (isRefusal(actor)) return actor;
    const { database, clock } = context.server;
    const kept = keptRequest(context, { actor, path, input });
    if (isRefusal(kept)) return kept;
    const after: (() => void)[] = [];
    const work = async (tx: Tx): Promise<InferSchemaInput<O> | Refusal> => {
      after.length = 0;
      const now = clock();
      const earlier = kept ? await takeKey(tx, kept, now) : null;
      if (isRefusal(earlier)) return earlier;
      if (earlier) return meta.secret ? shownOnce() : (earlier.response as InferSchemaInput<O>);
      const guard = new PlaceGuard(meta);
      const entry = { subjectId: null as string | null, before: null as unknown, after: null as unknown };
      const result = await handle({
        ...callOf(actor, { context, meta, guard }),
        now,
        input,
        reader: tx,
        tx,
        record: (subjectId, before, afterwards) =>
          void Object.assign(entry, { subjectId, before, after: afterwards }),
        settle: () => context.server.settle(tx, now),
        afterwards: run => void after.push(run),
      });
      guard.check(result);
      if (isRefusal(result)) return result;
      await context.server.settle(tx, now);
      await recordAudit(tx, {
        at: now,
        personId: actor.personId,
        appointmentId: actor.post?.id ?? null,
        role: actor.post?.role ?? null,
        address: actor.address,
        act: path.join('.'),
        ...entry,
      });
      if (kept) await keepResponse(tx, kept, meta.secret ? null : result);
      return result;
    };
    const result = await database.write(actor.bodyId, work, isRefusal);
    if (!isRefusal(result)) for (const run of after) run();
    return result;
  });
}

/** An endpoint before sign-in; it opens its own transaction where it writes. */
export function answersAnyone<I extends AnySchema, O extends AnySchema>(
  procedure: Procedure<I, O>,
  handle: (call: PublicCall<InferSchemaOutput<I>>) => Promise<InferSchemaInput<O> | Refusal>,
) {
  const meta = metaOf(procedure);
  if (meta.right !== 'public') throw new Error('answersAnyone() is for public endpoints');
  return build(procedure, (input, context) =>
    handle({ input, context, now: context.server.clock(), server: context.server }),
  );
}

/** Server-sent events: rights as for a read, then whatever the generator yields. */
export function streams<I extends AnySchema, O extends AnySchema>(
  procedure: Procedure<I, O>,
  open: (call: ReadCall<InferSchemaOutput<I>> & { signal: AbortSignal | undefined }) => InferSchemaInput<O>,
) {
  const meta = metaOf(procedure);
  return build(procedure, async (input, context, _path, signal) => {
    const actor = await begin(context, meta);
    if (isRefusal(actor)) return actor;
    const guard = new PlaceGuard(meta);
    return open({ ...callOf(actor, { context, meta, guard }), input, signal });
  });
}

function metaOf<I extends AnySchema, O extends AnySchema>(procedure: Procedure<I, O>): EndpointMeta {
  return procedure['~orpc'].meta;
}

type Run<I extends AnySchema, O extends AnySchema> = (
  input: InferSchemaOutput<I>,
  context: RequestContext,
  path: readonly string[],
  signal?: AbortSignal,
) => Promise<InferSchemaInput<O> | Refusal>;

function build<I extends AnySchema, O extends AnySchema>(procedure: Procedure<I, O>, run: Run<I, O>) {
  return implement(procedure)
    .$context<RequestContext>()
    .handler(async ({ input, context, path, signal }) => {
      try {
        const result = await run(input as InferSchemaOutput<I>, context, path, signal);
        if (isRefusal(result)) throw toError(result);
        return result;
      } catch (error) {
        if (error instanceof ORPCError) throw error;
        throw toError(unexpected(error, { context, path }));
      }
    });
}

async function begin(context: RequestContext, meta: EndpointMeta): Promise<Actor | Refusal> {
  const actor = await context.actor();
  if (isRefusal(actor)) return actor;
  if (meta.right === 'public' || meta.right === 'signed_in') return actor;
  if (actor.mustChangePassword) {
    return refuse('password_change_required', 'first_password', {
      zh: '这是初始密码。请先在“修改密码”页设置自己的密码，然后再办理业务。',
      en: 'You are still using the first password. Set one of your own before going on.',
    });
  }
  return whyNotAct(actor, meta.right) ?? actor;
}

type Around = { context: RequestContext; meta: EndpointMeta; guard: PlaceGuard };

function callOf(actor: Actor, { context, meta, guard }: Around): Omit<ReadCall<never>, 'input'> {
  const right = meta.right === 'public' || meta.right === 'signed_in' ? null : meta.right;
  return {
    actor,
    reader: context.server.database.reader(actor.bodyId),
    now: context.server.clock(),
    server: context.server,
    may: (place, asked = right ?? undefined) => {
      guard.asked = true;
      return asked ? whyNotHere(actor, asked, place) : null;
    },
    scope: (asked = right ?? undefined) => {
      guard.asked = true;
      const scope = asked ? scopeOf(actor, asked) : null;
      return scope ?? { kind: 'unit', path: NOWHERE };
    },
  };
}

/** A path that no unit has: a list cut to it is empty. */
const NOWHERE = '-';

/** Fails closed: an endpoint declared to concern a place must have asked about it before it answers. */
class PlaceGuard {
  asked = false;
  readonly meta: EndpointMeta;
  constructor(meta: EndpointMeta) {
    this.meta = meta;
  }
  check(result: unknown): void {
    if (this.meta.place === 'body' || this.asked || isRefusal(result)) return;
    throw new Error(`endpoint with right ${this.meta.right} answered without asking where it acts`);
  }
}

function keptRequest(
  context: RequestContext,
  { actor, path, input }: { actor: Actor; path: readonly string[]; input: unknown },
): Kept | Refusal | null {
  const key = context.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\w.:-]{8,80}$/.test(key)) {
    return refuse('invalid', 'bad_idempotency_key', {
      zh: 'Idempotency-Key 应为 8 至 80 位的字母、数字或 . : - _。',
      en: 'The Idempotency-Key must be 8 to 80 letters, digits or . : - _.',
    });
  }
  const requestHash = createHash('sha256')
    .update(JSON.stringify(input ?? null))
    .digest();
  return { personId: actor.personId, key, endpoint: path.join('.'), requestHash };
}

function unexpected(error: unknown, at: { context: RequestContext; path: readonly string[] }): Refusal {
  const { log } = at.context.server;
  if (isUnavailable(error)) {
    log.warn('database unavailable', { act: at.path.join('.'), error });
    return refuse('unavailable', 'database_away', {
      zh: '数据库暂时连接不上，本次操作没有保存。请稍候片刻再试；若持续出现，请联系系统管理员。',
      en: 'The database cannot be reached for the moment and nothing was saved. Try again shortly; tell the system administrator if it goes on.',
    });
  }
  if (isDiskFull(error)) {
    log.error('disk full', { act: at.path.join('.'), error });
    return refuse('disk_full', 'disk_full', {
      zh: '服务器磁盘已满，本次操作没有保存。请联系系统管理员清理空间后再试。',
      en: "The server's disk is full and nothing was saved. Ask the system administrator to free space, then try again.",
    });
  }
  if (violatedUnique(error)) {
    log.warn('unforeseen duplicate', { act: at.path.join('.'), constraint: violatedUnique(error) });
    return refuse('conflict', 'duplicate', {
      zh: '同样的内容刚刚已被他人登记，本次没有重复保存。请刷新后查看。',
      en: 'Somebody has just recorded the same; it was not saved twice. Reload and look.',
    });
  }
  throw error;
}
