import { contract, type DutyPost, RELEASE_STAGES, type ReleaseStage } from '@xinxuan/contract';
import { signOffPage } from '../documents/sign-off-page.ts';
import { acts } from '../http/endpoint.ts';
import { keepPage } from '../http/keep-page.ts';
import { isRefusal, notFound } from '../http/refusal.ts';
import { ROLE_WORDS } from '../manuscripts/route.ts';
import { findRelease, type ReleaseFull } from './queries.ts';
import { STAGE_WORDS, signatureOf } from './release.ts';
import { modelOf, whyNotRead } from './views.ts';

/** The sheet as paper knows it, with what holds now; duties that nobody has signed stand there empty. */
export const downloadSheet = acts(contract.releases.sheet, async call => {
  const { input, tx, server, actor, now } = call;
  const release = await findRelease(tx, input.id);
  if (!release) return notFound('送审件', 'release');
  const why = await whyNotRead(call, release);
  if (why) return why;
  const page = signOffPage({
    body: actor.bodyName,
    title: release.title,
    unit: release.manuscript.unit.name,
    authors: release.manuscript.authors.map(author => author.name).join('、'),
    destination: release.destination,
    text: `第 ${release.textNumber} 稿，校验码 ${release.hash.slice(0, 16)}`,
    lines: RELEASE_STAGES.map(stage => lineOf(release, { stage, body: actor.bodyName })),
    released: release.released ? `${release.released.by.name}　${timeOf(release.released.at)}` : '',
    ...(release.urgent && { remark: urgentRemark(release, release.urgent) }),
  });
  const name = `发稿审签单 ${release.title}`;
  const file = await keepPage(tx, server, { page, as: input.as, name, actor, now });
  if (isRefusal(file)) return file;
  call.record(release.id, null, { downloaded: file.fileId });
  return file;
});

function urgentRemark(
  { released, textNumber }: ReleaseFull,
  { by, reason }: NonNullable<ReleaseFull['urgent']>,
): string {
  const out = released?.textNumber ?? textNumber;
  const corrected = textNumber > out ? `发布的是第${out}稿，本单所签为更正稿（第${textNumber}稿）。` : '';
  return `应急发布，由${by.name}批准，先发后审。理由：${reason}。${corrected}`;
}

function lineOf(release: ReleaseFull, { stage, body }: { stage: ReleaseStage; body: string }) {
  const holds = signatureOf(modelOf(release), stage) !== null;
  const sign = holds ? release.signs.findLast(each => each.stage === stage) : undefined;
  const duty = release.duties.find(each => each.stage === stage);
  const post = postOf((sign ?? duty)?.post, body);
  const person = sign ? signerOf(sign) : unsigned(duty?.person.name);
  return {
    duty: STAGE_WORDS[stage].zh,
    person: [person, post].filter(Boolean).join('\n'),
    opinion: sign ? sign.opinion || '同意' : '',
    errors: sign && sign.errors.length > 0 ? `${sign.errors.length} 处` : '',
    time: sign ? timeOf(sign.at) : '',
  };
}

/**
 * Under the name: two of the same name are told apart by it, and so are the posts of one. The body itself heads the sheet
 * and is not said again.
 */
function postOf(post: DutyPost | null | undefined, body: string): string {
  if (!post) return '';
  const unit = post.unit.name === body ? '' : post.unit.name;
  return `${unit}${ROLE_WORDS[post.role].zh}`;
}

/** Who has still to sign must not read like who has. */
const unsigned = (name: string | undefined): string => (name ? `${name}（未签）` : '');

const signerOf = (sign: ReleaseFull['signs'][number]): string =>
  sign.for ? `${sign.by.name}（代${sign.for.name}）` : sign.by.name;

/** 2026-05-20 10:05 in Asia/Shanghai. */
function timeOf(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
