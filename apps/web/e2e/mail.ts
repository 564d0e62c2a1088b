import { keepMessage } from '../../server/src/mail/keep.ts';
import { letter } from '../../server/src/mail/messages-for-tests.ts';
import { manuscriptDocx, setUpMailbox } from '../../server/test/mailroom.ts';
import type { Office } from '../../server/test/office.ts';

/** A message of a stranger with a manuscript that waits for the desk; answers its id. */
export async function waitingMail({ office }: { office: Office }): Promise<string> {
  await setUpMailbox(office, { rules: { innerOnly: false } });
  const { works, watch } = office.app.mail;
  const bytes = letter({
    from: '陆晓棠 <luxiaotang@personal.example>',
    text: '您好：现报送市容科5月19日工作信息，请审阅。附件一为稿件，附件二为现场照片。',
    attachments: [
      { name: '市容科2026年5月19日工作信息.docx', bytes: manuscriptDocx() },
      { name: '夜市整治台账.docx', bytes: 'PK\u0003\u0004cut off' },
    ],
  });
  const kept = await keepMessage(works, {
    body: office.body,
    bytes,
    way: 'imap',
    envelope: {},
    sighting: null,
  });
  if (!kept.ok) throw new Error(kept.refusal.en);
  await watch.process();
  return kept.id;
}
