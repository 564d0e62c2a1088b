import { runCommand } from './command.ts';
import { runVerb, type Verbs } from './verbs.ts';

/** One verb, one file beside this one; loaded when called, so that checking needs nothing of the server. */
const VERBS: Verbs = {
  export: {
    zh: '从数据文件夹导出一年的台账，供任何人核对',
    en: 'export the ledger of a year from a data folder, for anybody to check',
    load: () => import('./ledger-export.ts'),
  },
  verify: {
    zh: '核对导出的一年：不需要数据库，也不需要服务',
    en: 'check an exported year; needs neither database nor server',
    load: () => import('./ledger-verify.ts'),
  },
};

if (import.meta.main) await runCommand(() => runVerb('ledger', VERBS));
