import { hashOf, textOf } from '../manuscripts/paper.ts';
import { comparable } from '../text/comparable.ts';
import { fingerprintsOf } from '../text/fingerprints.ts';
import { type Cell, lineOf, type Sheet } from './copy.ts';
import type { Dossier, FactRecord, Manuscript, Moment, World } from './demonstration/model.ts';

/** Columns of every table that a load fills, parents before children. */
const COLUMNS = {
  assessment_groups: 'body_id id name sort',
  units:
    'body_id id parent_id name short_name aliases kind group_id desk_name path depth sort opened_on closed_on',
  auth_users: 'id name email username displayUsername',
  auth_accounts: 'id accountId providerId userId password',
  people: 'body_id id name pinyin user_name title phone email active auth_user_id must_change_password',
  appointments: 'body_id id person_id unit_id role full_time from_on to_on closed_with_unit',
  outlets: 'body_id id name level kind internal opened_on closed_on',
  manuscripts:
    'body_id id unit_id unit_path state channel type genre importance themes title event_on secrecy lead_note revision_id ' +
    'desk_revision_id words round holder_person_id holder_role holder_unit_id held_since due_at late decline_reason ' +
    'decline_note merged_into forwarded_from created_by created_at updated_at submitted_at at_desk_at decided_at version',
  manuscript_authors: 'body_id manuscript_id person_id position',
  revisions: 'body_id id manuscript_id number kind title body words hash created_by created_at photos_kept',
  manuscript_events: 'body_id id manuscript_id at kind person_id role unit_id detail',
  manuscript_fingerprints: 'body_id manuscript_id fingerprints',
  reviews:
    'body_id id manuscript_id round step role reviewer_id state revision_id arrived_at due_at decided_by decided_at reason unit_id',
  adoptions:
    'body_id id manuscript_id unit_id unit_path outlet_id published_on issue genre position page length state claimed_by ' +
    'claimed_at decided_by decided_at reason version',
  adoption_evidence: 'body_id id adoption_id kind url added_by added_at',
  facts:
    'body_id id kind on_day booked_on unit_id person_ids manuscript_id adoption_id attrs label evidence note recorded_by ' +
    'recorded_at voided_at voided_by void_reason',
  manuscript_repeats: 'body_id manuscript_id other_id shared_percent',
} as const;
export type LoadedTable = keyof typeof COLUMNS;
export const LOADED_TABLES = Object.keys(COLUMNS) as LoadedTable[];

export type Sheets = Record<LoadedTable, Sheet>;

export function emptySheets(): Sheets {
  const sheets = LOADED_TABLES.map(table => [
    table,
    { table, columns: COLUMNS[table].split(' '), lines: [] },
  ]);
  return Object.fromEntries(sheets) as Sheets;
}

function put(sheet: Sheet, cells: readonly Cell[]): void {
  if (cells.length !== sheet.columns.length) throw new Error(`${sheet.table}: ${cells.length} cells`);
  sheet.lines.push(lineOf(cells));
}

const at = (moment: Moment): Date => new Date(moment);
const maybe = (moment: Moment | null): Date | null => (moment === null ? null : new Date(moment));

/** Units, people with their accounts, posts, outlets, findings. `hash` is that of the one shared password. */
export function putWorld(sheets: Sheets, world: World, { hash }: { hash: string }): void {
  const body = world.bodyId;
  for (const group of world.groups) put(sheets.assessment_groups, [body, group.id, group.name, group.sort]);
  for (const unit of world.units) {
    const parent = unit.parent === null ? null : world.units[unit.parent]!.id;
    const names = [unit.name, unit.shortName, unit.aliases, unit.kind, unit.groupId, unit.deskName];
    put(sheets.units, [
      body,
      unit.id,
      parent,
      ...names,
      unit.path,
      unit.depth,
      unit.sort,
      unit.openedOn,
      unit.closedOn,
    ]);
  }
  for (const person of world.people) putPerson(sheets, body, { person, hash });
  const closing = new Map(
    world.units.flatMap(unit => (unit.closedOn ? [[unit.id, unit.closedOn] as const] : [])),
  );
  for (const post of world.appointments) {
    const closed = post.toOn !== null && closing.get(post.unitId) === post.toOn;
    put(sheets.appointments, [
      ...[body, post.id, post.personId, post.unitId, post.role],
      ...[post.fullTime, post.fromOn, post.toOn, closed],
    ]);
  }
  for (const outlet of world.outlets) {
    const { id, name, level, kind, internal, openedOn, closedOn } = outlet;
    put(sheets.outlets, [body, id, name, level, kind, internal, openedOn, closedOn]);
  }
  for (const fault of world.faults) putFact(sheets, body, fault);
}

/** Ids of accounts as the session feature makes them; the e-mail of an account is synthetic. */
function putPerson(
  sheets: Sheets,
  body: string,
  { person, hash }: { person: World['people'][number]; hash: string },
): void {
  const { id, name, userName } = person;
  const user = `usr_${id.slice(4)}`;
  put(sheets.auth_users, [user, name, `${userName}@accounts.invalid`, userName, userName]);
  put(sheets.auth_accounts, [`acc_${id.slice(4)}`, user, 'credential', user, hash]);
  put(sheets.people, [
    ...[body, id, name, person.pinyin, userName, person.title, person.phone, person.email],
    ...[person.active, user, false],
  ]);
}

/** Everything of one manuscript but its look-alikes, which may point at a manuscript that comes later. */
export function putDossier(sheets: Sheets, body: string, dossier: Dossier): void {
  const { manuscript } = dossier;
  putManuscript(sheets, body, manuscript);
  for (const revision of dossier.revisions) {
    put(sheets.revisions, [
      ...[body, revision.id, manuscript.id, revision.number, revision.kind, revision.title],
      ...[
        { json: revision.body },
        revision.words,
        hashOf(revision),
        revision.createdBy,
        at(revision.createdAt),
        // As every version that is written: its photos are known, here that it has none.
        true,
      ],
    ]);
  }
  for (const event of dossier.events) {
    const where = [event.personId, event.role, event.unitId, { json: event.detail }];
    put(sheets.manuscript_events, [body, event.id, manuscript.id, at(event.at), event.kind, ...where]);
  }
  putFingerprints(sheets, body, dossier);
  for (const review of dossier.reviews) {
    put(sheets.reviews, [
      ...[
        body,
        review.id,
        manuscript.id,
        review.round,
        review.step,
        review.role,
        review.reviewerId,
        review.state,
      ],
      ...[review.revisionId, maybe(review.arrivedAt), maybe(review.dueAt), review.decidedBy],
      ...[maybe(review.decidedAt), review.reason, review.unit.id],
    ]);
  }
  for (const adoption of dossier.adoptions) putAdoption(sheets, body, { adoption, manuscript });
  for (const fact of dossier.facts) putFact(sheets, body, fact);
}

function putManuscript(sheets: Sheets, body: string, of: Manuscript): void {
  const { holder } = of;
  put(sheets.manuscripts, [
    ...[
      body,
      of.id,
      of.unitId,
      of.unitPath,
      of.state,
      of.channel,
      of.type,
      of.genre,
      of.importance,
      of.themes,
    ],
    ...[of.title, of.eventOn, of.secrecy, of.leadNote, of.revisionId, of.deskRevisionId, of.words, of.round],
    ...[holder?.personId ?? null, holder?.role ?? null, holder?.unitId ?? null, maybe(holder?.since ?? null)],
    ...[maybe(holder?.dueAt ?? null), of.late, of.decline?.reason ?? null, of.decline?.note ?? null],
    ...[of.mergedInto, of.forwardedFrom, of.createdBy, at(of.createdAt), at(of.updatedAt)],
    ...[maybe(of.submittedAt), maybe(of.atDeskAt), maybe(of.decidedAt), of.version],
  ]);
  for (const [i, person] of of.authorIds.entries()) {
    put(sheets.manuscript_authors, [body, of.id, person, i + 1]);
  }
}

/** Only texts that were sent are compared with others (M6). */
function putFingerprints(sheets: Sheets, body: string, { manuscript, revisions }: Dossier): void {
  const sent = revisions.findLast(revision => revision.kind === 'sent');
  if (!sent || manuscript.round === 0) return;
  const fingerprints = fingerprintsOf(comparable(textOf(sent.body)), body);
  put(sheets.manuscript_fingerprints, [body, manuscript.id, fingerprints]);
}

type Booked = { adoption: Dossier['adoptions'][number]; manuscript: Manuscript };

function putAdoption(sheets: Sheets, body: string, { adoption, manuscript }: Booked): void {
  put(sheets.adoptions, [
    ...[body, adoption.id, manuscript.id, manuscript.unitId, manuscript.unitPath, adoption.outletId],
    ...[
      adoption.publishedOn,
      adoption.issue,
      adoption.genre,
      adoption.position,
      adoption.page,
      adoption.length,
    ],
    ...[
      adoption.state,
      adoption.claimedBy,
      at(adoption.claimedAt),
      adoption.decidedBy,
      maybe(adoption.decidedAt),
    ],
    ...[adoption.reason, adoption.evidence.length > 0 && adoption.decidedBy ? 1 : 0],
  ]);
  for (const evidence of adoption.evidence) {
    const { id, adoptionId, kind, url, addedBy, addedAt } = evidence;
    put(sheets.adoption_evidence, [body, id, adoptionId, kind, url, addedBy, at(addedAt)]);
  }
}

function putFact(sheets: Sheets, body: string, fact: FactRecord): void {
  const { voided } = fact;
  put(sheets.facts, [
    ...[body, fact.id, fact.kind, fact.onDay, fact.bookedOn, fact.unitId, fact.personIds, fact.manuscriptId],
    ...[
      fact.adoptionId,
      { json: fact.attrs },
      fact.label,
      { json: fact.evidence },
      fact.note,
      fact.recordedBy,
    ],
    ...[at(fact.recordedAt), maybe(voided?.at ?? null), voided?.by ?? null, voided?.reason ?? null],
  ]);
}

export function putRepeats(sheets: Sheets, body: string, repeats: Dossier['repeats']): void {
  for (const { manuscriptId, otherId, sharedPercent } of repeats) {
    put(sheets.manuscript_repeats, [body, manuscriptId, otherId, sharedPercent]);
  }
}
