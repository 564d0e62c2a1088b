/** The text of a line taken apart by its marks: stretches of one weight, manual line breaks, tabs. */
export type Piece = { text: string; bold: boolean } | { mark: 'break' | 'tab' };

export function pieces(text: string): Piece[] {
  return text.split('**').flatMap((stretch, at) =>
    stretch
      .split(/([\n\t])/u)
      .filter(part => part !== '')
      .map((part): Piece => {
        if (part === '\n') return { mark: 'break' };
        return part === '\t' ? { mark: 'tab' } : { text: part, bold: at % 2 === 1 };
      }),
  );
}
