import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { createLog } from './log.ts';
import { theBody } from './session/queries.ts';

const WEB_DIST = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Starts the database where it is ours, brings it up to date, opens the doors, and says how to come in. */
async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env);
  config.dataDir = resolve(config.dataDir);
  const log = createLog(line => console.log(line), 'warn');
  const say = (line: string): void => console.log(line);
  const embedded = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir, log: say });
  const database = embedded ? embedded.config : { connectionString: config.databaseUrl ?? '' };
  await migrate(database);
  const app = await createApp({ config, database, clock: systemClock, log, webDist: WEB_DIST });

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await app.close();
    await embedded?.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());

  await app.http.listen({ host: config.host, port: config.port });
  const address =
    config.publicUrl ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  say(`信宣已启动，请在浏览器打开 Xinxuan is running, open in a browser: ${address}`);
  if (config.begin === 'demonstration') await demonstrate(app, say);
}

/** Answers the first question by itself, and says who may sign in. */
async function demonstrate(app: App, say: (line: string) => void): Promise<void> {
  const body = await theBody(app.database);
  if (body && !body.demonstration) {
    return say(
      `已有单位“${body.name}”，没有载入演示数据。There is a body already; no demonstration was loaded.`,
    );
  }
  if (!body) {
    say('正在载入演示单位和一年的数据…… Loading the demonstration body and its year…');
    app.setup.start(app.server, app.server.clock());
    await app.setup.finished();
    const { failed } = app.setup.state;
    if (failed) return say(`${failed.zh} ${failed.en}`);
  }
  say('演示登录 Sign-ins for the demonstration:');
  for (const each of app.setup.signIns()) {
    say(
      `  ${each.userName.padEnd(16)} ${each.password.padEnd(14)} ${each.role.padEnd(18)} ${each.name} ${each.unit}`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
