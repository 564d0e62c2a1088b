/** Structured lines on standard output; values under names that smell of secrets never get out. */
const SECRET = /pass|secret|token|cookie|authorization/i;

export type Log = {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
};

export function createLog(write: (line: string) => void, level: 'info' | 'warn' = 'info'): Log {
  const say = (severity: string, message: string, fields: Record<string, unknown> = {}): void => {
    const shown = Object.entries(fields).map(([name, value]) => [
      name,
      SECRET.test(name) ? '***' : plain(value),
    ]);
    write(JSON.stringify({ level: severity, message, ...Object.fromEntries(shown) }));
  };
  return {
    info: (message, fields) => (level === 'info' ? say('info', message, fields) : undefined),
    warn: (message, fields) => say('warn', message, fields),
    error: (message, fields) => say('error', message, fields),
  };
}

function plain(value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}
