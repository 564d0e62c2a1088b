import { expect, test } from 'vitest';
import { say, slotsOf } from './grammar.ts';
import { drawOf } from './random.ts';

test('choices, ranges and slots are filled, nested ones too', () => {
  const draw = drawOf(1, 'grammar');
  for (let i = 0; i < 50; i++) {
    const said = say(
      '在{road}[清理{2-4}处|劝导[商户|摊主]{10-12}户]，合格率{97.1-97.3}%。',
      { road: '青石路' },
      draw,
    );
    expect(said).toMatch(/^在青石路(清理[2-4]处|劝导(商户|摊主)1[0-2]户)，合格率97\.[123]%。$/);
  }
});

test('an unknown slot and a broken template are found', () => {
  const draw = drawOf(1, 'grammar');
  expect(() => say('{nowhere}', {}, draw)).toThrow('nowhere');
  expect(() => say('[甲|乙', {}, draw)).toThrow('open [');
  expect(slotsOf('{road}[{park}|{1-2}]')).toEqual(['road', 'park']);
});
