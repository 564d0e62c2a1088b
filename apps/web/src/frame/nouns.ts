import type { Right, Waiting } from '@xinxuan/contract';
import { type Place, paths } from '../paths.ts';
import type { zh } from '../words/zh.ts';

type NounKey = Extract<keyof typeof zh, `noun.${string}`>;
export type Noun = {
  word: NounKey;
  place: Place;
  /** Shown when the acting post has one of these; empty means everybody. */
  rights: readonly Right[];
  /** The count of what waits there is written beside it; the first of these that has any. */
  waits?: readonly Waiting[];
};
export type Section = Noun & { id: string; nouns: readonly Noun[] };

/** The navigation, at most seven sections; settings stand apart at the bottom. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'today',
    word: 'noun.today',
    place: paths.today(),
    rights: [],
    nouns: [
      { word: 'noun.duties', place: paths.duties(), rights: ['duty.read'] },
      { word: 'noun.urgent', place: paths.urgent(), rights: ['notice.urgent'] },
      { word: 'noun.dutyRates', place: paths.dutyRates(), rights: ['duty.read'] },
      { word: 'noun.calendar', place: paths.calendar(), rights: ['calendar.read'] },
    ],
  },
  {
    id: 'manuscripts',
    word: 'noun.manuscripts',
    place: paths.manuscripts(),
    rights: ['manuscript.read'],
    nouns: [
      { word: 'noun.field', place: paths.field(), rights: ['manuscript.write'] },
      {
        word: 'noun.reviews',
        place: paths.reviews(),
        rights: ['review.decide'],
        waits: ['to_review'],
      },
      {
        word: 'noun.clearances',
        place: paths.clearances(),
        rights: ['secrecy.clear'],
        waits: ['texts_to_clear'],
      },
      { word: 'noun.desk', place: paths.desk(), rights: ['desk.triage'], waits: ['at_desk'] },
      { word: 'noun.stuck', place: paths.stuck(), rights: ['review.decide', 'desk.triage'] },
      {
        word: 'noun.releases',
        place: paths.releases(),
        rights: ['release.read'],
        waits: ['releases_to_sign'],
      },
      {
        word: 'noun.mails',
        place: paths.mails(),
        rights: ['mail.read'],
        waits: ['mail_waiting'],
      },
      {
        word: 'noun.commissions',
        place: paths.commissions(),
        rights: ['commission.read'],
        waits: ['extensions_to_decide'],
      },
      { word: 'noun.leads', place: paths.leads(), rights: ['lead.read'] },
      { word: 'noun.plan', place: paths.plan(), rights: ['plan.read'] },
      { word: 'noun.instructions', place: paths.instructions(), rights: ['instruction.read'] },
    ],
  },
  {
    id: 'adoptions',
    word: 'noun.adoptions',
    place: paths.adoptions(),
    rights: ['adoption.read'],
    waits: ['claims_to_verify'],
    nouns: [
      { word: 'noun.outlets', place: paths.outlets(), rights: ['outlet.read'] },
      { word: 'noun.imports', place: paths.imports(), rights: ['import.manage'] },
    ],
  },
  {
    id: 'assessment',
    word: 'noun.assessment',
    place: paths.standings(),
    rights: ['standings.read'],
    nouns: [
      { word: 'noun.awards', place: paths.awards(), rights: ['standings.read'] },
      { word: 'noun.fees', place: paths.fees(), rights: ['fee.read', 'ledger.read'] },
      {
        word: 'noun.objections',
        place: paths.objections(),
        rights: ['objection.read'],
        waits: ['objections_to_answer', 'objections_to_decide'],
      },
      { word: 'noun.circulars', place: paths.circulars(), rights: ['circular.read'] },
      {
        word: 'noun.schemes',
        place: paths.schemes(),
        rights: ['scheme.read'],
        waits: ['schemes_to_approve'],
      },
      { word: 'noun.fairness', place: paths.fairness(), rights: ['fairness.read'] },
      { word: 'noun.faults', place: paths.faults(), rights: ['fault.record'] },
    ],
  },
];

export const SETTINGS: Section = {
  id: 'settings',
  word: 'noun.settings',
  place: paths.settings(),
  rights: [],
  nouns: [
    { word: 'noun.units', place: paths.units(), rights: ['network.read'] },
    {
      word: 'noun.people',
      place: paths.people(),
      rights: ['network.manage', 'account.reset', 'appointment.grant'],
    },
    { word: 'noun.roster', place: paths.roster(), rights: ['roster.exchange'] },
    { word: 'noun.groups', place: paths.groups(), rights: ['network.manage'] },
    { word: 'noun.routes', place: paths.routes(), rights: ['network.read'] },
    { word: 'noun.checkRules', place: paths.checkRules(), rights: ['network.read'] },
    { word: 'noun.checkFigures', place: paths.checkFigures(), rights: ['check.manage'] },
    { word: 'noun.secrecyWords', place: paths.secrecyWords(), rights: ['secrecy.manage'] },
    { word: 'noun.dutyRules', place: paths.dutyRules(), rights: ['duty.manage'] },
    { word: 'noun.delegations', place: paths.delegations(), rights: ['review.decide'] },
    { word: 'noun.mailSettings', place: paths.mailSettings(), rights: ['mail.manage'] },
    { word: 'noun.channels', place: paths.channels(), rights: ['channel.manage'] },
    { word: 'noun.tokens', place: paths.tokens(), rights: ['token.manage'] },
    { word: 'noun.audit', place: paths.audit(), rights: ['audit.read'] },
    { word: 'noun.noticeWishes', place: paths.noticeWishes(), rights: [] },
    { word: 'noun.account', place: paths.account(), rights: [] },
  ],
};

export function open<N extends Noun>(nouns: readonly N[], rights: readonly Right[]): N[] {
  return nouns.filter(n => n.rights.length === 0 || n.rights.some(r => rights.includes(r)));
}

/** The third tab of a phone is what this post does most: the first of these that it may use. */
export const PHONE_WORK: readonly Noun[] = [
  { word: 'noun.desk', place: paths.desk(), rights: ['desk.triage'], waits: ['at_desk'] },
  { word: 'noun.reviews', place: paths.reviews(), rights: ['review.decide'], waits: ['to_review'] },
  { word: 'noun.field', place: paths.field(), rights: ['manuscript.write'] },
  { word: 'noun.write', place: paths.write(), rights: ['manuscript.write'] },
  { word: 'noun.standings', place: paths.standings(), rights: ['standings.read'] },
  { word: 'noun.audit', place: paths.audit(), rights: ['audit.read'] },
];
