import type { Expected, Layout } from './items.ts';
import { DESK_LAYOUTS } from './layouts-desk.ts';
import { SHEET_DESK_LAYOUTS } from './layouts-desk-sheets.ts';
import type { DeskPlan, DeskWriter } from './plan-desk.ts';
import { DESK_WRITERS } from './plan-desk.ts';
import type { Story } from './stories.ts';
import { DESK_STORIES } from './stories-desk.ts';
import { MORE_DESK_STORIES } from './stories-desk-more.ts';

const LAYOUTS = { ...DESK_LAYOUTS, ...SHEET_DESK_LAYOUTS };

/** One document before its program has written it, and what it says. */
export interface DeskJob {
  /** Below the folder of the documents. */
  file: string;
  /** Its name while it is made: programs stumble over some names. */
  stem: string;
  writer: DeskWriter;
  layoutName: string;
  layout: Layout;
  expected: Expected;
}

export function jobOf(plan: DeskPlan, at: number): DeskJob {
  const [layoutName, storyId, writer, name, dayForm, ...mess] = plan;
  const story = [...DESK_STORIES, ...MORE_DESK_STORIES].find(({ id }) => id === storyId);
  const draw = LAYOUTS[layoutName];
  if (!story || !draw) throw new Error(`${layoutName} ${storyId}`);
  const { layout, says } = draw(structuredClone(story), { day: dayForm, mess });
  const yearless = dayForm === 'yearless' && !(JSON.stringify(layout) + name).includes('2026');
  return {
    file: `desk/${String(at + 1).padStart(2, '0')}/${name}.${DESK_WRITERS[writer].format}`,
    stem: `d${at + 1}`,
    writer,
    layoutName,
    layout,
    expected: {
      ...wholeOf(story, dayForm === 'none' || yearless),
      ...says,
      ...byName(story, name),
    },
  };
}

/** What a document says that says everything. A day whose year stands nowhere is none. */
function wholeOf(story: Story, dayless: boolean): Expected {
  return {
    title: story.title.replaceAll('\n', ''),
    unit: story.unit,
    otherUnits: [],
    people: story.people,
    date: dayless ? null : story.date,
    body: story.body.flatMap(told => ('picture' in told ? [] : [told])),
    captions: story.captions,
  };
}

/** A name by the rule says unit and day where the document does not. */
function byName({ unit, date }: Story, name: string): Partial<Expected> {
  return name.startsWith(unit) && name.endsWith('工作信息') ? { unit, date } : {};
}
