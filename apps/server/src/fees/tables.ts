import type { FeeItemKind, FeeState } from '@xinxuan/contract';

declare module '../db/connect.ts' {
  interface Tables {
    fee_lists: FeeListTable;
    fee_items: FeeItemTable;
    payees: PayeeTable;
  }
}

export type FeeListTable = {
  body_id: string;
  id: string;
  year: number;
  number: number;
  period: string;
  scheme_id: string;
  rounding_zh: string;
  rounding_en: string;
  state: FeeState;
  sum: string;
  persons: number;
  items: number;
  prepared_by: string;
  prepared_at: string;
  checked_by: string | null;
  checked_at: string | null;
  paid_on: string | null;
  voucher: string | null;
  paid_by: string | null;
  paid_at: string | null;
  discard_reason: string | null;
  discarded_by: string | null;
  discarded_at: string | null;
  version: number;
};

export type FeeItemTable = {
  body_id: string;
  id: string;
  list_id: string;
  line_id: string;
  part: number;
  kind: FeeItemKind;
  owner_kind: 'unit' | 'person';
  owner_id: string;
  owner_name: string;
  unit_name: string | null;
  on_day: string;
  rule: string;
  label: string;
  zh: string;
  en: string;
  amount: string;
  line_amount: string;
  manuscript_id: string | null;
  adoption_id: string | null;
  released: boolean;
};

export type PayeeTable = {
  body_id: string;
  owner_kind: 'unit' | 'person';
  owner_id: string;
  sealed: Buffer;
  last_four: string;
  saved_by: string;
  saved_at: string;
  version: number;
};
