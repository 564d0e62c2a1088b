import type { Expected } from './items.ts';
import type { Story } from './stories.ts';

/** What a layout, or the format that it is saved in, does to what a document says. */
export interface Carries {
  /** The layout names people, unit, date. */
  people: boolean;
  unit: boolean;
  date: boolean;
  pictures: boolean;
  /** Everything in a form: tables and pictures of the story have no place there. */
  textOnly: boolean;
  /** The first paragraph opens with a dateline that names the correspondents. */
  dateline: boolean;
  /** Bodies that sign together are only named where there is a sign-off. */
  second: boolean;
}

export function expectedOf(story: Story, carries: Carries): Expected {
  const body = story.body.flatMap((told): Expected['body'] => {
    if ('picture' in told || (carries.textOnly && 'rows' in told)) return [];
    return [{ ...told }];
  });
  const first = body[0];
  if (carries.dateline && first && 'text' in first)
    first.text = `本报讯（通讯员 ${story.people.join(' ')}）${first.text}`;
  return {
    title: story.title.replaceAll('\n', ''),
    unit: carries.unit ? story.unit : null,
    otherUnits: carries.second && story.second ? [story.second] : [],
    people: carries.people ? story.people : [],
    date: carries.date ? story.date : null,
    body,
    captions: carries.pictures ? story.captions : [],
  };
}
