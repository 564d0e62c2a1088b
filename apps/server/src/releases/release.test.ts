import { RELEASE_STAGES, type ReleaseStage } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import {
  isComplete,
  type ReleaseModel,
  returnedStages,
  signatureOf,
  whyNotAssign,
  whyNotDuties,
  whyNotRelease,
  whyNotReleaseUrgent,
  whyNotRevise,
  whyNotSign,
} from './release.ts';

const SIGNERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const DUTIES = Object.fromEntries(RELEASE_STAGES.map((stage, index) => [stage, SIGNERS[index]!])) as Record<
  ReleaseStage,
  string
>;
/** `out`: the text that went outside. */
type Model = ReleaseModel & { out: string | null };

const START: Model = {
  state: 'checking',
  hash: 'one',
  urgent: false,
  writers: ['writer'],
  duties: DUTIES,
  signatures: [],
  out: null,
};

type Tried = { persons: readonly string[]; texts: readonly string[]; reassigned: readonly string[] };

/** The writer and an outsider stand in for everybody, as far as the rules let them. */
const standsInFor = (person: string): string[] => (SIGNERS.includes(person) ? [] : SIGNERS);

/** Every act that the rules let happen from here, by whomever. */
function steps(model: Model, { persons, texts, reassigned }: Tried): Model[] {
  const next: Model[] = [];
  for (const stage of RELEASE_STAGES) {
    for (const personId of persons) {
      if (whyNotSign(model, stage, { personId, standsInFor: standsInFor(personId) })) continue;
      const sign = (passed: boolean) => [...model.signatures, { stage, personId, hash: model.hash, passed }];
      next.push({ ...model, signatures: sign(true) });
      const state = model.state === 'checking' ? 'returned' : model.state;
      next.push({ ...model, state, signatures: sign(false) });
    }
    next.push(...reassignments(model, stage, reassigned));
  }
  const state = model.state === 'released' ? 'released' : 'checking';
  if (!whyNotRevise(model)) for (const hash of texts) next.push({ ...model, state, hash });
  const out = { state: 'released', out: model.hash } as const;
  if (!whyNotRelease(model)) next.push({ ...model, ...out });
  if (!whyNotReleaseUrgent(model, 'leader')) next.push({ ...model, ...out, urgent: true });
  return next;
}

function reassignments(model: Model, stage: ReleaseStage, persons: readonly string[]): Model[] {
  if (whyNotAssign(model, stage)) return [];
  return persons
    .map(person => ({ ...model.duties, [stage]: person }))
    .filter(duties => !whyNotDuties(duties, model.writers))
    .map(duties => ({ ...model, duties }));
}

/** Two models with the same name behave alike: which signatures hold, on this text and on the other. */
function nameOf(model: Model): string {
  const holding = (hash: string) =>
    RELEASE_STAGES.map(stage => signatureOf({ ...model, hash }, stage)?.personId ?? '-').join('');
  const duties = RELEASE_STAGES.map(stage => model.duties[stage]).join('');
  return [
    model.state,
    model.urgent,
    model.hash,
    model.out,
    returnedStages(model).length > 0,
    holding('one'),
    holding('two'),
    duties,
  ].join('|');
}

/** Every state that can be reached; the search ends by itself because there are finitely many. */
function reachable(tried: Tried): Model[] {
  const seen = new Map([[nameOf(START), START]]);
  let edge = [START];
  while (edge.length > 0) {
    const next: Model[] = [];
    for (const step of edge.flatMap(model => steps(model, tried))) {
      const name = nameOf(step);
      if (seen.has(name)) continue;
      seen.set(name, step);
      next.push(step);
    }
    edge = next;
  }
  return [...seen.values()];
}

test.each([
  ['two texts that come and go', { persons: SIGNERS, texts: ['one', 'two'], reassigned: [] }],
  [
    'an outsider and the writer who stand in for anybody and are named for anything',
    { persons: [...SIGNERS, 'writer', 'standin'], texts: ['one'], reassigned: ['standin', 'writer', 'a'] },
  ],
])('no path releases a text without seven signatures of seven persons on it: %s', (_, tried) => {
  const states = reachable(tried);
  const released = states.filter(model => model.state === 'released' && !model.urgent);
  expect(released.length).toBeGreaterThan(0);
  for (const model of released) {
    const signatures = RELEASE_STAGES.map(stage => signatureOf(model, stage));
    expect(signatures.every(each => each?.hash === model.hash)).toBe(true);
    const persons = signatures.map(each => each?.personId);
    expect(new Set(persons).size).toBe(RELEASE_STAGES.length);
    expect(persons).not.toContain('writer');
  }
  expect(released.filter(model => model.out !== model.hash)).toEqual([]);
  const early = states.filter(model => model.state === 'released' && model.urgent);
  expect(early.some(model => !isComplete(model))).toBe(true);
  expect(early.filter(model => !signatureOf({ ...model, hash: model.out! }, 'secrecy'))).toEqual([]);
  const corrected = early.filter(model => model.out !== model.hash);
  expect(corrected.some(isComplete)).toBe(tried.texts.length > 1);
});

test('who wrote the text does not release it urgently', () => {
  const cleared = { ...START, signatures: [given('review1', 'one'), given('secrecy', 'one')] };
  expect(whyNotReleaseUrgent(cleared, 'leader')).toBeNull();
  expect(whyNotReleaseUrgent(cleared, 'writer')?.reason).toBe('own_text');
});

test('with a changed text no signature holds', () => {
  const signed = { ...START, signatures: RELEASE_STAGES.map(stage => given(stage, 'one')) };
  expect(whyNotRelease(signed)).toBeNull();
  expect(whyNotRelease({ ...signed, hash: 'two' })?.reason).toBe('not_all_signed');
});

test('a duty that took its word back does not hold any more', () => {
  const signatures = [given('review1', 'one'), { ...given('review1', 'one'), passed: false }];
  expect(signatureOf({ ...START, signatures }, 'review1')).toBeNull();
});

test.each([
  ['the same person twice', { ...DUTIES, proof3: 'a' }, 'same_person'],
  ['a writer', { ...DUTIES, secrecy: 'writer' }, 'own_text'],
])('%s is refused as a signer', (_, duties, reason) => {
  expect(whyNotDuties(duties, START.writers)?.reason).toBe(reason);
});

test('the order holds: the second review after the first pair, the last after the secrecy review', () => {
  const by = (stage: ReleaseStage) => ({ personId: DUTIES[stage], standsInFor: [] });
  expect(whyNotSign(START, 'review2', by('review2'))?.reason).toBe('not_yet');
  const pair = { ...START, signatures: [given('review1', 'one'), given('proof1', 'one')] };
  expect(whyNotSign(pair, 'review2', by('review2'))).toBeNull();
  const second = {
    ...pair,
    signatures: [...pair.signatures, given('review2', 'one'), given('proof2', 'one')],
  };
  expect(whyNotSign(second, 'review3', by('review3'))?.zh).toBe('保密审查签过之后才轮到终审。');
});

function given(stage: ReleaseStage, hash: string) {
  return { stage, personId: DUTIES[stage], hash, passed: true };
}
