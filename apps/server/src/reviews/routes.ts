import { approve } from './approve.ts';
import { approveMany } from './approve-many.ts';
import { batch } from './batch.ts';
import { decideRepeat } from './decide-repeat.ts';
import { delegate } from './delegate.ts';
import { endOne } from './delegation-end.ts';
import { delegations } from './delegations-list.ts';
import { accept } from './desk-accept.ts';
import { decline } from './desk-decline.ts';
import { edit } from './desk-edit.ts';
import { merge } from './desk-merge.ts';
import { queue } from './desk-queue.ts';
import { deskReturn } from './desk-return.ts';
import { undo } from './desk-undo.ts';
import { opened } from './opened.ts';
import { giveBack } from './return.ts';
import { getRoutes } from './routes-get.ts';
import { changeRoutes } from './routes-save.ts';
import { stuck } from './stuck.ts';
import { takeBack } from './take-back.ts';
import { waiting } from './waiting.ts';

export const reviewRoutes = {
  waiting,
  approve,
  return: giveBack,
  batch,
  approveMany,
  takeBack,
  opened,
  stuck,
  routes: { get: getRoutes, save: changeRoutes },
  delegations: { list: delegations, create: delegate, end: endOne },
  desk: { queue, accept, return: deskReturn, decline, undo, merge, edit, decideRepeat },
};
