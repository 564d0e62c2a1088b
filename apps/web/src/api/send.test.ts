import { describe, expect, it } from 'vitest';
import { RETRY_WAITS, send } from './send.ts';

type Step = number | 'down';

/** A network that answers in the order given, and remembers what it was asked. */
function network(steps: Step[]) {
  const keys: (string | null)[] = [];
  const bodies: string[] = [];
  const waits: number[] = [];
  return {
    keys,
    bodies,
    waits,
    options: {
      fetch: async (request: Request) => {
        keys.push(request.headers.get('idempotency-key'));
        bodies.push(await request.text());
        const step = steps.shift() ?? 200;
        if (step === 'down') throw new TypeError('network');
        return new Response('{}', { status: step });
      },
      wait: async (ms: number) => {
        waits.push(ms);
      },
    },
  };
}

function request(signal?: AbortSignal) {
  return new Request('http://localhost/api/rpc/x', {
    method: 'POST',
    body: '{"a":1}',
    headers: { 'idempotency-key': 'k1' },
    signal,
  });
}

describe('send', () => {
  it('sends once when it is answered', async () => {
    const net = network([200]);
    expect((await send(request(), net.options)).status).toBe(200);
    expect(net.keys).toEqual(['k1']);
  });

  it('repeats what nobody answered, with the same key and the same body', async () => {
    const net = network(['down', 503, 200]);
    expect((await send(request(), net.options)).status).toBe(200);
    expect(net.keys).toEqual(['k1', 'k1', 'k1']);
    expect(new Set(net.bodies)).toEqual(new Set(['{"a":1}']));
    expect(net.waits).toEqual([...RETRY_WAITS].slice(0, 2));
  });

  it.each([400, 401, 403, 404, 409, 422, 500, 507])('does not repeat an answer of %i', async status => {
    const net = network([status, 200]);
    expect((await send(request(), net.options)).status).toBe(status);
    expect(net.keys).toHaveLength(1);
  });

  it('gives the last 503 to the page', async () => {
    const net = network([503, 503, 503, 503, 503]);
    expect((await send(request(), net.options)).status).toBe(503);
    expect(net.keys).toHaveLength(RETRY_WAITS.length + 1);
  });

  it('fails when the network stays down', async () => {
    const net = network(['down', 'down', 'down', 'down', 'down']);
    await expect(send(request(), net.options)).rejects.toThrow(TypeError);
  });

  it('stops when the person has gone', async () => {
    const gone = new AbortController();
    gone.abort();
    const net = network(['down', 200]);
    await expect(send(request(gone.signal), net.options)).rejects.toThrow();
    expect(net.waits).toEqual([]);
  });
});
