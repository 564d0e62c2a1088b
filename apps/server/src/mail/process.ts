import type { MailAuthentication, MailWhy } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { recordAudit } from '../db/audit.ts';
import type { Tx } from '../db/connect.ts';
import { findFile } from '../db/stored-files.ts';
import { resolveUnit } from '../documents/known-names.ts';
import type { Finding } from '../files/finding.ts';
import { megabytes } from '../files/finding.ts';
import { isRefusal, type Refusal } from '../http/refusal.ts';
import { findUnit, knownNames } from '../manuscripts/queries.ts';
import { bytesOf } from '../manuscripts/read-in.ts';
import { answerOf, mayAnswer, queueAnswer } from './answer.ts';
import { authenticated } from './authentication.ts';
import { type Decision, decide, routeOf } from './decide.ts';
import {
  callFor,
  type Entered,
  enterManuscripts,
  enterParts,
  type StoredPiece,
  storePieces,
} from './enter.ts';
import { foundTexts } from './found-texts.ts';
import { headColumns } from './head-columns.ts';
import { LARGEST_MESSAGE } from './imap-round.ts';
import { type Brought, openParts, secretInMail } from './parts.ts';
import {
  changeMessage,
  countTry,
  hasTwin,
  insertManuscripts,
  insertParts,
  lockMessage,
  type MailRow,
  nameOfBody,
  peopleOfAddress,
  type Sender,
  storedMessages,
} from './queries.ts';
import { type MailHead, mailNote, type ReadMail, readHead } from './read-mail.ts';
import { removeSecret } from './secret.ts';
import { actorOf, type NamedUnit } from './sender.ts';
import { type Mailbox, mailboxOf, ownAddresses } from './settings.ts';
import { findSettings } from './settings-queries.ts';
import { readSubject, type SubjectReading } from './subject.ts';
import { type MailWorks, rawName } from './works.ts';

const AT_ONCE = 20;
/** A message that took the server down this often is left to a person. */
const MOST_TRIES = 5;

/**
 * Reads what is kept and not yet read, one after the other. Everything that follows from a message (its manuscripts, its
 * answer, its own state) is one transaction, so that being killed anywhere leaves it either undone or done.
 * @returns how many were looked at
 */
export async function processStored(works: MailWorks): Promise<number> {
  const rows = await storedMessages(works.server.database, AT_ONCE);
  for (const row of rows) await processOne(works, row);
  return rows.length;
}

async function processOne(works: MailWorks, row: MailRow): Promise<void> {
  const { server } = works;
  const settings = await findSettings(server.database.reader(row.body_id));
  if (!settings) return;
  const mailbox = mailboxOf(settings, works.sealer);
  const tries = await countTry(server.database, row);
  const bytes = await openRaw(works, row);
  const read = bytes && tries <= MOST_TRIES ? await works.reader.read(bytes) : null;
  const head = bytes ? readHead(bytes) : null;
  if (!bytes || !head || !read?.ok) {
    const notes = read && !read.ok ? [read.refusal] : [];
    return settleUnread(works, row, { head, notes });
  }
  const { tooLarge } = row.envelope;
  if (tooLarge !== undefined) {
    const sizes = { size: megabytes(tooLarge), limit: megabytes(LARGEST_MESSAGE) };
    return settleUnread(works, row, { head, notes: [mailNote('too_large', sizes)] });
  }
  await settleRead(works, { row, bytes, mail: read.value, mailbox });
}

/** The message as it came; null when its file is gone or was sealed with a key that is lost. */
export async function openRaw({ server, sealer }: MailWorks, row: MailRow): Promise<Buffer | null> {
  const file = row.raw_file_id && (await findFile(server.database.reader(row.body_id), row.raw_file_id));
  const opened = file ? await server.files.open(file.sha256) : null;
  return opened ? sealer.open(await bytesOf(opened.stream), rawName(row.body_id, row.id)) : null;
}

async function settleUnread(
  { server }: MailWorks,
  row: MailRow,
  { head, notes }: { head: MailHead | null; notes: Finding[] },
): Promise<void> {
  const { zh, en } = notes[0] ?? NOT_READ;
  await server.database.write(
    row.body_id,
    async tx => {
      const locked = await lockMessage(tx, row.id);
      if (locked?.state !== 'stored') return;
      await changeMessage(tx, row.id, {
        ...headColumns(head),
        state: 'waiting',
        why: ['unreadable'],
        reading: JSON.stringify({ notes: [{ zh, en }] }),
      });
    },
    () => false,
  );
}

const NOT_READ = {
  zh: '这封邮件多次读取失败。请下载原邮件，用邮件软件打开查看。',
  en: 'Reading this message failed several times. Download the original and open it with a mail program.',
};

type Read = { row: MailRow; bytes: Buffer; mail: ReadMail; mailbox: Mailbox };
type Understood = Read & {
  subject: SubjectReading;
  unit: NamedUnit | null;
  people: Sender[];
  authentication: MailAuthentication;
  brought: Brought;
  decision: Decision;
};

async function settleRead(works: MailWorks, read: Read): Promise<void> {
  const understood = await understand(works, read);
  const secret = await secretInMail(works.server, {
    ...understood,
    owner: read.row.id,
  });
  if (secret !== null)
    return removeSecret(works, { ...understood, ignored: understood.decision.end === 'ignored' }, secret);
  const pieces = await storePieces(works.server, understood.brought.pieces);
  if (isRefusal(pieces)) throw new Error(`attachments of ${read.row.id} could not be kept: ${pieces.reason}`);
  const { decision } = understood;
  const attempts: Attempt[] =
    decision.end === 'taken'
      ? [
          ...(read.mailbox.rules.onMatch === 'submit' ? [{ submits: true, refusal: null }] : []),
          { submits: false, refusal: null },
        ]
      : [];
  let refusal: Refusal | null = null;
  for (const attempt of attempts) {
    const done = await settle(works, { ...understood, pieces }, { ...attempt, refusal });
    if (!isRefusal(done)) return;
    refusal = done;
  }
  const waits: Decision = refusal ? { end: 'waiting', why: ['refused_by_rule'] } : decision;
  const left = { ...understood, pieces, decision: waits };
  const done = await settle(works, left, { submits: false, refusal });
  if (isRefusal(done)) throw new Error(`message ${read.row.id} could not be settled: ${done.reason}`);
}

async function understand(works: MailWorks, read: Read): Promise<Understood> {
  const { server } = works;
  const { row, mail, mailbox, bytes } = read;
  const now = server.clock();
  const day = dayOf(now);
  const reader = server.database.reader(row.body_id);
  const known = await knownNames(reader, day);
  const subject = readSubject(mail.subject, dayOf(new Date(row.arrived_at)), known.units);
  const unitId = subject.unit && resolveUnit(subject.unit, known);
  const unit = unitId ? await findUnit(reader, unitId) : null;
  const from = mail.from?.address ?? null;
  const own = from !== null && ownAddresses(mailbox).includes(from);
  const automatic = own ? 'own' : mail.automatic;
  const people = from === null || own ? [] : await peopleOfAddress(reader, from, day);
  const route = routeOf(mailbox.rules.routes, {
    subject: mail.subject,
    address: from,
    name: mail.from?.name ?? '',
  });
  const claims = { from, authenticationResults: mail.authenticationResults };
  const at = { envelope: row.envelope, trust: mailbox.rules, way: row.way };
  const authentication = await authenticated(bytes, claims, at);
  const brought = await openParts({ server, reader, owner: row.id, now }, mail);
  const manuscripts = brought.pieces.filter(piece => piece.read).length + (brought.fromText ? 1 : 0);
  const decision = decide({
    automatic,
    hasSender: from !== null,
    people,
    authentication,
    unit,
    twin: await hasTwin(reader, { id: row.id, message_id: mail.messageId }),
    manuscripts,
    unreadable: brought.pieces.filter(piece => piece.became === 'unreadable').length,
    route,
  });
  const channel = route === 'opinion' || route === 'news' ? route : subject.channel;
  return { ...read, subject: { ...subject, channel }, unit, people, authentication, brought, decision };
}

/** `refusal`: why sending it on, or keeping it as a draft, was refused before. */
type Attempt = { submits: boolean; refusal: Refusal | null };
type Settling = Understood & { pieces: StoredPiece[] };

async function settle(works: MailWorks, settling: Settling, attempt: Attempt): Promise<Refusal | null> {
  const { server } = works;
  const { row, decision } = settling;
  const after: (() => void)[] = [];
  const done = await server.database.write(
    row.body_id,
    async (tx): Promise<Refusal | null> => {
      after.length = 0;
      const now = server.clock();
      const locked = await lockMessage(tx, row.id);
      // Another server was faster, or this one before it was killed.
      if (locked?.state !== 'stored') return null;
      const parts = await enterParts(tx, settling.pieces, now);
      await insertParts(tx, row.id, parts);
      let entered: Entered[] = [];
      if (decision.end === 'taken') {
        const body = { id: row.body_id, name: await nameOfBody(tx) };
        const call = callFor(actorOf(decision.sender, decision.standing.post, body), { tx, now, server });
        const made = await enterManuscripts(call, {
          message: { id: row.id, subject: settling.mail.subject, from: settling.mail.from?.address ?? '' },
          brought: { ...settling.brought, pieces: settling.pieces },
          subject: settling.subject,
          channel: settling.subject.channel,
          standing: decision.standing,
          author: decision.sender,
          submits: attempt.submits,
        });
        if (isRefusal(made)) return made;
        entered = attempt.refusal ? withReason(made, attempt.refusal) : made;
        after.push(...call.after);
        await insertManuscripts(
          tx,
          row.id,
          made.map(each => each.id),
        );
      }
      await write(tx, { works, settling, entered, attempt, now });
      await server.settle(tx, now);
      return null;
    },
    isRefusal,
  );
  if (done === null) for (const run of [...after, () => server.live.tell(row.body_id, 'waiting')]) run();
  return done;
}

const withReason = (made: Entered[], { zh, en }: Refusal): Entered[] =>
  made.map(each => ({ ...each, doubts: [...each.doubts, { zh, en }] }));

type Writing = { works: MailWorks; settling: Settling; entered: Entered[]; attempt: Attempt; now: Date };

/** What was read from it, as it is kept beside it. */
function readingOf(
  { subject, mail, brought }: Settling,
  notes: readonly { zh: string; en: string }[],
): string {
  return JSON.stringify({
    subject,
    textIsSure: mail.textIsSure,
    notes: notes.map(({ zh, en }) => ({ zh, en })),
    found: foundTexts(brought),
  });
}

/** The message's own row, its answer and its audit entry. */
async function write(tx: Tx, { works, settling, entered, attempt, now }: Writing): Promise<void> {
  const { row, mail, decision, mailbox, authentication } = settling;
  const why: MailWhy[] =
    decision.end === 'ignored' ? [decision.why] : decision.end === 'taken' ? [] : decision.why;
  const [person] = settling.people.length === 1 ? settling.people : [];
  const turn = row.version + 1;
  const told = {
    to: mail.from?.address ?? null,
    subject: mail.subject,
    automatic: decision.end === 'ignored' || decision.end === 'aside',
    verdict: authentication.verdict,
    known: settling.people.length > 0,
    canSend: mailbox.outgoing.on,
  };
  const answers = await mayAnswer(tx, told, now);
  const answer = answers
    ? answerOf({
        to: told.to!,
        subject: mail.subject,
        arrivedAt: new Date(row.arrived_at),
        origin: works.origin,
        manuscripts: entered,
        unreadable: settling.pieces.filter(piece => piece.became === 'unreadable'),
        why,
        refused: null,
        turn,
      })
    : null;
  const notes = [...mail.notes, ...(attempt.refusal && decision.end !== 'taken' ? [attempt.refusal] : [])];
  await changeMessage(tx, row.id, {
    ...headColumns(mail),
    message_id: mail.messageId,
    text: mail.text.replaceAll('\u0000', ''),
    authentication: JSON.stringify(authentication),
    reading: readingOf(settling, notes),
    state: decision.end,
    why,
    channel: settling.subject.channel,
    person_id: person?.id ?? null,
    unit_id: decision.end === 'taken' ? decision.standing.unitId : (settling.unit?.id ?? null),
    answer: answer && JSON.stringify(answer),
    answered_at: answer && now.toISOString(),
  });
  if (answer) await queueAnswer(tx, { messageId: row.id, turn, now });
  await recordAudit(tx, {
    at: now,
    personId: person?.id ?? null,
    appointmentId: null,
    role: null,
    address: row.envelope.ip ?? 'mail',
    act: `mail.${decision.end}`,
    subjectId: row.id,
    before: null,
    after: { from: told.to, verdict: authentication.verdict, why, manuscripts: entered.map(each => each.id) },
  });
}
