import { type Kind, PREFIXES } from '../../ids.ts';
import type { Draw } from './random.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id shaped like those of live records (10 characters of time, 16 drawn), but the same for the same draw. */
export function drawId(kind: Kind, moment: number, draw: Draw): string {
  let head = '';
  for (let time = moment, i = 0; i < 10; i++, time = Math.floor(time / 32)) head = ALPHABET[time % 32] + head;
  let tail = '';
  for (let word = 0; word < 4; word++) {
    const bits = draw.int(0, 0xfffff);
    for (let shift = 0; shift < 20; shift += 5) tail += ALPHABET[(bits >> shift) & 31];
  }
  return `${PREFIXES[kind]}_${head}${tail}`;
}
