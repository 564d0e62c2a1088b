import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { Field } from '../ui/Field.tsx';
import { useGo } from '../ui/Go.tsx';
import { MomentPick, useMomentProblem } from '../ui/MomentPick.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './commissions.module.css';
import { IssueButton } from './IssueButton.tsx';
import { UnitsPick } from './UnitsPick.tsx';
import { commissionWords } from './words.ts';

type Above = { office: string; number: string; dueAt: string | null };

/** Asks units for material: the topic, who, by when, and whether it comes from above. */
export default function IssuePage() {
  const t = useWords(commissionWords);
  const c = useWords(commonWords);
  const go = useGo();
  const { post } = useMe();
  const [topic, setTopic] = useState('');
  const [wanted, setWanted] = useState('');
  const [unitIds, setUnitIds] = useState<string[]>([]);
  const [dueAt, setDueAt] = useState<string | null>(null);
  const [above, setAbove] = useState<Above | null>(null);
  const issue = useAct(api.commissions.issue.call, {
    done: made => t('issue_done', { topic: made.topic, count: made.askings.length }),
    onDone: made => go(paths.commission(made.id)),
    onRefused: refused => Object.keys(refused.fields).length > 0,
  });
  const problems = issue.refused?.fields ?? {};
  const unitProblem = Object.entries(problems).find(([field]) => field.startsWith('unitIds'))?.[1];
  const dueWrong = useMomentProblem(dueAt, { future: true });
  const aboveWrong = useMomentProblem(above?.dueAt ?? null, { future: true });
  const aboveReady = !above || (above.office.trim().length >= 2 && above.dueAt && !aboveWrong);
  const ready = post && topic.trim().length >= 2 && unitIds.length > 0 && aboveReady && !dueWrong;
  const send = () => {
    if (!ready) return;
    const from = above?.dueAt ? { ...above, office: above.office.trim(), dueAt: above.dueAt } : null;
    issue.go({
      ...{ topic: topic.trim(), wanted: wanted.trim(), deskUnitId: post.unit.id, unitIds, dueAt },
      above: from,
    });
  };
  return (
    <Page title={t('issue')} back={paths.commissions()} width="form">
      <Panel>
        <Field
          label={t('topic')}
          id="commission-topic"
          required
          hint={t('topic_hint')}
          problem={problems.topic}
        >
          <Input
            id="commission-topic"
            value={topic}
            maxLength={100}
            autoFocus
            onChange={event => setTopic(event.target.value)}
          />
        </Field>
        <Field label={t('wanted')} id="commission-wanted" hint={t('wanted_hint')} problem={problems.wanted}>
          <Input.TextArea
            id="commission-wanted"
            value={wanted}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 12 }}
            onChange={event => setWanted(event.target.value)}
          />
        </Field>
        <Field label={t('units')} id="commission-units" required hint={t('units_hint')} problem={unitProblem}>
          <UnitsPick
            id="commission-units"
            value={unitIds}
            below={post?.unit.id ?? ''}
            onChange={setUnitIds}
          />
        </Field>
        <Field
          label={t('due_field')}
          id="commission-due"
          hint={t('due_hint')}
          problem={dueWrong ?? problems.dueAt}
        >
          <MomentPick id="commission-due" future value={dueAt} onChange={setDueAt} />
        </Field>
        <Checkbox
          checked={above !== null}
          onChange={event => setAbove(event.target.checked ? { office: '', number: '', dueAt: null } : null)}
        >
          {t('above_switch')}
        </Checkbox>
        {above && <AboveFields above={above} problems={problems} onAbove={setAbove} />}
        <p className={styles.formActs}>
          <IssueButton count={unitIds.length} ready={Boolean(ready)} busy={issue.busy} onIssue={send} />
          <Button onClick={() => go(paths.commissions())}>{c('act.cancel')}</Button>
        </p>
      </Panel>
    </Page>
  );
}

type AboveProps = { above: Above; problems: Record<string, string>; onAbove: (above: Above) => void };

function AboveFields({ above, problems, onAbove }: AboveProps) {
  const t = useWords(commissionWords);
  const wrong = useMomentProblem(above.dueAt, { future: true });
  return (
    <div className={styles.above}>
      <Field label={t('above_office')} id="commission-office" required problem={problems['above.office']}>
        <Input
          id="commission-office"
          value={above.office}
          maxLength={60}
          onChange={event => onAbove({ ...above, office: event.target.value })}
        />
      </Field>
      <Field label={t('above_number')} id="commission-number" problem={problems['above.number']}>
        <Input
          id="commission-number"
          value={above.number}
          maxLength={60}
          onChange={event => onAbove({ ...above, number: event.target.value })}
        />
      </Field>
      <Field
        label={t('above_due')}
        id="commission-above-due"
        required
        problem={wrong ?? problems['above.dueAt']}
      >
        <MomentPick
          id="commission-above-due"
          future
          value={above.dueAt}
          onChange={dueAt => onAbove({ ...above, dueAt })}
        />
      </Field>
    </div>
  );
}
