/** The change or the thread that is looked at. */
export type Current = { change?: number | undefined; thread?: string | undefined };
