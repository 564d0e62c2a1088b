import type { EndpointMeta } from '@xinxuan/contract';
import { isRefusal } from './refusal.ts';

/** Fails closed: an endpoint declared to concern a place must have asked about it before it answers. */
export class PlaceGuard {
  asked = false;
  readonly meta: EndpointMeta;
  constructor(meta: EndpointMeta) {
    this.meta = meta;
  }
  /** @throws when the answer was given without asking; inside a transaction that undoes the act. */
  check(result: unknown): void {
    if (this.meta.place === 'body' || this.asked || isRefusal(result)) return;
    throw new Error(`endpoint with right ${this.meta.right} answered without asking where it acts`);
  }
}
