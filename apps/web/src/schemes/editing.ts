import type { CheckedScheme, SchemeEdit } from '@xinxuan/contract';
import { createContext, useContext } from 'react';
import { useWords } from '../words/i18n.ts';
import type { Speech } from './describe.ts';
import { findingAt, type Path } from './document.ts';
import { formWords } from './formWords.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What every part of the form needs: the document as it stands, and how to change it. */
export type Editing = {
  document: NonNullable<CheckedScheme['document']>;
  problems: CheckedScheme['problems'];
  shared: ReadonlySet<string>;
  words: Vocabulary;
  readOnly: boolean;
  edit: (edits: readonly SchemeEdit[]) => void;
  undo: () => void;
  goTo: (line: number) => void;
  /** To the place of a part in the text. */
  goToPath: (path: Path) => void;
};

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('a part of the form outside the form');
  return editing;
}

export function useSpeech(): Speech {
  const { words } = useEditing();
  return { t: useWords(formWords), words };
}

/** The sentence of what is wrong at a place of the document. */
export function useProblem(): (path: Path) => string | null {
  const { problems, words } = useEditing();
  return path => findingAt(problems, path)?.[words.language] ?? null;
}
