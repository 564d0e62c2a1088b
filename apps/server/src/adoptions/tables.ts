import type {
  AdoptionState,
  EvidenceKind,
  Genre,
  OutletKind,
  OutletLevel,
  Position,
} from '@xinxuan/contract';

declare module '../db/connect.ts' {
  interface Tables {
    adoptions: AdoptionRow;
    adoption_evidence: {
      body_id: string;
      id: string;
      adoption_id: string;
      kind: EvidenceKind;
      file_id: string | null;
      url: string | null;
      sha256: string | null;
      added_by: string;
      added_at: string;
    };
    outlets: OutletRow;
  }
}

export type OutletRow = {
  body_id: string;
  id: string;
  name: string;
  level: OutletLevel;
  kind: OutletKind;
  internal: boolean;
  opened_on: string;
  closed_on: string | null;
  version: number;
};

export type AdoptionRow = {
  body_id: string;
  id: string;
  manuscript_id: string;
  unit_id: string;
  unit_path: string;
  outlet_id: string;
  published_on: string;
  issue: string;
  genre: Genre;
  position: Position;
  page: string;
  length: number | null;
  state: AdoptionState;
  claimed_by: string;
  claimed_at: string;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
  version: number;
};
