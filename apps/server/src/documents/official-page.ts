import type { OfficialBlock, OfficialSignOff } from './official-layout.ts';

/** What is printed in the official layout: a notice (通报), a list to be signed, a sign-off sheet. */
export interface OfficialPage {
  /** Without end punctuation; '\n' forces a break, otherwise it is broken by its words. */
  title: string;
  /** 发文字号, such as 东综执通〔2026〕15号. */
  number?: string;
  /** 主送机关, without the colon. */
  addressee?: string;
  blocks: OfficialBlock[];
  /** Names of the attachments, without numbers. */
  attachments?: string[];
  signOff?: OfficialSignOff;
  /** 附注: a line in brackets below the date. */
  remark?: string;
}

/** A page that is closed by its table: nothing follows that could run over onto an empty page. */
export function endsWithTable({ blocks, attachments, signOff, remark }: OfficialPage): boolean {
  return blocks.at(-1)?.kind === 'table' && !attachments?.length && !signOff && !remark;
}
