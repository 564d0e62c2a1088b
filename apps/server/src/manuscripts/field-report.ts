import type { Block, FieldReport } from '@xinxuan/contract';

type Told = Pick<FieldReport, 'text' | 'place' | 'banners' | 'leaflets' | 'consultations'>;

/**
 * The text of a report as blocks: every line written is a paragraph, and what was counted stands in one sentence at the
 * end, made from the same figures that the records keep.
 */
export function bodyOfReport(told: Told): Block[] {
  const lines = told.text.split(/\r\n?|\n/u).map(line => line.trim());
  const counted = countedIn(told);
  return [...lines, counted]
    .filter(text => text !== '')
    .map(text => ({ kind: 'paragraph' as const, level: 0 as const, text }));
}

/** 「活动地点：……。共悬挂横幅3条，发放资料200份，接待咨询56人次。」, as far as it is known. */
function countedIn({ place, banners, leaflets, consultations }: Told): string {
  const counts = [
    banners ? `悬挂横幅${banners}条` : '',
    leaflets ? `发放资料${leaflets}份` : '',
    consultations ? `接待咨询${consultations}人次` : '',
  ].filter(part => part !== '');
  const where = place.trim() ? `活动地点：${place.trim()}。` : '';
  return where + (counts.length > 0 ? `共${counts.join('，')}。` : '');
}
