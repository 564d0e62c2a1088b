import { find } from './find.ts';
import { readAgain, state, unread } from './index-state.ts';
import { change, remove, save, saved } from './saved.ts';

export const searchRoutes = { find, state, unread, readAgain, saved, save, change, remove };
