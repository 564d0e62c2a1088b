import { createHash } from 'node:crypto';
import pg from 'pg';

const names = new Map<string, string>();
/** More texts than the features have; a runaway builder of texts would otherwise fill the server's memory. */
const MOST = 5_000;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

type Query = (...args: unknown[]) => unknown;

/**
 * A connection that plans each text once instead of at every request: planning costs more than running for the joins of
 * a manuscript's page. Poolers in transaction mode before pgbouncer 1.21 cannot carry named statements; for them the
 * switch `PREPARE=off` keeps to plain connections.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = super.query.bind(this) as Query;
    const prepared: Query = (text, values, ...rest) => {
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
        return send(text, values, ...rest);
      const name = nameOf(text);
      return name ? send({ name, text, values }, ...rest) : send(text, values, ...rest);
    };
    this.query = prepared as typeof this.query;
  }
}
