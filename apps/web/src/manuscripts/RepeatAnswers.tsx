import { REPEAT_ANSWERS, type Repeat, type RepeatAnswer, type RepeatVerdict } from '@xinxuan/contract';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { client } from '../api/api.ts';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './repeats.module.css';
import { repeatWords } from './repeatWords.ts';

/** What was said of two items, the desk's word first. */
export function RepeatSaidLine({ said, titles }: { said: RepeatVerdict; titles?: Record<string, string> }) {
  const t = useWords(repeatWords);
  const lines = [
    said.decided && { said: said.decided, word: 'decided' as const },
    said.declared && { said: said.declared, word: 'declared' as const },
  ].filter(line => line !== null);
  return lines.map(({ said: each, word }) => (
    <p key={word} className={word === 'decided' ? styles.decided : styles.hint}>
      {t(word, { answer: t(`answer.${each.answer}`), name: each.by })}
      {each.answer === 'same' && titles?.[each.repeatId] && (
        <>　{t('repeat_of', { title: titles[each.repeatId] ?? '' })}</>
      )}
      {each.note && `　${each.note}`}
    </p>
  ));
}

type RepeatAnswersProps = { repeat: Repeat };

/** The four answers: the writer declares, the desk decides. Under the two texts, so that nobody answers unread. */
export function RepeatAnswers({ repeat }: RepeatAnswersProps) {
  const t = useWords(repeatWords);
  const { one, other, said, can } = repeat;
  const desk = can.decide === null;
  const mine = desk ? said.decided : said.declared;
  const [answer, setAnswer] = useState<RepeatAnswer | null>(mine?.answer ?? null);
  const [repeatId, setRepeatId] = useState(mine?.repeatId ?? one.id);
  const [note, setNote] = useState(mine?.note ?? '');
  const save = useAct(desk ? client.reviews.desk.decideRepeat : client.manuscripts.declareRepeat, {
    done: (_said, asked) =>
      asked.answer ? t('saved', { answer: t(`answer.${asked.answer}`) }) : t('withdrawn'),
  });
  if (!desk && can.declare !== null) return <RepeatSaidLine said={said} titles={titlesOf(repeat)} />;
  const pair = { id: repeatId, otherId: repeatId === one.id ? other.id : one.id };
  return (
    <section className={styles.answers} aria-label={t(desk ? 'question_desk' : 'question')}>
      <h3 className={styles.question}>{t(desk ? 'question_desk' : 'question')}</h3>
      <RepeatSaidLine said={said} titles={titlesOf(repeat)} />
      <Radio.Group
        className={styles.choices}
        aria-label={t(desk ? 'question_desk' : 'question')}
        value={answer}
        onChange={e => setAnswer(e.target.value as RepeatAnswer)}
      >
        {REPEAT_ANSWERS.map(value => (
          <Radio key={value} value={value}>
            {t(`answer.${value}`)}
            <span className={styles.what}>{t(`what.${value}`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {desk && answer === 'same' && (
        <>
          <p className={styles.hint}>{t('which')}</p>
          <Radio.Group
            className={styles.choices}
            aria-label={t('which')}
            value={repeatId}
            onChange={e => setRepeatId(e.target.value as string)}
          >
            {[one, other].map(side => (
              <Radio key={side.id} value={side.id}>
                {t('which_is', { title: side.title, unit: side.unit })}
              </Radio>
            ))}
          </Radio.Group>
        </>
      )}
      <div className={styles.say}>
        <Input
          value={note}
          maxLength={200}
          aria-label={t('note')}
          placeholder={t('note')}
          onChange={e => setNote(e.target.value)}
        />
        <Button
          type="primary"
          disabled={answer === null}
          loading={save.busy}
          onClick={() => save.go({ ...pair, answer, note })}
        >
          {t(desk ? 'decide' : 'declare')}
        </Button>
        {mine && (
          <Button
            onClick={() => {
              setAnswer(null);
              save.go({ ...pair, answer: null, note: '' });
            }}
          >
            {t('withdraw')}
          </Button>
        )}
      </div>
    </section>
  );
}

function titlesOf({ one, other }: Repeat): Record<string, string> {
  return { [one.id]: one.title, [other.id]: other.title };
}
