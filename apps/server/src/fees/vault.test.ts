import { expect, test } from 'vitest';
import { createVault } from './vault.ts';

const ACCOUNT = { accountName: '陆晓棠', bank: '东河农商行', account: '6222000011112222', idSuffix: '123X' };
const OF = { body: 'bod_1', ownerKind: 'person', ownerId: 'per_1' };

test('what was sealed opens again for its owner, and shows nothing of itself', () => {
  const vault = createVault('secret');
  const sealed = vault.seal(ACCOUNT, OF);
  expect(vault.open(sealed, OF)).toEqual(ACCOUNT);
  expect(sealed.includes(Buffer.from('6222'))).toBe(false);
  expect(sealed.includes(Buffer.from('陆晓棠'))).toBe(false);
  expect(vault.seal(ACCOUNT, OF).equals(sealed)).toBe(false);
});

test('it opens for nobody else, with no other key and not once it was touched', () => {
  const sealed = createVault('secret').seal(ACCOUNT, OF);
  expect(createVault('secret').open(sealed, { ...OF, ownerId: 'per_2' })).toBeNull();
  expect(createVault('another').open(sealed, OF)).toBeNull();
  sealed[sealed.length - 1]! ^= 1;
  expect(createVault('secret').open(sealed, OF)).toBeNull();
});
