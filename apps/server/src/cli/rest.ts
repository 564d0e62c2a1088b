import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  AnySchema,
  ContractProcedure,
  ErrorMap,
  InferSchemaInput,
  InferSchemaOutput,
} from '@orpc/contract';
import { type EndpointMeta, RefusalData } from '@xinxuan/contract';
import * as z from 'zod';
import { CommandStop } from './command.ts';

/** What the server said no to, in its own words. */
export class ServerRefusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly said: RefusalData;

  constructor(status: number, code: string, said: RefusalData) {
    super(`${said.zh} ${said.en}`);
    this.status = status;
    this.code = code;
    this.said = said;
  }
}

/** An answer, and whether it is the kept one of the same request made before. */
export type Answer<T> = { value: T; repeated: boolean };

export interface Rest {
  /** Calls an endpoint of the contract at its REST address; `key` makes a repeated write happen once. */
  call<I extends AnySchema, O extends AnySchema>(
    procedure: ContractProcedure<I, O, ErrorMap, EndpointMeta>,
    input: InferSchemaInput<I>,
    key?: string,
  ): Promise<Answer<InferSchemaOutput<O>>>;
  /** Streams a file of this machine to the server; answers its id there. */
  upload(path: string, key: string): Promise<string>;
}

type Access = { server: string; token: string; patienceMs: number[] };
type Wanted = { path: string; init: () => Promise<RequestInit> };

const ANSWER_WITHIN_MS = 120_000;
/** How long to wait before each further try while the server is away. */
export const PATIENCE_MS = [1_000, 3_000, 9_000];

const Failure = z.object({ code: z.string(), data: RefusalData });

/** The server behind `server`, with a token. Waits out short absences; everything it sends can be sent twice. */
export function restOf({ server, token, patienceMs }: Access): Rest {
  const base = server.replace(/\/+$/u, '');

  async function ask({ path, init }: Wanted): Promise<{ body: unknown; repeated: boolean }> {
    for (let tried = 0; ; tried++) {
      const answer = await attempt(`${base}${path}`, await init());
      if (answer && answer.status !== 503) return settled(answer);
      const wait = patienceMs[tried];
      if (wait === undefined) throw away(base, answer ? await wordsOf(answer) : null);
      await pause(wait);
    }
  }

  const headers = (key: string | undefined): Record<string, string> => ({
    authorization: `Bearer ${token}`,
    ...(key && { 'idempotency-key': key }),
  });

  return {
    async call(procedure, input, key) {
      const { method = 'POST', path = '' } = procedure['~orpc'].route;
      const reads = method === 'GET';
      const query = reads ? `?${queryOf(input)}` : '';
      const init = async (): Promise<RequestInit> => ({
        method,
        headers: { ...headers(key), ...(!reads && { 'content-type': 'application/json' }) },
        ...(!reads && { body: JSON.stringify(input ?? {}) }),
      });
      const { body, repeated } = await ask({ path: `/api/v1${path}${query}`, init });
      return { value: body as never, repeated };
    },
    async upload(path, key) {
      const init = async (): Promise<RequestInit> => {
        const form = new FormData();
        form.set('file', await openAsBlob(path), basename(path));
        return { method: 'POST', headers: headers(key), body: form };
      };
      const { body } = await ask({ path: '/api/files', init });
      return (body as { id: string }).id;
    },
  };
}

function queryOf(input: unknown): URLSearchParams {
  return new URLSearchParams(
    Object.entries(input ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
}

/** null when nobody answers. */
async function attempt(url: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  } catch (error) {
    if (error instanceof TypeError && error.cause === undefined) throw error;
    return null;
  }
}

async function settled(answer: Response): Promise<{ body: unknown; repeated: boolean }> {
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return { body, repeated: answer.headers.has('idempotent-replayed') };
  const failure = Failure.safeParse(body);
  if (failure.success) throw new ServerRefusal(answer.status, failure.data.code, failure.data.data);
  throw new CommandStop(
    `${answer.url} 的回答（${answer.status}）不是信宣的。请检查 --server。\nThe answer (${answer.status}) is not Xinxuan's. Check --server.`,
  );
}

async function wordsOf(answer: Response): Promise<RefusalData | null> {
  const failure = Failure.safeParse(await answer.json().catch(() => null));
  return failure.success ? failure.data.data : null;
}

function away(server: string, said: RefusalData | null): CommandStop {
  const zh = said?.zh ?? `连不上 ${server}。`;
  const en = said?.en ?? `${server} does not answer.`;
  return new CommandStop(
    `${zh}已导入的不会重复，恢复后再运行一次即可接着导入。\n${en} What was taken in stays; run the command again to go on.`,
  );
}
