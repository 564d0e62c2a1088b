import { Resolver } from 'node:dns/promises';
import type { MailAuthentication } from '@xinxuan/contract';
import { type AuthenticateResult, authenticate } from 'mailauth';
import type { Envelope } from './tables.ts';

export type Trust = { trustedServers: readonly string[]; innerOnly: boolean; nameServers: readonly string[] };
type Claims = { from: string | null; authenticationResults: readonly string[] };

const NOTHING: MailAuthentication = {
  verdict: 'none',
  spf: 'none',
  dkim: 'none',
  dmarc: 'none',
  by: 'nobody',
};
const ANSWER_WITHIN_MS = 8_000;

/**
 * Who vouches for the sender: a receiving server that is trusted and signed its results, else what this server finds by
 * SPF (where it saw the connection), DKIM and DMARC. Only an aligned pass passes; a fault of the name service is no pass.
 */
export async function authenticated(
  bytes: Buffer,
  claims: Claims,
  at: { envelope: Envelope; trust: Trust; way: 'imap' | 'door' },
): Promise<MailAuthentication> {
  if (claims.from === null) return NOTHING;
  const told = at.way === 'imap' ? toldBy(claims, at.trust) : null;
  if (told) return told;
  const own = await found(bytes, claims.from, at);
  // A mailbox that only the inner system reaches: whoever could write there has signed in.
  const silent = own.verdict === 'none' && at.trust.innerOnly && at.way === 'imap';
  return silent ? { ...own, verdict: 'pass', by: 'inner' } : own;
}

/** The uppermost results of a trusted server; what stands below it may have been written by the sender. */
function toldBy({ from, authenticationResults }: Claims, trust: Trust): MailAuthentication | null {
  const [first] = authenticationResults;
  const server = first?.split(';')[0]?.trim().split(/\s/u)[0]?.toLowerCase();
  if (!first || !server || !trust.trustedServers.some(each => each.toLowerCase() === server)) return null;
  const results = first.split(';').slice(1);
  const domain = from!.split('@')[1]!;
  const word = (method: string): string =>
    results
      .map(part => new RegExp(`^\\s*${method}=([a-z]+)`, 'iu').exec(part)?.[1]?.toLowerCase())
      .find(Boolean) ?? 'none';
  const aligned = results.some(part => {
    const passed = /^\s*(?:dkim|spf)=pass/iu.test(part);
    const named = /(?:header\.d|header\.i|smtp\.mailfrom|smtp\.mail)=@?(?:[^\s;@]*@)?([^\s;]+)/iu.exec(
      part,
    )?.[1];
    return passed && named !== undefined && sameHouse(named.toLowerCase(), domain);
  });
  const [spf, dkim, dmarc] = [word('spf'), word('dkim'), word('dmarc')];
  return { spf, dkim, dmarc, by: 'server', verdict: verdictOf({ spf, dkim, dmarc, aligned }) };
}

type Results = { spf: string; dkim: string; dmarc: string; aligned: boolean };

function verdictOf({ spf, dkim, dmarc, aligned }: Results): MailAuthentication['verdict'] {
  if (dmarc === 'pass') return 'pass';
  if (dmarc === 'fail') return 'fail';
  if (aligned) return 'pass';
  return spf === 'fail' || dkim === 'fail' ? 'fail' : 'none';
}

const sameHouse = (domain: string, from: string): boolean =>
  domain === from || from.endsWith(`.${domain}`) || domain.endsWith(`.${from}`);

async function found(
  bytes: Buffer,
  from: string,
  { envelope, trust }: { envelope: Envelope; trust: Trust },
): Promise<MailAuthentication> {
  const resolver = new Resolver({ timeout: ANSWER_WITHIN_MS / 4, tries: 2 });
  if (trust.nameServers.length > 0) resolver.setServers([...trust.nameServers]);
  const options = {
    ...envelope,
    mta: 'xinxuan',
    disableArc: true,
    disableBimi: true,
    rejectRsaSha1: true,
    resolver: (name: string, kind: string) => resolver.resolve(name, kind) as Promise<string[][] | string[]>,
  };
  const late = setTimeout(() => resolver.cancel(), ANSWER_WITHIN_MS);
  try {
    return resultOf(await authenticate(bytes, options), from);
  } catch {
    return NOTHING;
  } finally {
    clearTimeout(late);
  }
}

function resultOf(result: AuthenticateResult, from: string): MailAuthentication {
  const { spf, dkim, dmarc } = result;
  const signed = dkim.results.some(each => each.status.result === 'pass' && each.status.aligned);
  const words = {
    spf: spf ? spf.status.result : 'none',
    dkim: signed ? 'pass' : (dkim.results[0]?.status.result ?? 'none'),
    dmarc: dmarc ? dmarc.status.result : 'none',
  };
  const sent = spf && spf.status.result === 'pass' && sameHouse(spf.domain, from.split('@')[1]!);
  return { ...words, by: 'own', verdict: verdictOf({ ...words, aligned: signed || sent === true }) };
}
