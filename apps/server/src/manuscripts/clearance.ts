import type { QualityFinding, Role, Clearance as Shown } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { can, firstOf, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotHere } from '../http/rights.ts';
import { TO_BE_CLEARED } from '../text/quality/secrecy.ts';
import { listClearances } from './clearance-queries.ts';
import { checkText, type TextInForce, textInForce } from './kept-check.ts';
import { isWriter, type Manuscript, placeOf, titleOf } from './manuscript.ts';

/** So many different persons, none of them a writer, clear a text in which something hints at secrets (L13). */
export const CLEARED_BY = 2;

export type Given = Shown['given'][number];

/** How the text in force stands with regard to clearance. */
export type Clearance = {
  text: TextInForce;
  hints: QualityFinding[];
  given: Given[];
  /** Who wrote the text in force, if that is the desk's own. */
  editorId: string | null;
};

export async function clearanceOf(reader: Reader, manuscript: Manuscript, now: Date): Promise<Clearance> {
  const text = await textInForce(reader, manuscript);
  const { findings } = await checkText(reader, { manuscript, text, now });
  return {
    text,
    hints: findings.filter(each => TO_BE_CLEARED.has(each.rule)),
    given: await listClearances(reader, { manuscriptId: manuscript.id, key: text.key }),
    editorId: manuscript.deskRevision?.by.id ?? null,
  };
}

type Stand = Pick<Clearance, 'given'> & { hints: readonly unknown[] };

export function isCleared({ given }: Pick<Stand, 'given'>): boolean {
  return clearers(given).size >= CLEARED_BY && !given.some(each => each.verdict === 'hold');
}

function clearers(given: readonly Given[]): Set<string> {
  return new Set(given.filter(each => each.verdict === 'clear').map(each => each.person.id));
}

/** Why a text may not go on: something in it hints at secrets and two persons have not cleared it, or one holds it. */
export function whyNotCleared({ hints, given }: Stand): Refusal | null {
  if (hints.length === 0 || isCleared({ given })) return null;
  const holder = given.find(each => each.verdict === 'hold');
  if (holder) {
    return refuse('wrong_state', 'clearance_held', {
      zh: `${holder.person.name}在保密审查中认为不宜送出：${holder.reason}。请修改后重新审查，或与其商定。`,
      en: `${holder.person.name} holds it in the secrecy review: ${holder.reason}. Change the text or settle it with them.`,
    });
  }
  const count = clearers(given).size;
  return refuse('wrong_state', 'clearance_missing', {
    zh: `文中有 ${hints.length} 处提示可能涉密，须由两名非作者的审查人确认后才能送出，目前已有 ${count} 人确认。请在“保密审查”中办理。`,
    en: `${hints.length} passages hint at secrets: two persons other than the writers have to clear the text before it goes on; ${count} did so far. See “Secrecy review”.`,
  });
}

/** Who may clear: nobody who wrote any of it. */
export function whyNotClear(
  manuscript: Manuscript,
  { hints, editorId }: { hints: readonly unknown[]; editorId: string | null },
  actor: Actor,
): Refusal | null {
  if (manuscript.discarded_at || manuscript.state === 'draft') {
    return refuse('wrong_state', 'not_sent', {
      zh: `《${titleOf(manuscript)}》还没有报送，作者报送后再作保密审查。`,
      en: `“${titleOf(manuscript)}” has not been sent yet; it is reviewed for secrecy once its writers have sent it.`,
    });
  }
  if (hints.length === 0) {
    return refuse('wrong_state', 'nothing_to_clear', {
      zh: '文中没有需要保密审查确认的内容。',
      en: 'Nothing in this text has to be cleared.',
    });
  }
  if (!isWriter(manuscript, actor.personId) && editorId !== actor.personId) return null;
  return refuse('forbidden', 'own_clearance', {
    zh: '您是这篇稿件的作者、起草人或编辑，不能对自己的文字作保密审查。',
    en: 'You wrote or edited this text, and nobody clears their own words.',
  });
}

export function clearanceView(
  manuscript: Manuscript,
  clearance: Clearance,
  { actor }: { actor: Actor },
): Shown {
  const { hints, given, text } = clearance;
  return {
    needed: hints.length > 0,
    key: text.key,
    hints: hints.map(({ rule, place, zh, en }) => ({ rule, place, zh, en })),
    given,
    cleared: hints.length === 0 || isCleared({ given }),
    can: {
      clear: can(
        firstOf(
          whyNotHere(actor, 'secrecy.clear', placeOf(manuscript)),
          whyNotClear(manuscript, clearance, actor),
        ),
      ),
    },
  };
}

/** Roles that are told when something waits for clearance, from the unit upward. */
export const CLEARING_ROLES: Role[] = ['unit_head', 'leader_in_charge', 'principal_leader', 'desk_chief'];
