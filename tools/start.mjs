#!/usr/bin/env node
// npm start: installs what is missing, builds the pages, starts database and server.
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, root } from './launch/install.mjs';
import { runCommand, Stop, say } from './launch/say.mjs';
import { refuseSecond, refuseTakenPort, runServer } from './launch/server.mjs';
import { buildWeb } from './launch/web.mjs';

const HELP = [
  `用法:npm start -- [--demo | --empty] [--port 8600] [--host 127.0.0.1] [--data 文件夹]
  --demo    第一次启动时建立演示单位及一年的演示数据
  --empty   第一次启动时从空库开始
  --port    端口(默认 8600)      --host  监听地址(默认只供本机 127.0.0.1)
  --data    数据文件夹(默认为程序目录下的 data)`,
  `Usage: npm start -- [--demo | --empty] [--port 8600] [--host 127.0.0.1] [--data FOLDER]
  --demo    on the first start, make the demonstration body with one year of data
  --empty   on the first start, begin with an empty database
  --port    the port (8600)         --host  the address to listen on (127.0.0.1, this machine only)
  --data    the data folder (data in the folder of the program)`,
];

function readOptions() {
  const options = {
    port: { type: 'string' },
    host: { type: 'string' },
    data: { type: 'string' },
    demo: { type: 'boolean' },
    empty: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  };
  try {
    return parseArgs({ options, strict: true }).values;
  } catch (error) {
    throw new Stop(`${error.message}\n${HELP[0]}`, HELP[1], 2);
  }
}

function readPort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new Stop(
    `端口应为 0 至 65535 的整数:${text}`,
    `The port must be a whole number from 0 to 65535: ${text}`,
    2,
  );
}

/** A relative folder is meant from where the person stands; npm itself moves to the folder of the program. */
function readData(text) {
  if (!text) return join(root, 'data');
  return isAbsolute(text) ? text : resolve(process.env.INIT_CWD || process.cwd(), text);
}

await runCommand(async () => {
  const values = readOptions();
  if (values.help) return say(...HELP);
  const demo = values.demo || process.env.npm_config_demo === 'true';
  const empty = values.empty || process.env.npm_config_empty === 'true';
  if (demo && empty) {
    throw new Stop('--demo 与 --empty 只能选一个。', 'Choose one of --demo and --empty.', 2);
  }
  const port = readPort(values.port ?? (process.env.PORT || '8600'));
  const host = values.host ?? (process.env.HOST || '127.0.0.1');
  const data = readData(values.data ?? process.env.XINXUAN_DATA);
  await refuseSecond(data);
  if (port !== 0) await refuseTakenPort({ host, port });
  ensureInstalled();
  buildWeb();
  const argv = ['--host', host, '--port', String(port), '--data', data];
  return runServer({
    host,
    port,
    data,
    argv: [...argv, ...(demo ? ['--demo'] : []), ...(empty ? ['--empty'] : [])],
  });
});
