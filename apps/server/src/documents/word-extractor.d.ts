declare module 'word-extractor' {
  interface Options {
    /** false keeps typographic quotes; the default turns them into ASCII. */
    filterUnicode?: boolean;
  }
  interface Extracted {
    getBody(options?: Options): string;
    getHeaders(options?: Options & { includeFooters?: boolean }): string;
    getFooters(options?: Options): string;
    getFootnotes(options?: Options): string;
    getEndnotes(options?: Options): string;
    getAnnotations(options?: Options): string;
    getTextboxes(options?: Options): string;
  }
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<Extracted>;
  }
}
