import type { Sealer } from '../db/sealer.ts';
import { answerFinding } from './answer-finding.ts';
import { check } from './check.ts';
import { checkRecord } from './check-record.ts';
import { clear, toClear } from './clear.ts';
import { counts } from './counts.ts';
import { declareRepeat } from './declare-repeat.ts';
import { deviceKey } from './device-key.ts';
import { discard } from './discard.ts';
import { download } from './download.ts';
import { create } from './draft.ts';
import { get } from './get.ts';
import { intake } from './intake.ts';
import { list } from './list.ts';
import { lookAlikes } from './look-alikes.ts';
import { previewRoute } from './preview-route.ts';
import { previewSeal } from './preview-seal.ts';
import { repeat } from './repeat.ts';
import { report } from './report.ts';
import { reports } from './reports.ts';
import { revision } from './revision.ts';
import { revisions } from './revisions.ts';
import { save } from './save.ts';
import { seal } from './seal.ts';
import { submit } from './submit.ts';
import { withdraw } from './withdraw.ts';

export function manuscriptRoutes(parts: { sealer: Sealer }) {
  return {
    list,
    counts,
    get,
    create,
    save,
    discard,
    previewRoute,
    check,
    checkRecord,
    answerFinding,
    clear,
    toClear,
    seal: seal(parts),
    previewSeal,
    declareRepeat,
    lookAlikes,
    repeat,
    submit,
    withdraw,
    revisions,
    revision,
    intake,
    download,
    deviceKey,
    report,
    reports,
  };
}
