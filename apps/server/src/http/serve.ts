import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import statics from '@fastify/static';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { type AnyRouter, ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fastify';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '@xinxuan/contract';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { apiDocs } from './api-docs.ts';
import type { RequestContext, Server } from './endpoint.ts';
import { fileRoutes } from './file-routes.ts';
import { type Identity, SESSION_COOKIE } from './identity.ts';
import { invalidInput } from './invalid-input.ts';

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
  app.setErrorHandler((error: { statusCode?: number; code?: string }, _request, reply) => {
    options.server.log.error('request failed', { error });
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    void reply.code(status).send(status === 413 ? BODY_TOO_LARGE : BROKEN);
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

const BROKEN = {
  code: 'internal',
  message: '服务器处理出错，本次操作没有保存。请稍后再试；若再次出现，请把时间告知系统管理员。',
  data: {
    reason: 'internal',
    zh: '服务器处理出错，本次操作没有保存。请稍后再试；若再次出现，请把时间告知系统管理员。',
    en: 'The server failed and nothing was saved. Try again; if it happens again, tell the system administrator when.',
  },
};
const BODY_TOO_LARGE = {
  code: 'too_large',
  message: '提交的内容太大，没有保存。请精简正文，图片请作为附件上传。',
  data: {
    reason: 'request_too_large',
    zh: '提交的内容太大，没有保存。请精简正文，图片请作为附件上传。',
    en: 'The request is too large and was not saved. Shorten the text; upload pictures as files.',
  },
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
    await reply.code(403).send({
      code: 'forbidden',
      message: '请求来自其他网站，已拒绝。',
      data: {
        reason: 'foreign_origin',
        zh: '请求来自其他网站，已拒绝。',
        en: 'The request comes from another site and was refused.',
      },
    });
  };
}

type Opener = ReturnType<typeof opener>;

function api(app: FastifyInstance, options: ServeOptions, open: Opener): void {
  const interceptor = async ({ next }: { next(): Promise<unknown> }): Promise<unknown> => {
    try {
      return await next();
    } catch (error) {
      const invalid = invalidInput(error);
      if (invalid) throw invalid;
      if (error instanceof ORPCError) throw error;
      options.server.log.error('unexpected failure', { error });
      throw new ORPCError('internal', { status: 500, ...BROKEN });
    }
  };
  const report = (error: unknown): void => {
    if (!(error instanceof ORPCError)) options.server.log.error('request could not be handled', { error });
  };
  // Each handler its own list: the RPC handler adds a rule to the one it is given, which REST must not meet.
  const rpc = new RPCHandler(options.router, {
    clientInterceptors: [interceptor],
    interceptors: [onError(report)],
  });
  const rest = new OpenAPIHandler(options.router, {
    clientInterceptors: [interceptor],
    interceptors: [onError(report)],
  });
  app.all('/api/rpc/*', { bodyLimit: JSON_LIMIT }, async (request, reply) => {
    const { matched } = await rpc.handle(request, reply, {
      prefix: '/api/rpc',
      context: open(request, reply),
    });
    if (!matched) await reply.code(404).send(UNKNOWN_ENDPOINT);
  });
  app.all('/api/v1/*', async (request, reply) => {
    const { matched } = await rest.handle(request, reply, {
      prefix: '/api/v1',
      context: open(request, reply),
    });
    if (!matched) await reply.code(404).send(UNKNOWN_ENDPOINT);
  });
  let spec: Promise<object> | undefined;
  const describe = (): Promise<object> => (spec ??= generate());
  app.get('/api/openapi.json', async () => describe());
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html').send(apiDocs((await describe()) as Parameters<typeof apiDocs>[0])),
  );
}

const UNKNOWN_ENDPOINT = {
  code: 'not_found',
  message: '没有这个接口。',
  data: {
    reason: 'no_endpoint',
    zh: '没有这个接口，请查阅 /api/docs。',
    en: 'There is no such endpoint; see /api/docs.',
  },
};

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
  if (!dist || !existsSync(join(dist, 'index.html'))) {
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
  app.setNotFoundHandler(async (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.code(404).send(UNKNOWN_ENDPOINT);
    return reply.sendFile('index.html');
  });
}
