import * as z from 'zod';
import { Day, endpoint, Id, line, Moment, Named, PageInput, refuses, Version } from './base.ts';
import { BODY_LIMIT, Photo } from './manuscript.ts';
import { MANUSCRIPT_STATES } from './words.ts';

/** The name that a device gives a draft before the server has seen it; a repeat under it makes no second manuscript. */
export const DraftKey = z.string().regex(/^[\w-]{16,64}$/);

/** What is counted at an activity: banners put up, leaflets given out, people advised. Null where nobody counted. */
export const FIELD_COUNTS = ['banners', 'leaflets', 'consultations'] as const;
export type FieldCount = (typeof FIELD_COUNTS)[number];

const Count = z.number().int().min(0).max(9_999_999).nullable().default(null);
const counts = { banners: Count, leaflets: Count, consultations: Count };

/** What one act in the street brings in: words, photos, counts. The unit is that of the post it is sent in. */
export const FieldReport = z.object({
  draftKey: DraftKey,
  /** Who wrote it: what waits on a device is never taken in for whoever is signed in there by then. */
  writerId: Id,
  title: line(200).default(''),
  text: z.string().max(BODY_LIMIT),
  on: Day,
  place: line(100).default(''),
  ...counts,
  photos: z.array(Photo).max(20),
  /** Voice notes and whatever else belongs to it. */
  attachmentIds: z.array(Id).max(20).default([]),
});
export type FieldReport = z.infer<typeof FieldReport>;

export const FieldReportRow = z.object({
  manuscriptId: Id,
  title: z.string(),
  /** The first words of the text as it stands, to call it by while it has no title. */
  begins: z.string(),
  state: z.enum(MANUSCRIPT_STATES),
  unit: Named,
  on: Day,
  place: z.string(),
  ...counts,
  photos: z.number().int(),
  reportedAt: Moment,
});
export type FieldReportRow = z.infer<typeof FieldReportRow>;

export const fieldReports = {
  /** The key under which this person's unsent texts lie sealed on a device. */
  deviceKey: endpoint
    .meta({ right: 'manuscript.write', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/device-key',
      tags: ['field reports'],
      summary: 'The key that seals my unsent texts on my devices',
    })
    .errors(refuses())
    .output(z.object({ key: z.base64() })),
  /** Takes a report in as a draft of its writer; under one draft key only once. */
  report: endpoint
    .meta({ right: 'manuscript.write', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/field-reports',
      tags: ['field reports'],
      summary: 'Report from the field: becomes a draft, once',
    })
    .input(FieldReport)
    .errors(refuses('not_found', 'invalid', 'too_large', 'conflict'))
    .output(
      z.object({
        manuscriptId: Id,
        version: Version,
        state: z.enum(MANUSCRIPT_STATES),
        repeated: z.boolean(),
      }),
    ),
  /** My own reports, newest first, with the sums over all of them. */
  reports: endpoint
    .meta({ right: 'manuscript.write', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/field-reports',
      tags: ['field reports'],
      summary: 'My reports from the field',
    })
    .input(PageInput.extend({ from: Day.optional(), to: Day.optional() }))
    .errors(refuses())
    .output(
      z.object({
        rows: z.array(FieldReportRow),
        total: z.number().int(),
        sums: z.object({
          banners: z.number().int(),
          leaflets: z.number().int(),
          consultations: z.number().int(),
        }),
      }),
    ),
};
