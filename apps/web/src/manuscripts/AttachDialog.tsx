import { useQuery } from '@tanstack/react-query';
import type { LeadState, Manuscript } from '@xinxuan/contract';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, client } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { type Answers, answerWords } from './answerWords.ts';

type Choice = { value: string; label: string; attach: () => Promise<unknown> };
type Item = Pick<Manuscript, 'id' | 'unit'>;
type AttachDialogProps = { kind: Answers; manuscript: Item; onClose: () => void };

/** Puts an item to what was asked for: one choice out of what is open for its unit. */
export default function AttachDialog({ kind, manuscript, onClose }: AttachDialogProps) {
  const t = useWords(answerWords);
  const c = useWords(commonWords);
  const [picked, setPicked] = useState<string | null>(null);
  const { choices, loading } = useChoices(kind, manuscript);
  const choice = choices.find(each => each.value === picked);
  const attach = useAct((one: Choice) => one.attach(), {
    done: (_, one) => t('attached', { name: one.label }),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t(`attach.${kind}`)}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={!choice}
            loading={attach.busy}
            onClick={() => choice && attach.go(choice)}
          >
            {t(`attach.${kind}`)}
          </Button>
        </>
      }
    >
      <Field label={t(`pick.${kind}`)} id="attach-pick" required hint={t(`hint.${kind}`)}>
        <Select
          id="attach-pick"
          style={{ width: '100%' }}
          loading={loading}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('choose')}
          notFoundContent={loading ? null : t(`empty.${kind}`)}
          value={picked}
          options={choices.map(({ value, label }) => ({ value, label }))}
          onChange={setPicked}
        />
      </Field>
    </Modal>
  );
}

const OPEN_LEADS: LeadState[] = ['asked', 'accepted', 'writing', 'said_nothing', 'missed'];
const MOST = 50;

function useChoices(
  kind: Answers,
  { id: manuscriptId, unit }: Item,
): { choices: Choice[]; loading: boolean } {
  const today = dayOf(useNow());
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const commissions = useQuery(
    api.commissions.list.queryOptions({
      input: { state: 'running', unitId: unit.id, sort: 'due', pageSize: MOST },
      enabled: kind === 'commission',
      select: ({ rows }) =>
        rows.map(({ id, topic }): Choice => {
          const attach = () => linkToCommission({ id, manuscriptId, unitId: unit.id });
          return { value: id, label: topic, attach };
        }),
    }),
  );
  const leads = useQuery(
    api.leads.list.queryOptions({
      input: { mine: true, state: OPEN_LEADS, sort: 'due', pageSize: MOST },
      enabled: kind === 'lead',
      select: ({ rows }) =>
        rows.map(({ id, what }): Choice => {
          const attach = async () => {
            const { version } = await client.leads.get({ id });
            return client.leads.link({ id, version, manuscriptId });
          };
          return { value: id, label: what, attach };
        }),
    }),
  );
  const topics = useQuery(
    api.plans.list.queryOptions({
      input: { year, month },
      enabled: kind === 'plan',
      select: found =>
        found.topics
          .filter(topic => topic.can.put === null)
          .map(({ id, title }): Choice => {
            return { value: id, label: title, attach: () => client.plans.put({ id, manuscriptId }) };
          }),
    }),
  );
  const query = { commission: commissions, lead: leads, plan: topics }[kind];
  return { choices: query.data ?? [], loading: query.isPending };
}

type ToCommission = { id: string; manuscriptId: string; unitId: string };

/** The part of its unit: which one that is, and how far it is, is read at the moment of linking. */
async function linkToCommission({ id, manuscriptId, unitId }: ToCommission): Promise<unknown> {
  const { version, askings } = await client.commissions.get({ id });
  const asking = askings.find(each => each.unit.id === unitId && each.can.write === null) ?? askings[0];
  return client.commissions.link({ id, version, askingId: asking?.id ?? '', manuscriptId });
}
