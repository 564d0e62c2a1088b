import { contract, RELEASE_STAGES, type ReleaseStage } from '@xinxuan/contract';
import { signOffPage } from '../documents/sign-off-page.ts';
import { acts } from '../http/endpoint.ts';
import { keepPage } from '../http/keep-page.ts';
import { isRefusal, notFound } from '../http/refusal.ts';
import { findRelease, type ReleaseFull } from './queries.ts';
import { STAGE_WORDS, signatureOf } from './release.ts';
import { modelOf, whyNotRead } from './views.ts';

/** The sheet as paper knows it, with what holds now; duties that nobody has signed stand there empty. */
export const downloadSheet = acts(contract.releases.sheet, async call => {
  const { input, tx, server, actor, now } = call;
  const release = await findRelease(tx, input.id);
  if (!release) return notFound('送审件', 'release');
  const why = whyNotRead(call, release);
  if (why) return why;
  const page = signOffPage({
    heading: '发稿审签单',
    title: release.title,
    unit: release.manuscript.unit.name,
    authors: release.manuscript.authors.map(author => author.name).join('、'),
    destination: release.destination,
    text: `第 ${release.textNumber} 稿，校验码 ${release.hash.slice(0, 16)}`,
    lines: RELEASE_STAGES.map(stage => lineOf(release, stage)),
    released: release.released ? `${release.released.by.name}　${timeOf(release.released.at)}` : '',
    ...(release.urgent && { remark: `应急发布，先发后审。理由：${release.urgent.reason}` }),
  });
  const name = `发稿审签单 ${release.title}`;
  const file = await keepPage(tx, server, { page, as: input.as, name, actor, now });
  if (isRefusal(file)) return file;
  call.record(release.id, null, { downloaded: file.fileId });
  return file;
});

function lineOf(release: ReleaseFull, stage: ReleaseStage) {
  const holds = signatureOf(modelOf(release), stage) !== null;
  const sign = holds ? release.signs.findLast(each => each.stage === stage) : undefined;
  const person = sign
    ? signerOf(sign)
    : unsigned(release.duties.find(duty => duty.stage === stage)?.person.name);
  return {
    duty: STAGE_WORDS[stage].zh,
    person,
    opinion: sign ? sign.opinion || '同意' : '',
    errors: sign && sign.errors.length > 0 ? `${sign.errors.length} 处` : '',
    time: sign ? timeOf(sign.at) : '',
  };
}

/** Who has still to sign must not read like who has. */
const unsigned = (name: string | undefined): string => (name ? `${name}（未签）` : '');

const signerOf = (sign: ReleaseFull['signs'][number]): string =>
  sign.for ? `${sign.by.name}（代${sign.for.name}）` : sign.by.name;

/** 2026-05-20 10:05 in Asia/Shanghai. */
function timeOf(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
