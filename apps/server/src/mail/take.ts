import { contract, type MailWhy } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { actsOn, type ReadCall } from '../http/endpoint.ts';
import { sealedCopy } from '../http/own-file.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { bearsMark } from '../http/secrecy-gate.ts';
import { knownNames } from '../manuscripts/queries.ts';
import { lockOpen, toldOf } from './acts.ts';
import { answerOf, mayAnswer, queueAnswer } from './answer.ts';
import { enterManuscripts, enterParts, type StoredPiece, storePieces } from './enter.ts';
import { noOriginal, whyNotTake } from './message.ts';
import { type Brought, openParts, secretInMail } from './parts.ts';
import { openRaw } from './process.ts';
import { changeMessage, findMessage, insertManuscripts, personWithPosts, setPartEnds } from './queries.ts';
import { readSubject } from './subject.ts';
import { showMessage } from './views.ts';
import type { MailWorks } from './works.ts';

const NOTHING_THERE = refuse('invalid', 'no_manuscript', {
  zh: '这封来信里没有可以读成稿件的文字，没有收下。请打开附件查看，或退回请发件人附上 Word 文档。',
  en: 'Nothing in this message reads as a manuscript, so nothing was taken in. Open the attachments, or refuse it and ask for a Word document.',
});

/** Takes a waiting message in by hand: drafts of whoever takes it, for the unit and author that were chosen. */
export const take = (works: MailWorks) =>
  actsOn(
    contract.mail.take,
    call => prepare(works, call),
    async (call, { brought, pieces }) => {
      const { tx, now, input } = call;
      const message = await lockOpen(call, whyNotTake);
      if (isRefusal(message)) return message;
      const author = input.personId ? await personWithPosts(tx, input.personId, dayOf(now)) : null;
      if (input.personId && !author) return notFound('所选人员', 'chosen person');
      const known = await knownNames(tx, dayOf(now));
      const subject = readSubject(message.subject, dayOf(new Date(message.arrived_at)), known.units);
      const entered = await enterManuscripts(
        { ...call, may: place => call.may(place, 'manuscript.write') },
        {
          message: { id: message.id, subject: message.subject, from: message.from_address ?? '' },
          brought: { ...brought, pieces },
          subject,
          channel: input.channel,
          standing: { unitId: input.unitId, sure: true },
          author,
          submits: false,
        },
      );
      if (isRefusal(entered)) return entered;
      await setPartEnds(tx, message.id, await enterParts(tx, pieces, now));
      const ids = entered.map(each => each.id);
      await insertManuscripts(tx, message.id, ids);
      const told = { ...(await toldOf(tx, message)), known: author !== null };
      const turn = message.version + 1;
      const answer = (await mayAnswer(tx, told, now))
        ? answerOf({
            ...{ to: told.to!, subject: message.subject, arrivedAt: new Date(message.arrived_at), turn },
            ...{ origin: works.origin, manuscripts: entered, refused: null, why: [] as MailWhy[] },
            unreadable: pieces.filter(piece => piece.became === 'unreadable'),
          })
        : null;
      await changeMessage(tx, message.id, {
        state: 'taken',
        state_before: message.state,
        why: ['taken_by_hand'],
        channel: input.channel,
        person_id: author?.id ?? null,
        unit_id: input.unitId,
        decided_by: call.actor.personId,
        decided_at: now.toISOString(),
        note: '',
        ...(answer && { answer: JSON.stringify(answer), answered_at: now.toISOString() }),
      });
      if (answer) await queueAnswer(tx, { messageId: message.id, turn, now });
      call.record(
        message.id,
        { state: message.state },
        { state: 'taken', manuscripts: entered.map(each => each.id) },
      );
      return showMessage(call, message.id);
    },
  );

type Prepared = { brought: Brought; pieces: StoredPiece[] };

type Early = Pick<ReadCall<{ id: string }>, 'input' | 'reader' | 'server' | 'now'>;

/** Reads the message anew, before any transaction. */
async function prepare(works: MailWorks, { input, reader, server, now }: Early): Promise<Prepared | Refusal> {
  const message = await findMessage(reader, input.id);
  if (!message) return notFound('来信', 'message');
  const bytes = whyNotTake(message) ? null : await openRaw(works, message);
  if (!bytes) return whyNotTake(message) ?? noOriginal();
  const read = await works.reader.read(bytes);
  if (!read.ok) return refuse('unreadable_file', read.refusal.code, read.refusal);
  const brought = await openParts({ server, reader, owner: message.id, now }, read.value);
  if ((await secretInMail(server, { mail: read.value, brought, owner: message.id })) !== null)
    return bearsMark();
  if (!brought.fromText && !brought.pieces.some(piece => piece.read))
    return brought.pieces.some(piece => piece.sealed) ? sealedCopy('unreadable_file') : NOTHING_THERE;
  const pieces = await storePieces(server, brought.pieces);
  return isRefusal(pieces) ? pieces : { brought, pieces };
}
