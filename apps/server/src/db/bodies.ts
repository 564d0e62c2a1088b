declare module './connect.ts' {
  interface Tables {
    bodies: { id: string; name: string; demonstration: boolean; created_at: string };
    settings: { body_id: string; key: string; value: unknown; version: number };
  }
}

export {};
