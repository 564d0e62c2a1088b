import PlusOutlined from '@ant-design/icons/PlusOutlined';
import type { SchemeEdit } from '@xinxuan/contract';
import { Button } from 'antd';
import { useWords } from '../words/i18n.ts';
import {
  type Entries,
  isMap,
  type Json,
  labelOf,
  listOf,
  mapOf,
  type Path,
  putAt,
  set,
  textOf,
} from './document.ts';
import { useEditing, useSpeech } from './editing.ts';
import styles from './form.module.css';
import { PartCard } from './PartCard.tsx';
import { AWARD_FIELDS, LEDGER_FIELDS, RANKING_FIELDS } from './part-fields.ts';
import { partWords } from './part-words.ts';
import { StepList } from './StepList.tsx';
import { CLOSING_STEPS } from './step-families.ts';
import type { StepField } from './step-fields.ts';

/** Ledgers with their closing, rankings and awards. */
export function SchemeParts() {
  const { words } = useSpeech();
  const p = useWords(partWords);
  const { document, edit, readOnly } = useEditing();
  const ledgers = Object.entries(mapOf(document['ledgers']));
  const ids = ledgers.map(([id]) => id);
  const addLedger = () => {
    const id = freeName('ledger', ids);
    edit([putAt(document, ['ledgers', id], { label: `${p('new_label')} ${ledgers.length + 1}` })]);
  };
  return (
    <>
      <details>
        <summary className={styles.partHead}>{p('ledgers')}</summary>
        <ol className={styles.clauses}>
          {ledgers.map(([id, ledger]) => {
            const path = ['ledgers', id];
            const steps = mapOf(ledger)['steps'];
            return (
              <PartCard
                key={id}
                value={ledger}
                path={path}
                name={labelOf(mapOf(ledger)['label'], words.language) || id}
                fields={LEDGER_FIELDS}
                besides={Array.isArray(steps) || steps === undefined ? ['steps'] : []}
              >
                <h4>{p('closing')}</h4>
                <Closing steps={steps} path={[...path, 'steps']} name={id} add={p('add_closing')} />
              </PartCard>
            );
          })}
        </ol>
        {!readOnly && (
          <Button icon={<PlusOutlined />} onClick={addLedger}>
            {p('add_ledger')}
          </Button>
        )}
      </details>
      <Listed
        part="rankings"
        fields={RANKING_FIELDS}
        add={p('add_ranking')}
        fresh={id => ({ id, label: p('new_label'), ledger: ids[0] ?? 'main' })}
      />
      <Listed
        part="awards"
        fields={AWARD_FIELDS}
        add={p('add_award')}
        fresh={id => ({
          id,
          label: p('new_label'),
          ranking: words.rankings[0]?.value ?? 'ranking',
          seats: { 'each-group': 1 },
        })}
      />
    </>
  );
}

type ClosingProps = { steps: unknown; path: Path; name: string; add: string };

/** A ledger without closing steps gets its list with the first one. */
function Closing({ steps, path, name, add }: ClosingProps) {
  const { edit } = useEditing();
  const first = steps === undefined ? { onFirst: (step: Json) => edit([set(path, [step])]) } : {};
  return (
    <StepList steps={listOf(steps)} path={path} name={name} family={CLOSING_STEPS} add={add} {...first} />
  );
}

type ListedProps = {
  part: 'rankings' | 'awards';
  fields: readonly StepField[];
  add: string;
  fresh: (id: string) => Entries;
};

/** Rankings or awards; one alone may stand in the text without a list. */
function Listed({ part, fields, add, fresh }: ListedProps) {
  const { words } = useSpeech();
  const p = useWords(partWords);
  const { document, edit, readOnly } = useEditing();
  const written = document[part];
  const alone = isMap(written);
  const items = alone ? [written] : listOf(written).filter(isMap);
  const added = (): SchemeEdit => {
    const value = fresh(
      freeName(
        part.slice(0, -1),
        items.map(item => textOf(item['id'])),
      ),
    ) as Json;
    if (alone) return set([part], [written as Json, value]);
    return Array.isArray(written) && written.length > 0
      ? { do: 'insert', path: [part], at: written.length, value }
      : set([part], [value]);
  };
  return (
    <details>
      <summary className={styles.partHead}>{p(part)}</summary>
      {items.length === 0 && <p className={styles.quiet}>{p('empty_part')}</p>}
      <ol className={styles.clauses}>
        {items.map((item, i) => (
          <PartCard
            // biome-ignore lint/suspicious/noArrayIndexKey: two may have one id until it is mended
            key={`${textOf(item['id'])} ${i}`}
            value={item}
            path={alone ? [part] : [part, i]}
            name={labelOf(item['label'], words.language) || textOf(item['id'])}
            fields={fields}
          />
        ))}
      </ol>
      {!readOnly && (
        <Button icon={<PlusOutlined />} onClick={() => edit([added()])}>
          {add}
        </Button>
      )}
    </details>
  );
}

export function freeName(base: string, taken: readonly string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`${base}-${n}`)) n++;
  return `${base}-${n}`;
}
