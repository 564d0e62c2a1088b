/** What is told, and to whom. */
export type Told = {
  personIds: string[];
  kind: string;
  zh: string;
  en: string;
  manuscriptId?: string | null;
  adoptionId?: string | null;
  /** Where it leads when it is about no manuscript and no adoption: a path of this site. */
  link?: string | null;
  /** The duty that it is about: nothing leaves about a duty that has ended. */
  dutyId?: string | null;
  /** No quiet hours, no gathering, every way there is. What concerns an emergency is urgent by itself. */
  urgent?: boolean;
  /** The urgent message whose reading is confirmed with it. */
  messageId?: string | null;
  now: Date;
};
