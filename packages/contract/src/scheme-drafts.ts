import * as z from 'zod';
import { endpoint, Id, refuses, Version } from './base.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const PresetName = z.string().regex(/^[a-z][a-z-]{1,60}$/);

/** A scheme that ships with the program. `source` says whose rule it was, from when, and what of it is lost. */
export const SchemePreset = z.object({ name: PresetName, title: Words, source: z.string() });
export type SchemePreset = z.infer<typeof SchemePreset>;

/** Endpoints of `schemes` that are about beginning a draft and giving one up. */
export const schemeDrafts = {
  presets: endpoint
    .meta({ right: 'scheme.manage', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/schemes/presets',
      tags: ['standings'],
      summary: 'Schemes that ship with the program, to begin a draft from',
    })
    .errors(refuses())
    .output(z.array(SchemePreset)),
  preset: endpoint
    .meta({ right: 'scheme.manage', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/schemes/presets/{name}',
      tags: ['standings'],
      summary: 'The text of a scheme that ships with the program',
    })
    .input(z.object({ name: PresetName }))
    .errors(refuses('not_found'))
    .output(SchemePreset.extend({ yaml: z.string() })),
  discard: endpoint
    .meta({ right: 'scheme.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/{id}/discard',
      tags: ['standings'],
      summary: 'Discard a draft that was not submitted, or take that back',
    })
    .input(z.object({ id: Id, version: Version, undo: z.boolean().default(false) }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(z.object({ id: Id, version: Version, discarded: z.boolean() })),
};
