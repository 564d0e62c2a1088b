import { compareSchemes, type SchemeChange, type SchemeComparison } from '@xinxuan/scoring';
import { CommandStop } from './command.ts';
import { argumentsOf, schemeOf } from './scheme-file.ts';

const HELP = `用法：xinxuan scheme diff 原办法.yaml 新办法.yaml [--language zh|en] [--json]
  逐条说明改动，每处一句，例如“市级长篇 60 → 70”。注释、空格和书写次序不算改动。
  退出码：0 没有改动，3 有改动，1 办法有误，2 用法不对或文件读不出来。
Usage: xinxuan scheme diff OLD.yaml NEW.yaml [--language zh|en] [--json]
  Every change in one sentence. Comments, spaces and the order of writing are no change.
  Exit code 0 nothing changed, 3 changes, 1 a scheme has mistakes, 2 called wrongly.`;

const CHANGED = 3;

/** Compares two scheme files clause by clause, without any server. */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = argumentsOf(
    {
      args: [...argv],
      options: {
        language: { type: 'string', default: 'zh' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    },
    HELP,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [old, fresh, ...more] = positionals;
  if (old === undefined || fresh === undefined || more.length > 0)
    throw new CommandStop(`请写明两份办法文件。Name two schemes to compare.\n${HELP}`, 2);
  const { language } = values;
  if (language !== 'zh' && language !== 'en')
    throw new CommandStop(
      `--language 不能是“${language}”，可用：zh、en。--language cannot be "${language}"; possible: zh, en.`,
      2,
    );
  const comparison = compareSchemes(await schemeOf(old), await schemeOf(fresh));
  if (values.json) console.log(JSON.stringify(summary(comparison), null, 2));
  else console.log(toldIn(comparison, language));
  return comparison.changes.length > 0 ? CHANGED : 0;
}

function summary({ before, after, changes }: SchemeComparison) {
  return { before, after, changes };
}

const KINDS: Record<SchemeChange['kind'], Record<'zh' | 'en', string>> = {
  added: { zh: '新增', en: 'new' },
  removed: { zh: '取消', en: 'removed' },
  changed: { zh: '改动', en: 'changed' },
  moved: { zh: '次序', en: 'order' },
  text: { zh: '文字', en: 'words' },
};

function toldIn({ changes }: SchemeComparison, language: 'zh' | 'en'): string {
  if (changes.length === 0)
    return language === 'zh' ? '两份办法没有不同。' : 'The two schemes do not differ.';
  const lines = changes.map(({ kind, name, sentence, answer }) => {
    const only = answer
      ? language === 'zh'
        ? `（只在选用“${answer.zh}”时）`
        : ` (only with the answer "${answer.en}")`
      : '';
    return `${name[language]}  [${KINDS[kind][language]}] ${sentence[language]}${only}`;
  });
  const count = language === 'zh' ? `共 ${changes.length} 处改动` : `Changes: ${changes.length}`;
  return [...lines, count].join('\n');
}
