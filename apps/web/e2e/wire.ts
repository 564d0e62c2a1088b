import { createServer, type Socket, connect as toServer } from 'node:net';

/**
 * A wire between a browser and the server that can be cut at any step, as a mobile network does: the server behind it
 * stays real and knows nothing of it.
 */
export type Wire = {
  url: string;
  /** Nothing gets through, and what was under way breaks off. */
  cut(): void;
  mend(): void;
  /** Breaks one request for such a path off in the middle: after so many of its bytes have gone through. */
  breakDuring(path: string, bytes: number): Promise<void>;
  /** Lets the server do what one request for such a path asks, and loses the answer. */
  loseAnswerTo(path: string): Promise<void>;
  /** All that browsers have sent since, as the bytes were on the wire. */
  listen(): () => Buffer;
  close(): Promise<void>;
};

type Fault = { path: string; bytes: number | null; happened: () => void };

export async function openWire(target: string): Promise<Wire> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let isCut = false;
  let fault: Fault | null = null;
  let heard: Buffer[] | null = null;
  const listener = createServer(client => {
    if (isCut) return client.destroy();
    const server = toServer(Number(port), hostname);
    const end = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', end).on('close', () => {
        open.delete(socket);
        end();
      });
    }
    let left: number | null = null;
    let losing: Fault | null = null;
    client.on('data', chunk => {
      heard?.push(chunk);
      const met = fault && chunk.includes(`POST ${fault.path}`) ? fault : null;
      if (met) {
        fault = null;
        if (met.bytes === null) losing = met;
        else {
          left = met.bytes;
          client.once('close', met.happened);
        }
      }
      if (left === null) return server.write(chunk);
      server.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) setTimeout(end, 20);
    });
    server.on('data', chunk => {
      if (!losing) return client.write(chunk);
      losing.happened();
      end();
    });
  });
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
  const at = listener.address() as { port: number };
  const endAll = () => {
    for (const socket of open) socket.destroy();
  };
  const plan = (path: string, bytes: number | null) =>
    new Promise<void>(happened => {
      fault = { path, bytes, happened };
    });
  return {
    url: `http://127.0.0.1:${at.port}`,
    cut: () => {
      isCut = true;
      endAll();
    },
    mend: () => {
      isCut = false;
    },
    breakDuring: plan,
    loseAnswerTo: path => plan(path, null),
    listen: () => {
      const parts: Buffer[] = [];
      heard = parts;
      return () => Buffer.concat(parts);
    },
    close: async () => {
      endAll();
      await new Promise(resolve => listener.close(resolve));
    },
  };
}
