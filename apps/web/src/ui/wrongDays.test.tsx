import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../api/api.ts';
import { DayPick, type DayPickProps } from './DayPick.tsx';
import { DayPickTime } from './DayPickTime.tsx';
import DaysPick from './DaysPick.tsx';
import { Field } from './Field.tsx';
import { MomentPick, useMomentProblem } from './MomentPick.tsx';
import { toast, useToasts } from './toast.ts';
import { useAct } from './useAct.ts';

const UNREADABLE = '看不懂“abc”，请写成“2026-11-25”。';

let leave: () => void;
let said: string[];
let acted: unknown[];
beforeEach(() => {
  said = [];
  acted = [];
});
afterEach(() => leave());

/** Puts a form on the page, as it stands there: with what is said and the acts that go to the server. */
async function open(form: ReactNode): Promise<void> {
  const around = document.body.appendChild(document.createElement('div'));
  const root = createRoot(around);
  const queries = new QueryClient();
  // The hours of the office are known: nothing is asked for.
  const year = new Date().getFullYear();
  for (const each of [year - 1, year, year + 1])
    queries.setQueryData(api.calendar.year.queryKey({ input: { year: each } }), {
      year: each,
      days: [],
      hours: { shifts: [[540, 1050]] },
    } as never);
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  leave = () => {
    act(() => root.unmount());
    queries.clear();
    around.remove();
    Reflect.deleteProperty(globalThis, 'IS_REACT_ACT_ENVIRONMENT');
  };
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        {form}
        <Said />
      </QueryClientProvider>,
    ),
  );
}

function Said() {
  const toasts = useToasts();
  for (const { id, text } of toasts) {
    said.push(text);
    queueMicrotask(() => toast.dismiss(id));
  }
  return null;
}

function Go({ given, name = '保存', free = false }: { given: unknown; name?: string; free?: boolean }) {
  const go = useAct(async (input: unknown) => void acted.push(input), { refresh: false, free });
  return (
    <button type="button" onClick={() => go.go({ given })}>
      {name}
    </button>
  );
}

/** One day, given to an act; what it starts with is given too. */
function OneDay({ start = null, ...rest }: { start?: string | null } & Partial<DayPickProps>) {
  const [day, setDay] = useState(start);
  return (
    <>
      <DayPick {...rest} id="day" value={day} onChange={setDay} />
      <Go given={day} />
    </>
  );
}

const input = (id: string) => document.querySelector<HTMLInputElement>(`input[id="${id}"]`)!;
const alerts = () => [...document.querySelectorAll('[role="alert"]')].map(each => each.textContent);

async function type(id: string, text: string): Promise<void> {
  const field = input(id);
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  await act(async () => field.focus());
  await act(async () => {
    set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => field.blur());
}

async function press(name: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find(each => each.textContent === name)!;
  await act(async () => button.click());
}

/** What went to the server, in the order in which it went, and nothing else. */
const went = (...given: unknown[]) =>
  vi.waitFor(() => expect(acted).toEqual(given.map(each => ({ given: each }))));

/** A day that must not lie before another one. */
function Bounded() {
  const [first, setFirst] = useState<string | null>('2026-11-10');
  return (
    <>
      <DayPick id="first" value={first} onChange={setFirst} />
      <OneDay from={first ?? undefined} />
    </>
  );
}

/** A day that can be left in another way than through its field. */
function LookingBack() {
  const [day, setDay] = useState<string | null>('2026-03-31');
  return (
    <>
      <DayPick id="day" value={day} onChange={setDay} />
      <button type="button" onClick={() => setDay(null)}>
        回到现在
      </button>
    </>
  );
}

function Dialog() {
  const [day, setDay] = useState<string | null>(null);
  return (
    <div role="dialog" aria-modal="true">
      <DayPick id="inside" value={day} onChange={setDay} />
      <Go given={day} name="确定" />
    </div>
  );
}

/** Something that comes and goes, on a page with a day of its own. */
function Page({ part }: { part: ReactNode }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Go free given="out" name="退出" />
      <Go given="next" name="下一步" />
      <button type="button" onClick={() => setShown(!shown)}>
        打开或收起
      </button>
      {shown && part}
    </>
  );
}

function MomentForm() {
  const [at, setAt] = useState<string | null>('2026-11-25T17:30:00+08:00');
  const wrong = useMomentProblem(at, { future: false });
  return (
    <Field id="due" label="期限" problem={wrong}>
      <MomentPick id="due" value={at} onChange={setAt} />
      <Go given={at} />
    </Field>
  );
}

function TimeForm() {
  const [due, setDue] = useState<{ day: string | null; minute: number | null }>({
    day: '2026-11-25',
    minute: null,
  });
  return (
    <>
      <DayPickTime id="due" label="期限" {...due} onChange={setDue} />
      <Go given={due.minute} />
    </>
  );
}

function SpanForm() {
  const [span, setSpan] = useState<(string | null)[]>(['2026-11-01', '2026-11-30']);
  const [from = null, to = null] = span;
  return (
    <>
      <DaysPick from={from} to={to} label="日期" onChange={(a, b) => setSpan([a, b])} />
      <Go free given={span} />
    </>
  );
}

test('a mistyped day stays in its field with the reason, and nothing is done until it is mended', async () => {
  await open(<OneDay start="2026-11-01" />);
  await type('day', 'abc');
  expect(input('day').value).toBe('abc');
  expect(alerts()).toEqual([UNREADABLE]);
  expect(input('day').getAttribute('aria-invalid')).toBe('true');
  const reason = input('day').getAttribute('aria-describedby')!;
  expect(document.getElementById(reason)?.textContent).toBe(UNREADABLE);
  await press('保存');
  expect(said).toContain(`还没有办理。${UNREADABLE}`);
  expect(document.activeElement).toBe(input('day'));
  await type('day', '2026年11月5日');
  expect(input('day').value).toBe('2026-11-05');
  expect(alerts()).toEqual([]);
  await press('保存');
  await went('2026-11-05');
});

test.each([
  ['an empty field', null, ''],
  ['the day that stood there', '2026-11-01', '2026-11-01'],
])('%s is right again, and goes', async (_, start, typed) => {
  await open(<OneDay start={start} />);
  await type('day', 'abc');
  await type('day', typed);
  expect(alerts()).toEqual([]);
  await press('保存');
  await went(start);
});

test('an emptied field that must hold a day is wrong too', async () => {
  await open(<OneDay start="2026-11-01" required />);
  await type('day', '');
  expect(alerts()).toEqual(['请填写日期，例如“2026-11-25”。']);
  expect(input('day').value).toBe('');
  await press('保存');
  await type('day', '2026-11-02');
  await press('保存');
  await went('2026-11-02');
});

test('a day beyond its bound is taken when the bound moves', async () => {
  await open(<Bounded />);
  await type('day', '2026-11-05');
  expect(alerts()).toEqual(['最早只能选 2026-11-10，没有采用 2026-11-05。']);
  expect(input('day').value).toBe('2026-11-05');
  await press('保存');
  await type('first', '2026-11-03');
  expect(alerts()).toEqual([]);
  await press('保存');
  await went('2026-11-05');
});

test('a value that changes in another way takes the place of what was mistyped', async () => {
  await open(<LookingBack />);
  await type('day', 'abc');
  await press('回到现在');
  expect(input('day').value).toBe('');
  expect(alerts()).toEqual([]);
});

test('a dialog is stopped by what stands in it, not by what stands behind it', async () => {
  await open(
    <>
      <OneDay />
      <Page part={<Dialog />} />
    </>,
  );
  await type('day', 'abc');
  await press('打开或收起');
  await press('确定');
  await went(null);
  await type('inside', 'abc');
  await press('确定');
  await press('打开或收起');
  await press('保存');
  await press('退出');
  await went(null, 'out');
});

test('what has nothing to do with the page goes, and what has left the page stops nothing', async () => {
  await open(<Page part={<OneDay />} />);
  await press('打开或收起');
  await type('day', 'abc');
  await press('下一步');
  await press('退出');
  await went('out');
  await press('打开或收起');
  await press('下一步');
  await went('out', 'next');
});

test('a mistyped moment stays and stops the act', async () => {
  await open(<MomentForm />);
  await type('due', 'abc');
  expect(input('due').value).toBe('abc');
  expect(alerts()[0]).toMatch(/^看不懂“abc”/);
  await press('保存');
  await type('due', '2026-11-26');
  expect(input('due').value).toBe('2026-11-26 17:30');
  await press('保存');
  await went('2026-11-26T17:30:00+08:00');
});

test('a mistyped time of a day stays and stops the act, until there is no day for it', async () => {
  await open(<TimeForm />);
  await type('due-time', 'abc');
  expect(input('due-time').value).toBe('abc');
  expect(alerts()).toEqual(['看不懂“abc”，请写成“17:30”。']);
  await press('保存');
  await type('due-time', '9：05');
  await press('保存');
  await went(545);
  await type('due-time', 'abc');
  await type('due', '');
  expect(alerts()).toEqual([]);
});

test('either end of a span stays as it was mistyped, and the other end is taken', async () => {
  await open(<SpanForm />);
  const [start, end] = [...document.querySelectorAll('input')].map(each => each.id) as [string, string];
  await type(start, 'abc');
  await type(end, '2026/11/20');
  expect(input(start).value).toBe('abc');
  expect(input(end).value).toBe('2026-11-20');
  expect(alerts()).toEqual([UNREADABLE]);
  await press('保存');
  await type(start, '2026-11-10');
  expect(alerts()).toEqual([]);
  await press('保存');
  await went(['2026-11-01', '2026-11-20'], ['2026-11-10', '2026-11-20']);
});
