import { manuscriptId, type Seeded } from './seed.ts';

/** What is measured, as a machine would ask it over REST. `next` makes each request its own where it must be. */
export type Operation = {
  name: string;
  kind: 'read' | 'write';
  next(turn: number): { method: 'GET' | 'POST'; path: string; body?: string };
};

export function operations({ unit, person }: Seeded, manuscripts: number): Operation[] {
  const draft = JSON.stringify({
    title: '测试单位整治占道经营见成效',
    body: [
      { kind: 'paragraph', level: 0, text: '本单位围绕重点工作推进整治，一周来处理问题23件。'.repeat(24) },
    ],
    unitId: unit,
    authorIds: [person],
    channel: 'news',
    type: 'experience',
    genre: 'long',
    importance: 'ordinary',
    themes: [],
    eventOn: '2026-01-05',
    secrecy: 'none',
    leadNote: null,
    photos: [],
    attachmentIds: [],
  });
  const spread = (turn: number): string => manuscriptId(1 + ((turn * 7919) % manuscripts));
  return [
    {
      name: 'list newest 20 of a unit',
      kind: 'read',
      next: () => ({ method: 'GET', path: `/api/v1/manuscripts?unitId=${unit}&pageSize=20` }),
    },
    {
      name: 'read one',
      kind: 'read',
      next: turn => ({ method: 'GET', path: `/api/v1/manuscripts/${spread(turn)}` }),
    },
    {
      name: 'aggregate a quarter',
      kind: 'read',
      next: () => ({ method: 'GET', path: '/api/v1/manuscript-counts?from=2026-04-01&to=2026-06-30' }),
    },
    {
      name: 'create',
      kind: 'write',
      next: () => ({ method: 'POST', path: '/api/v1/manuscripts', body: draft }),
    },
    {
      name: 'change status',
      kind: 'write',
      next: turn => ({
        method: 'POST',
        path: `/api/v1/desk/${manuscriptId(1 + (turn % manuscripts))}/accept`,
        body: JSON.stringify({ version: 0 }),
      }),
    },
  ];
}
