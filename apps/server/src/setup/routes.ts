import { contract } from '@xinxuan/contract';
import { answersAnyone } from '../http/endpoint.ts';
import { begin } from './begin.ts';
import type { SetupRun } from './run.ts';

export type SetupParts = { run: SetupRun };

export function setupRoutes({ run }: SetupParts) {
  return {
    begin: begin(run),
    progress: answersAnyone(contract.setup.progress, async () => ({ ...run.state })),
  };
}
