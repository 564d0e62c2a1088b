import type { SitePath } from '@xinxuan/contract';
import type { NoticeKind } from './kinds.ts';

/** Where one click leads: the page that is named, else that of the adoption, else that of the manuscript. */
type Leading =
  | { link: SitePath; manuscriptId?: string | null; adoptionId?: string | null }
  | { link?: undefined; manuscriptId: string; adoptionId?: string | null };

/** What is told, and to whom. */
export type Told = Leading & {
  personIds: string[];
  kind: NoticeKind;
  zh: string;
  en: string;
  /** The duty that it is about: nothing leaves about a duty that has ended. */
  dutyId?: string | null;
  /** No quiet hours, no gathering, every way there is. What concerns an emergency is urgent by itself. */
  urgent?: boolean;
  /** The urgent message whose reading is confirmed with it. */
  messageId?: string | null;
  now: Date;
};
