import { exportLedger } from './export-ledger.ts';
import { exportYear } from './export-year.ts';
import { get } from './get.ts';
import { ledger } from './ledger.ts';
import { answerObjection, decideObjection } from './objections/answer.ts';
import { getObjection, listObjections } from './objections/get.ts';
import { raiseObjection } from './objections/raise.ts';
import { reopenObjection } from './objections/reopen.ts';
import { withdrawObjection } from './objections/withdraw.ts';
import { changesSincePublication } from './periods/changes.ts';
import { closePeriod } from './periods/close.ts';
import { publishPeriod, withdrawPublication } from './periods/publish.ts';
import { approve } from './schemes/approve.ts';
import { check } from './schemes/check.ts';
import { compare } from './schemes/compare.ts';
import { discard } from './schemes/discard.ts';
import { downloadScheme } from './schemes/download.ts';
import { dryRun, realExamples } from './schemes/dry-run.ts';
import { editText } from './schemes/edit.ts';
import { getScheme, listSchemes } from './schemes/get.ts';
import { getPreset, listPresets } from './schemes/presets.ts';
import { printed } from './schemes/printed.ts';
import { putInForce } from './schemes/put-in-force.ts';
import { returnScheme } from './schemes/return.ts';
import { save } from './schemes/save.ts';
import { submit, withdraw } from './schemes/submit.ts';

export const standingRoutes = {
  get,
  ledger,
  exportLedger,
  exportYear,
  closePeriod,
  publishPeriod,
  withdrawPublication,
  changesSincePublication,
};
export const objectionRoutes = {
  list: listObjections,
  get: getObjection,
  raise: raiseObjection,
  withdraw: withdrawObjection,
  answer: answerObjection,
  reopen: reopenObjection,
  decide: decideObjection,
};
export const schemeRoutes = {
  list: listSchemes,
  get: getScheme,
  presets: listPresets,
  preset: getPreset,
  discard,
  check,
  printed,
  compare,
  download: downloadScheme,
  edit: editText,
  dryRun,
  realExamples,
  save,
  submit,
  withdraw,
  approve,
  return: returnScheme,
  putInForce,
};
