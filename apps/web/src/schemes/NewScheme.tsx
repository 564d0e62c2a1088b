import { useQuery } from '@tanstack/react-query';
import { Modal, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { paths } from '../paths.ts';
import { Field } from '../ui/Field.tsx';
import { useGo } from '../ui/Go.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { draftWords } from './draftWords.ts';
import styles from './NewScheme.module.css';
import { SchemeFile } from './SchemeFile.tsx';
import { searched, skeleton } from './skeleton.ts';

const WAYS = ['preset', 'file', 'empty'] as const;

/** A draft from what ships with the program, from a file, or from the least that a scheme can be. */
export function NewScheme({ onClose }: { onClose: () => void }) {
  const t = useWords(draftWords);
  const go = useGo();
  const year = Number(dayOf(useNow()).slice(0, 4));
  const [way, setWay] = useState<(typeof WAYS)[number]>('preset');
  const [preset, setPreset] = useState<string | null>(null);
  const [yaml, setYaml] = useState<string | null>(null);
  const [name, setName] = useState('');
  const begin = useAct(
    async (from: { preset: string } | { yaml: string }) => {
      const text = 'yaml' in from ? from.yaml : (await api.schemes.preset.call({ name: from.preset })).yaml;
      return api.schemes.save.call({ yaml: text });
    },
    {
      done: draft => t('begun', { name: draft.name, number: draft.number }),
      onDone: draft => go(paths.scheme(draft.id)),
    },
  );
  const chosen = {
    preset: preset === null ? null : { preset },
    file: yaml === null ? null : { yaml },
    empty: name.trim() === '' ? null : { yaml: skeleton(name, year) },
  }[way];
  return (
    <Modal
      open
      width={640}
      title={t('new')}
      okText={t('begin')}
      okButtonProps={{ disabled: !chosen }}
      confirmLoading={begin.busy}
      onOk={() => chosen && begin.go(chosen)}
      onCancel={onClose}
    >
      <div className={styles.way}>
        <Segmented
          aria-label={t('from')}
          value={way}
          options={WAYS.map(each => ({ value: each, label: t(`from_${each}`) }))}
          onChange={setWay}
        />
      </div>
      {way === 'preset' && <Presets chosen={preset} onChoose={setPreset} />}
      {way === 'file' && <SchemeFile onText={setYaml} />}
      {way === 'empty' && (
        <Field label={t('name')} id="new-scheme-name" hint={t('name_hint')} required>
          <LineInput
            id="new-scheme-name"
            value={name}
            maxLength={100}
            onChange={event => setName(event.target.value)}
          />
        </Field>
      )}
    </Modal>
  );
}

type PresetsProps = { chosen: string | null; onChoose: (name: string) => void };

function Presets({ chosen, onChoose }: PresetsProps) {
  const t = useWords(draftWords);
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const query = useQuery(api.schemes.presets.queryOptions());
  return (
    <>
      <Field label={t('search')} id="preset-search" hint={t('search_hint')}>
        <LineInput
          id="preset-search"
          type="search"
          value={search}
          onChange={event => setSearch(event.target.value)}
        />
      </Field>
      <Loaded query={query}>
        {presets => {
          const shown = searched(presets, search);
          return (
            <>
              <p className={styles.hint} aria-live="polite">
                {shown.length === 0 ? t('none_found') : t('found', { count: shown.length })}
              </p>
              <div className={styles.presets} role="radiogroup" aria-label={t('from_preset')}>
                {shown.map(({ name, title, source }) => (
                  <label key={name} className={styles.preset}>
                    <input
                      type="radio"
                      name="preset"
                      checked={chosen === name}
                      onChange={() => onChoose(name)}
                    />
                    <span>
                      {title[language]}
                      {source && <span className={styles.source}>{source}</span>}
                    </span>
                  </label>
                ))}
              </div>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
