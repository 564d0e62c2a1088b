import type { CheckedScheme } from '@xinxuan/contract';
import { Radio } from 'antd';
import { labelOf, mapOf, set, textOf } from './document.ts';
import { useEditing, useSpeech } from './editing.ts';
import styles from './form.module.css';
import { wordFor } from './vocabulary.ts';

/** The scheme's own switches to choose from, then the questions of the language with their answers now. */
export function SwitchList({ questions }: { questions: CheckedScheme['questions'] }) {
  const { t, words } = useSpeech();
  const { document, edit, readOnly } = useEditing();
  const lettered = questions.filter(question => question.letter !== null);
  return (
    <section>
      <h3>{t('switches')}</h3>
      <p className={styles.quiet}>{words.switches.length === 0 ? t('no_switches') : t('switches_hint')}</p>
      {words.switches.map(each => {
        const standard = textOf(mapOf(mapOf(document['switches'])[each.value])['default']);
        return (
          <fieldset key={each.value} className={styles.switch}>
            <legend>{each.label}</legend>
            <Radio.Group
              value={each.chosen}
              disabled={readOnly}
              onChange={event => edit([set(['switches', each.value, 'value'], String(event.target.value))])}
              options={each.options.map(option => ({
                value: option.value,
                label: option.value === standard ? `${option.label}${t('switch_default')}` : option.label,
              }))}
            />
          </fieldset>
        );
      })}
      {lettered.length > 0 && (
        <details>
          <summary>{t('questions')}</summary>
          <dl className={styles.questions}>
            {lettered.map(question => (
              <div key={`${question.id} ${question.place}`}>
                <dt>
                  <span className={styles.letter}>{question.letter}</span>
                  {placeOf(question.place)} {labelOf(question.question, words.language)}
                </dt>
                <dd className={styles.quiet}>
                  {labelOf(question.answer, words.language)}{' '}
                  {t(question.isDefault ? 'answer_default' : 'answer_chosen')}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );

  function placeOf(place: string): string {
    return place === '' ? '' : wordFor(words.clauses, place);
  }
}
