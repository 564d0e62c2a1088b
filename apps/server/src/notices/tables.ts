declare module '../db/connect.ts' {
  interface Tables {
    notices: {
      body_id: string;
      id: string;
      person_id: string;
      at: string;
      kind: string;
      zh: string;
      en: string;
      manuscript_id: string | null;
      adoption_id: string | null;
      read_at: string | null;
    };
  }
}

export {};
