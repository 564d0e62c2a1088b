import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import statics from '@fastify/static';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { type AnyRouter, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fastify';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract, RefusalData } from '@xinxuan/contract';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../log.ts';
import { apiDocs } from './api-docs.ts';
import type { RequestContext, Server } from './endpoint.ts';
import { fileRoutes } from './file-routes.ts';
import { type Identity, SESSION_COOKIE } from './identity.ts';
import { invalidInput } from './invalid-input.ts';
import { mishap } from './mishap.ts';
import { toError } from './refusal.ts';
import {
  answerUnparsed,
  broken,
  foreignOrigin,
  malformed,
  noEndpoint,
  sendError,
  sendRefusal,
  whyUnserved,
} from './unserved.ts';
import { TooDeep, wellFormed } from './well-formed.ts';

export type ServeOptions = {
  router: AnyRouter;
  server: Server;
  identity: Identity;
  uploadLimitBytes: number;
  webDist: string | null;
  /** Addresses that may write from a browser besides the server's own, e.g. behind a proxy. */
  origins: string[];
};

const JSON_LIMIT = 4 * 1024 * 1024;

/** One Fastify application: RPC for the web, REST for machines, uploads, the pages. */
export async function serve(options: ServeOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: JSON_LIMIT,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => {
      void sendRefusal(request, reply, whyUnserved(error) ?? noEndpoint);
    },
    clientErrorHandler: answerUnparsed,
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: { directives: CSP },
    hsts: false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(multipart);
  await app.register(rateLimit, { global: false });
  const open = opener(options);
  app.addHook('onRequest', refuseForeignOrigins(options.origins));
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    void sendError(request, reply, told(error, options.server, request.url));
  });
  api(app, options, open);
  fileRoutes(app, options.server, { open, limitBytes: options.uploadLimitBytes });
  app.get('/api/health', async () => ({ ok: true }));
  await pages(app, options.webDist);
  return app;
}

const CSP = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  styleSrc: ["'self'", "'unsafe-inline'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
};

function opener({ server, identity }: ServeOptions) {
  return (request: FastifyRequest, reply: FastifyReply): RequestContext => {
    const authorization = request.headers.authorization;
    const post = request.headers['x-post'];
    return {
      server,
      address: request.ip,
      headers: request.headers,
      setHeader: (name, value) => void reply.header(name, value),
      actor: () =>
        identity.find({
          cookie: request.cookies[SESSION_COOKIE],
          bearer: authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined,
          post: typeof post === 'string' ? post : undefined,
          address: request.ip,
          now: server.clock(),
        }),
    };
  };
}

/** A page of another site must not write with the visitor's cookie: SameSite=Strict, and the Origin must be ours. */
function refuseForeignOrigins(origins: string[]) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const origin = request.headers.origin;
    if (!origin || request.method === 'GET' || request.method === 'HEAD') return;
    const own = [`http://${request.headers.host}`, `https://${request.headers.host}`, ...origins];
    if (own.includes(origin)) return;
    await sendRefusal(request, reply, foreignOrigin);
  };
}

/** Any error as what is told of it: a refusal the sender can act on, or that it failed. */
function told(error: Error & { statusCode?: number; code?: string }, server: Server, act: string) {
  const why = whyUnserved(error);
  if (why) return toError(why);
  try {
    return toError(mishap(error, { log: server.log, act }));
  } catch {
    server.log.error('request failed', { act, error });
    return broken();
  }
}

type Opener = ReturnType<typeof opener>;

function api(app: FastifyInstance, options: ServeOptions, open: Opener): void {
  const { log } = options.server;
  // Each handler its own list: the RPC handler adds a rule to the one it is given, which REST must not meet.
  const handling = () => ({ interceptors: [onRequest(log)], clientInterceptors: [onCall(log)] });
  const rpc = new RPCHandler(options.router, handling());
  const rest = new OpenAPIHandler(options.router, handling());
  app.all('/api/rpc/*', { bodyLimit: JSON_LIMIT }, async (request, reply) => {
    const { matched } = await rpc.handle(request, reply, {
      prefix: '/api/rpc',
      context: open(request, reply),
    });
    if (!matched) await sendRefusal(request, reply, noEndpoint);
  });
  app.all('/api/v1/*', async (request, reply) => {
    const { matched } = await rest.handle(request, reply, {
      prefix: '/api/v1',
      context: open(request, reply),
    });
    if (!matched) await sendRefusal(request, reply, noEndpoint);
  });
  let spec: Promise<object> | undefined;
  const describe = (): Promise<object> => (spec ??= generate());
  app.get('/api/openapi.json', async () => describe());
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html').send(apiDocs((await describe()) as Parameters<typeof apiDocs>[0])),
  );
}

type Step = { next(): Promise<unknown> };

/** Around reading the request and calling the endpoint: what could not be read, or was asked with a wrong method. */
function onRequest(log: Log) {
  return async ({ next }: Step): Promise<never> => {
    try {
      return (await next()) as never;
    } catch (error) {
      if (!(error instanceof ORPCError)) {
        log.warn('request could not be read', { error });
        throw toError(malformed);
      }
      throw error.code === 'METHOD_NOT_SUPPORTED' ? toError(noEndpoint) : error;
    }
  };
}

/** Around one call: input is made well-formed first, and no error leaves without words. */
function onCall(log: Log) {
  return async (call: { input: unknown; next(options?: object): Promise<unknown> }): Promise<unknown> => {
    try {
      return await call.next({ ...call, input: wellFormed(call.input) });
    } catch (error) {
      if (error instanceof TooDeep) throw toError(malformed);
      const invalid = invalidInput(error);
      if (invalid) throw invalid;
      if (error instanceof ORPCError && RefusalData.safeParse(error.data).success) throw error;
      log.error('unexpected failure', { error });
      throw broken();
    }
  };
}

function generate(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: { title: '信宣 Xinxuan', version: '0.1.0' },
    servers: [{ url: '/api/v1' }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
  });
}

/** The built web application; any address that is not a file is the application's own. */
async function pages(app: FastifyInstance, dist: string | null): Promise<void> {
  const built = dist !== null && existsSync(join(dist, 'index.html'));
  app.setNotFoundHandler(async (request, reply) => {
    const page = request.method === 'GET' || request.method === 'HEAD';
    if (!built || !page || request.url.startsWith('/api/')) return sendRefusal(request, reply, noEndpoint);
    return reply.sendFile('index.html');
  });
  if (!built) {
    app.get('/', async (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send('页面尚未构建：请用 npm start 启动。 The pages are not built: use npm start.'),
    );
    return;
  }
  await app.register(statics, {
    root: dist,
    setHeaders: (response, path) => {
      response.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
    preCompressed: true,
  });
}
