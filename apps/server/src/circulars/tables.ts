import type { CircularBlock } from '@xinxuan/contract';

declare module '../db/connect.ts' {
  interface Tables {
    circulars: CircularTable;
  }
}

export type CircularTable = {
  body_id: string;
  id: string;
  title: string;
  number: string;
  period: string;
  scheme_id: string | null;
  addressee: string;
  body: CircularBlock[];
  sign_off: string;
  signed_on: string;
  state: 'draft' | 'issued';
  saved_by: string;
  saved_at: string;
  issued_by: string | null;
  issued_at: string | null;
  discarded_at: string | null;
  version: number;
};
