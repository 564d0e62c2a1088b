import { runCommand } from './command.ts';
import { runVerb, type Verbs } from './verbs.ts';

/** One verb, one file beside this one, which exports `run(argv)` and answers the exit code. */
const VERBS: Verbs = {
  check: {
    zh: '检查办法文件，逐处列出行、列、条款和说法',
    en: 'find every mistake of a scheme, with line, column and clause',
    load: () => import('./scheme-check.ts'),
  },
  render: {
    zh: '印成计分办法：文本、Word 或 JSON',
    en: 'render the printed document as text, Word or JSON',
    load: () => import('./scheme-render.ts'),
  },
  diff: {
    zh: '比较两份办法，逐条说明改动',
    en: 'compare two schemes, each change in one sentence',
    load: () => import('./scheme-diff.ts'),
  },
  trial: {
    zh: '拟行办法在过去的周期上试算，与另一份并排',
    en: 'try a proposed scheme on past facts beside another one',
    load: () => import('./scheme-trial.ts'),
  },
};

if (import.meta.main) await runCommand(() => runVerb('scheme', VERBS));
