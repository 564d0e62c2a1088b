import { comment, resolve } from './comment.ts';
import { decide } from './decide.ts';
import { download } from './download.ts';
import { open } from './open.ts';
import { restore } from './restore.ts';
import { room } from './room.ts';
import { save } from './save.ts';

export const writingRoutes = { open, save, decide, restore, comment, resolve, room, download };
