import { expect, it } from 'vitest';
import { isSigned, webhookHeaders } from './webhook.ts';

// The example of the Standard Webhooks specification.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const body = '{"test": 2432232314}';
const now = new Date(1_614_265_330_000);

it('signs as the specification shows', () => {
  expect(webhookHeaders({ id, body, now }, [secret])).toEqual({
    'webhook-id': id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('is known by either secret while they are exchanged', () => {
  const next = 'whsec_bmV4dCBzZWNyZXQgb2YgdGhlIHNhbWUgbGVuZ3Ro';
  const headers = webhookHeaders({ id, body, now }, [secret, next]);
  expect(isSigned({ headers, body, now }, secret)).toBe(true);
  expect(isSigned({ headers, body, now }, next)).toBe(true);
  expect(isSigned({ headers, body, now }, 'whsec_b3RoZXI=')).toBe(false);
});

it('refuses another body, another id, another time and what is older than five minutes', () => {
  const headers = webhookHeaders({ id, body, now }, [secret]);
  expect(isSigned({ headers, body: `${body} `, now }, secret)).toBe(false);
  expect(isSigned({ headers: { ...headers, 'webhook-id': 'msg_2' }, body, now }, secret)).toBe(false);
  expect(isSigned({ headers: { ...headers, 'webhook-timestamp': '1614265331' }, body, now }, secret)).toBe(
    false,
  );
  expect(isSigned({ headers, body, now: new Date(now.getTime() + 301_000) }, secret)).toBe(false);
  expect(isSigned({ headers: { ...headers, 'webhook-signature': 'v1,' }, body, now }, secret)).toBe(false);
});
