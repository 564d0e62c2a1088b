import type { MailAuthentication, MailWhy } from '@xinxuan/contract';
import { findFile } from '../db/stored-files.ts';
import { answerOf, mayAnswer, queueAnswer } from './answer.ts';
import { headColumns } from './head-columns.ts';
import { changeMessage, deleteFile, lockMessage, type MailRow, type Sender } from './queries.ts';
import type { MailHead } from './read-mail.ts';
import { actorOf } from './sender.ts';
import type { Mailbox } from './settings.ts';
import type { MailWorks } from './works.ts';

type Secret = {
  row: MailRow;
  mail: MailHead;
  people: readonly Sender[];
  authentication: MailAuthentication;
  mailbox: Mailbox;
  /** Written by a machine: nobody is answered. */
  ignored: boolean;
};

/** A secrecy mark: nothing of the message stays here but who sent it and when; whoever knows the sender is told. */
export async function removeSecret(works: MailWorks, understood: Secret, reading: string): Promise<void> {
  const { server } = works;
  const { row, mail, people, authentication, mailbox } = understood;
  const now = server.clock();
  const file = row.raw_file_id ? await findFile(server.database.reader(row.body_id), row.raw_file_id) : null;
  await server.database.write(
    row.body_id,
    async tx => {
      const locked = await lockMessage(tx, row.id);
      if (locked?.state !== 'stored') return;
      const told = {
        to: mail.from?.address ?? null,
        subject: '',
        automatic: understood.ignored,
        verdict: authentication.verdict,
        known: people.length > 0,
        canSend: mailbox.outgoing.on,
      };
      const turn = row.version + 1;
      const why: MailWhy[] = ['secrecy'];
      const answer = (await mayAnswer(tx, told, now))
        ? answerOf({
            ...{
              to: told.to!,
              subject: '',
              arrivedAt: new Date(row.arrived_at),
              origin: works.origin,
              why,
              turn,
            },
            ...{ manuscripts: [], unreadable: [], refused: null },
          })
        : null;
      await changeMessage(tx, row.id, {
        ...headColumns({ ...mail, subject: '' }),
        authentication: JSON.stringify(authentication),
        state: 'refused',
        why,
        raw_file_id: null,
        answer: answer && JSON.stringify(answer),
        answered_at: answer && now.toISOString(),
      });
      if (row.raw_file_id) await deleteFile(tx, row.raw_file_id);
      if (answer) await queueAnswer(tx, { messageId: row.id, turn, now });
    },
    () => false,
  );
  if (file) await server.files.remove(file.sha256);
  const [sender] = people;
  const body = { id: row.body_id, name: '' };
  if (sender)
    await server.noteSecret({
      actor: actorOf(sender, sender.posts[0] ?? null, body),
      endpoint: 'mail',
      reading,
      now,
    });
}
