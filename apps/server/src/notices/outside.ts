import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Nets that are not the open internet: this machine, the house, link-local (where clouds keep their keys), multicast, wrapped IPv4. */
const INSIDE = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/3'],
  ...['::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '2001::/32', '2002::/16'],
  ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

/** Which addresses a message may be posted to. */
export type Outside = {
  mayReach(ip: string): boolean;
  /** Resolves a name; fails when any of its addresses may not be reached, at the very moment of connecting. */
  lookup: LookupFunction;
};

/**
 * The open internet, and of the house's own nets those that whoever runs the server allows.
 * @param allowed nets such as `10.8.0.0/16`, or single addresses
 * @throws when one of them is no net
 */
export function outsideOf(allowed: readonly string[]): Outside {
  const inside = netsOf(INSIDE);
  const open = netsOf(allowed);
  const mayReach = (ip: string): boolean => {
    const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
    return open.check(ip, family) || !inside.check(ip, family);
  };
  return {
    mayReach,
    lookup: (host, options, done) => {
      const answered = (
        error: NodeJS.ErrnoException | null,
        found: string | LookupAddress[],
        family?: number,
      ) => {
        if (error) return done(error, found, family);
        const ips = typeof found === 'string' ? [found] : found.map(each => each.address);
        if (ips.every(mayReach)) return done(null, found, family);
        done(Object.assign(new Error('inside'), { code: INSIDE_CODE }), found, family);
      };
      lookup(host, options, answered);
    },
  };
}

export const INSIDE_CODE = 'EINSIDE';

function netsOf(nets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const net of nets) {
    const [ip = '', bits] = net.split('/');
    const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(ip, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}
