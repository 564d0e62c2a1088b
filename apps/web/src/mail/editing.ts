import type { MailSettings } from '@xinxuan/contract';

/** What is typed into the form and not saved yet; a secret is only ever written. */
export type Secrets = { incoming: string; outgoing: string };
export type Editing = {
  settings: MailSettings;
  change: <K extends keyof MailSettings>(part: K, with_: Partial<MailSettings[K]>) => void;
  problems: Record<string, string>;
};
