import type {
  AnySchema,
  ContractProcedure,
  ErrorMap,
  InferSchemaInput,
  InferSchemaOutput,
} from '@orpc/contract';
import { implement, ORPCError } from '@orpc/server';
import type { DutyKind, EndpointMeta, Right } from '@xinxuan/contract';
import type { Clock } from '../clock.ts';
import { recordAudit } from '../db/audit.ts';
import type { Database, Reader, Tx } from '../db/connect.ts';
import type { DocumentReader } from '../documents/document-reader.ts';
import type { StoredFiles } from '../files/stored-files.ts';
import type { Log } from '../log.ts';
import { type Actor, authorOf } from './actor.ts';
import { actOnce, keptRequest, REPEATED } from './idempotency.ts';
import type { Live } from './live.ts';
import { mishap } from './mishap.ts';
import { PlaceGuard } from './place-guard.ts';
import { isRefusal, type Refusal, refuse, toError } from './refusal.ts';
import { type Place, type Scope, scopeOf, whyNotAct, whyNotHere } from './rights.ts';
import { bearsMark, type RefusedSecret, secretIn } from './secrecy-gate.ts';

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
  /** What keeps a copy of a duty's due time follows when that moves. Set where the features meet. */
  dueMoved: (tx: Tx, moved: { kind: DutyKind; key: string; subjectId: string; dueAt: Date }) => Promise<void>;
  /** Records that a text was refused for its secrecy mark, without the text. Set where the features meet. */
  noteSecret: (refused: RefusedSecret) => Promise<void>;
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
  return build(procedure, async ({ input, context }) => {
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
  return actsOn(procedure, async () => null, handle);
}

/**
 * As `acts`, for what takes long to make ready, such as reading a document: `prepare` runs before the transaction, so
 * that no lock and no connection is held meanwhile. It may run again for a repeated request, and writes nothing.
 */
export function actsOn<I extends AnySchema, O extends AnySchema, P>(
  procedure: Procedure<I, O>,
  prepare: (call: Omit<ReadCall<InferSchemaOutput<I>>, 'may' | 'scope'>) => Promise<P | Refusal>,
  handle: (call: WriteCall<InferSchemaOutput<I>>, prepared: P) => Promise<InferSchemaInput<O> | Refusal>,
) {
  const meta = metaOf(procedure);
  if (!meta.writes) throw new Error('acts() is for endpoints that write');
  return build(procedure, async ({ input, context, path }) => {
    const actor = await begin(context, meta);
    if (isRefusal(actor)) return actor;
    const endpoint = path.join('.');
    const marked = await whyNotMarked(input, { actor, endpoint, server: context.server });
    if (marked) return marked;
    const { may: _, scope: __, ...early } = callOf(actor, { context, meta, guard: new PlaceGuard(meta) });
    const prepared = await prepare({ ...early, input });
    if (isRefusal(prepared)) return prepared;
    const { database, clock, settle } = context.server;
    const kept = keptRequest(context.headers['idempotency-key'], {
      personId: actor.personId,
      endpoint,
      input,
    });
    if (isRefusal(kept)) return kept;
    const after: (() => void)[] = [];
    const act = async (tx: Tx, now: Date): Promise<InferSchemaInput<O> | Refusal> => {
      const guard = new PlaceGuard(meta);
      const entry = { subjectId: null as string | null, before: null as unknown, after: null as unknown };
      const call: WriteCall<InferSchemaOutput<I>> = {
        ...callOf(actor, { context, meta, guard }),
        now,
        input,
        reader: tx,
        tx,
        record: (subjectId, before, afterwards) =>
          void Object.assign(entry, { subjectId, before, after: afterwards }),
        settle: () => settle(tx, now),
        afterwards: run => void after.push(run),
      };
      const result = await handle(call, prepared);
      guard.check(result);
      if (isRefusal(result)) return result;
      await mustBeAnswerable(procedure, result);
      await settle(tx, now);
      await recordAudit(tx, { at: now, ...authorOf(actor), act: endpoint, ...entry });
      return result;
    };
    // A deadlock makes the database run the work again: whatever the first run left behind is dropped.
    const work = (tx: Tx): Promise<InferSchemaInput<O> | Refusal> => {
      after.length = 0;
      const now = clock();
      const onRepeat = (): void => context.setHeader(REPEATED, 'true');
      return actOnce(tx, { kept, now, secret: meta.secret === true, onRepeat }, () => act(tx, now));
    };
    const result = await database.write(actor.bodyId, work, isRefusal);
    if (!isRefusal(result)) for (const run of after) run();
    return result;
  });
}

/** What cannot be shown is not kept: it would break every list that it stands in. */
async function mustBeAnswerable<I extends AnySchema, O extends AnySchema>(
  procedure: Procedure<I, O>,
  result: unknown,
): Promise<void> {
  const checked = await procedure['~orpc'].outputSchema?.['~standard'].validate(result);
  if (checked?.issues) throw new Error(`The answer breaks its contract: ${JSON.stringify(checked.issues)}`);
}

/** A secrecy mark goes no further than here; that somebody tried is on record, what it was is not. */
async function whyNotMarked(
  input: unknown,
  { actor, endpoint, server }: { actor: Actor; endpoint: string; server: Server },
): Promise<Refusal | null> {
  const reading = secretIn(input);
  if (reading === null) return null;
  await server.noteSecret({ actor, endpoint, reading, now: server.clock() });
  return bearsMark();
}

/** An endpoint before sign-in; it opens its own transaction where it writes. */
export function answersAnyone<I extends AnySchema, O extends AnySchema>(
  procedure: Procedure<I, O>,
  handle: (call: PublicCall<InferSchemaOutput<I>>) => Promise<InferSchemaInput<O> | Refusal>,
) {
  const meta = metaOf(procedure);
  if (meta.right !== 'public') throw new Error('answersAnyone() is for public endpoints');
  return build(procedure, async ({ input, context }) =>
    meta.writes && secretIn(input) !== null
      ? bearsMark()
      : handle({ input, context, now: context.server.clock(), server: context.server }),
  );
}

/** Server-sent events: rights as for a read, then whatever the generator yields. */
export function streams<I extends AnySchema, O extends AnySchema>(
  procedure: Procedure<I, O>,
  open: (call: ReadCall<InferSchemaOutput<I>> & { signal: AbortSignal | undefined }) => InferSchemaInput<O>,
) {
  const meta = metaOf(procedure);
  return build(procedure, async ({ input, context, signal }) => {
    const actor = await begin(context, meta);
    if (isRefusal(actor)) return actor;
    const guard = new PlaceGuard(meta);
    return open({ ...callOf(actor, { context, meta, guard }), input, signal });
  });
}

function metaOf<I extends AnySchema, O extends AnySchema>(procedure: Procedure<I, O>): EndpointMeta {
  return procedure['~orpc'].meta;
}

type Run<I extends AnySchema, O extends AnySchema> = (asked: {
  input: InferSchemaOutput<I>;
  context: RequestContext;
  path: readonly string[];
  signal: AbortSignal | undefined;
}) => Promise<InferSchemaInput<O> | Refusal>;

function build<I extends AnySchema, O extends AnySchema>(procedure: Procedure<I, O>, run: Run<I, O>) {
  return implement(procedure)
    .$context<RequestContext>()
    .handler(async ({ input, context, path, signal }) => {
      try {
        const result = await run({ input: input as InferSchemaOutput<I>, context, path, signal });
        if (isRefusal(result)) throw toError(result);
        return result;
      } catch (error) {
        if (error instanceof ORPCError) throw error;
        throw toError(mishap(error, { log: context.server.log, act: path.join('.') }));
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
