import { contract, type SchemeEdit } from '@xinxuan/contract';
import { type Edit, editScheme, readDocument } from '@xinxuan/scoring';
import { answers } from '../../http/endpoint.ts';
import { refuse } from '../../http/refusal.ts';
import { checkedView } from './scheme-view.ts';

/** Changes parts of a text and answers how it then reads; mistakes of the new text are told, not refused. */
export const editText = answers(contract.schemes.edit, async ({ input }) => {
  const yaml = editScheme(input.yaml, input.edits.map(toEdit));
  if (yaml !== null) return { yaml, ...checkedView(yaml) };
  return readDocument(input.yaml) ? CANNOT : UNREADABLE;
});

/** On the wire "take away" has a name of its own, since undefined does not travel. */
function toEdit(edit: SchemeEdit): Edit {
  return edit.do === 'remove' ? { path: edit.path, value: undefined } : edit;
}

const UNREADABLE = refuse('invalid', 'text_unreadable', {
  zh: '办法文本现在读不出来，表单不能改。请先在文本里改正标出的那一行。',
  en: 'The scheme text cannot be read as it stands, so the form cannot change it. Mend the marked line in the text first.',
});
const CANNOT = refuse('invalid', 'part_cannot_change', {
  zh: '这一处不能这样改：它与别的条款共用（文本中以 & 和 * 标出），或者同名的项目已经有了。共用的部分请先在用到它的条款里改成各写各的。',
  en: 'This cannot be changed so: other clauses share the part (marked & and * in the text), or the name is taken. Give the clauses that share it parts of their own first.',
});
