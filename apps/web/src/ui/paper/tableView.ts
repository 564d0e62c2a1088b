import type { Node as DocumentNode } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';

/** Who draws captions tells it here: the label of the field, or null where tables have no caption. */
export const CAPTION_LABEL = 'data-caption-label';

/** A table in the editor: its caption is a field above it, its cells are the document's own. */
export class TableOnPaper implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #caption: HTMLInputElement | null;
  #node: DocumentNode;

  constructor(node: DocumentNode, view: EditorView, getPos: () => number | undefined) {
    this.#node = node;
    this.dom = document.createElement('div');
    this.dom.dataset.table = '';
    this.#caption = captionField(view, node);
    if (this.#caption) {
      const field = this.#caption;
      field.addEventListener('input', () => {
        const position = getPos();
        if (position !== undefined)
          view.dispatch(view.state.tr.setNodeAttribute(position, 'caption', field.value));
      });
      this.dom.append(field);
    }
    const scroller = document.createElement('div');
    const table = document.createElement('table');
    this.contentDOM = document.createElement('tbody');
    table.append(this.contentDOM);
    scroller.append(table);
    this.dom.append(scroller);
  }

  update(node: DocumentNode): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    if (this.#caption && this.#caption.value !== node.attrs.caption) this.#caption.value = node.attrs.caption;
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#caption;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }
}

function captionField(view: EditorView, node: DocumentNode): HTMLInputElement | null {
  const label = view.dom.getAttribute(CAPTION_LABEL);
  if (!label) return null;
  const field = document.createElement('input');
  field.type = 'text';
  field.maxLength = 100;
  field.placeholder = label;
  field.setAttribute('aria-label', label);
  field.value = node.attrs.caption;
  field.readOnly = !view.editable;
  return field;
}
