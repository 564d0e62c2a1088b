declare module '../db/connect.ts' {
  interface Tables {
    delegations: {
      body_id: string;
      id: string;
      from_person_id: string;
      to_person_id: string;
      from_on: string;
      to_on: string;
      ended_at: string | null;
      created_at: string;
    };
  }
}

export {};
