import { Fragment, Slice } from '@tiptap/pm/model';
import { isInTable } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import type { CircularBlock } from '@xinxuan/contract';
import { defineWords } from '../../words/i18n.ts';
import { toast } from '../toast.ts';
import { toDocument } from './document.ts';
import { blocksOfText, type Pasted, pasted } from './paste.ts';

export const pasteWords = defineWords(
  'paste',
  {
    pictures: '粘贴的内容里有 {{count}} 张图片，没有放进正文。请在本页“照片”处添加，并写上说明。',
    notes: '粘贴的内容里有 {{count}} 处批注或脚注，没有放进正文。',
    cut: '粘贴的内容超出一篇稿件的上限，后面的部分没有粘贴。请核对正文末尾。',
    nothing: '剪贴板里没有可以放进正文的文字。',
  },
  {
    pictures:
      '{{count}} pictures were pasted with the text and left out. Add them as photos below the text, with captions.',
    pictures_one:
      'One picture was pasted with the text and left out. Add it as a photo below the text, with a caption.',
    notes: '{{count}} comments or footnotes were left out of the text.',
    notes_one: 'One comment or footnote was left out of the text.',
    cut: 'The paste holds more than one manuscript may; its end was left out. Check how the text ends.',
    nothing: 'The clipboard holds no words that could stand in the text.',
  },
);

/** What stayed behind, for the person to be told. */
export type LeftOut = Omit<Pasted, 'blocks'> & { nothing: boolean };
type Words = (word: 'pictures' | 'notes' | 'cut' | 'nothing', slots: { count: number }) => string;

/** Pastes words, levels and tables only, and tells what stayed behind. What was copied on paper itself keeps its own form. */
export function pasteInto(view: EditorView, event: ClipboardEvent, tell: (left: LeftOut) => void): boolean {
  const data = event.clipboardData;
  const html = data?.getData('text/html') ?? '';
  if (html.includes('data-pm-slice')) return false;
  const text = data?.getData('text/plain') ?? '';
  const read = html.trim() === '' ? plain(text) : pasted(html);
  // A page that is too large to be taken apart still has its words.
  const { blocks, ...left } =
    read.blocks.length === 0 && text.trim() !== '' ? { ...plain(text), pictures: read.pictures } : read;
  const files = [...(data?.files ?? [])].filter(file => file.type.startsWith('image/')).length;
  const pictures = Math.max(left.pictures, blocks.length === 0 ? files : 0);
  const nothing = blocks.length === 0 && (pictures > 0 || html.trim() !== '');
  if (blocks.length === 0 && !nothing) return false;
  if (blocks.length > 0) insert(view, blocks);
  if (nothing || pictures > 0 || left.notes > 0 || left.cut) tell({ ...left, pictures, nothing });
  return true;
}

function plain(text: string): Pasted {
  const blocks = blocksOfText(text);
  return { blocks: blocks.slice(0, MOST_LINES), pictures: 0, notes: 0, cut: blocks.length > MOST_LINES };
}

const MOST_LINES = 2000;

/** One sentence for each thing that stayed behind. */
export function tellLeftOut({ pictures, notes, cut, nothing }: LeftOut, t: Words): void {
  const sentences = [
    pictures > 0 ? t('pictures', { count: pictures }) : nothing && !cut ? t('nothing', { count: 0 }) : '',
    notes > 0 ? t('notes', { count: notes }) : '',
    cut ? t('cut', { count: 0 }) : '',
  ].filter(sentence => sentence !== '');
  if (sentences.length > 0) toast.problem(sentences.join(''));
}

/** One line joins the line under the cursor; more lines stand for themselves. In a cell everything is lines. */
function insert(view: EditorView, blocks: readonly CircularBlock[]): void {
  const inCell = isInTable(view.state);
  const kept = inCell ? blocks.flatMap(linesOf) : blocks;
  const nodes = (toDocument(kept).content ?? []).map(node => view.state.schema.nodeFromJSON(node));
  const [only] = kept;
  const { parent } = view.state.selection.$from;
  const joins =
    kept.length === 1 && only?.kind === 'paragraph' && (only.level === 0 || parent.content.size > 0);
  const open = joins || inCell ? 1 : 0;
  view.dispatch(
    view.state.tr
      .replaceSelection(new Slice(Fragment.from(nodes), open, open))
      .scrollIntoView()
      .setMeta('paste', true),
  );
}

function linesOf(block: CircularBlock): CircularBlock[] {
  const lines = block.kind === 'paragraph' ? [block.text] : block.rows.map(row => row.join(' '));
  return lines.map(text => ({ kind: 'paragraph', level: 0, text }));
}
