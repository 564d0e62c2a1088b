import DownOutlined from '@ant-design/icons/DownOutlined';
import UpOutlined from '@ant-design/icons/UpOutlined';
import { Button, Segmented } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useWords } from '../../words/i18n.ts';
import { useNarrow } from '../useNarrow.ts';
import {
  type ComparedBlock,
  type Comparison,
  compare,
  type Revision,
  type Stretch,
  sideOf,
} from './compare.ts';
import styles from './paper.module.css';
import { Scroller } from './Scroller.tsx';
import { paperWords } from './words.ts';

type CompareProps = {
  before: Revision;
  after: Revision;
  /** What the two are called, above their columns. */
  names?: { before: string; after: string };
};

/**
 * Two revisions, as one paper or side by side. What came is underlined twice, what went is struck through, what was
 * moved is dotted; readers of the screen hear it in words. The arrows lead from change to change.
 */
export function Compare({ before, after, names }: CompareProps) {
  const comparison = useMemo(() => compare(before, after), [before, after]);
  const narrow = useNarrow();
  const [beside, setBeside] = useState(false);
  const sheet = useRef<HTMLElement>(null);
  const two = beside && !narrow;
  return (
    <div className={styles.frame}>
      <CompareBar
        comparison={comparison}
        sheet={sheet}
        beside={two}
        onBeside={narrow || !names ? undefined : setBeside}
      />
      {two ? (
        <section className={styles.pair} lang="zh-CN" aria-label={after.title} ref={sheet}>
          <p className={styles.pairName}>{names?.before}</p>
          <p className={styles.pairName}>{names?.after}</p>
          <Pair stretches={comparison.title} className={styles.title} />
          {comparison.blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
            <BlockPair key={index} block={block} />
          ))}
        </section>
      ) : (
        <article className={styles.sheet} lang="zh-CN" aria-label={after.title} ref={sheet}>
          <h2 className={styles.title}>
            <Stretches of={comparison.title} />
          </h2>
          <div className={styles.body}>
            {comparison.blocks.map((block, index) => (
              <ComparedBlockView
                // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
                key={index}
                block={block}
                number={tablesBefore(comparison.blocks, index) + 1}
              />
            ))}
          </div>
        </article>
      )}
    </div>
  );
}

type CompareBarProps = {
  comparison: Comparison;
  sheet: React.RefObject<HTMLElement | null>;
  beside: boolean;
  onBeside: ((beside: boolean) => void) | undefined;
};

function CompareBar({ comparison, sheet, beside, onBeside }: CompareBarProps) {
  const t = useWords(paperWords);
  const { added, removed, moved } = comparison;
  const same = added + removed + moved === 0;
  return (
    <div className={styles.compareBar}>
      <strong>
        {same ? t('compare_same') : t('compare_summary', { added, removed })}
        {moved > 0 && t('compare_moved_summary', { count: moved })}
      </strong>
      {!same && (
        <>
          <span>{t('compare_legend')}</span>
          <Button
            size="small"
            icon={<UpOutlined />}
            aria-label={t('compare_previous')}
            title={t('compare_previous')}
            onClick={() => lead(sheet.current, -1)}
          />
          <Button
            size="small"
            icon={<DownOutlined />}
            aria-label={t('compare_next')}
            title={t('compare_next')}
            onClick={() => lead(sheet.current, 1)}
          />
        </>
      )}
      {onBeside && (
        <Segmented
          size="small"
          aria-label={t('compare_layout')}
          value={beside ? 'two' : 'one'}
          options={[
            { value: 'one', label: t('compare_one') },
            { value: 'two', label: t('compare_two') },
          ]}
          onChange={value => onBeside(value === 'two')}
        />
      )}
    </div>
  );
}

/** Goes to the next change after the one shown last, round and round. */
function lead(sheet: HTMLElement | null, step: 1 | -1): void {
  const changes = [...(sheet?.querySelectorAll<HTMLElement>('ins, del') ?? [])];
  if (changes.length === 0 || !styles.current) return;
  const shown = changes.findIndex(change => change.classList.contains(styles.current!));
  const start = shown < 0 && step < 0 ? 0 : shown;
  const next = changes[(start + step + changes.length) % changes.length];
  changes[shown]?.classList.remove(styles.current);
  next?.classList.add(styles.current);
  next?.scrollIntoView({ block: 'center' });
}

function tablesBefore(blocks: readonly ComparedBlock[], index: number): number {
  return blocks.slice(0, index).filter(block => block.kind === 'table').length;
}

function Pair({ stretches, className }: { stretches: readonly Stretch[]; className?: string | undefined }) {
  return (['before', 'after'] as const).map(side => (
    <p key={side} className={className}>
      <Stretches of={sideOf(stretches, side)} />
    </p>
  ));
}

function BlockPair({ block }: { block: ComparedBlock }) {
  if (block.kind === 'paragraph') return <Pair stretches={block.stretches} />;
  return (['before', 'after'] as const).map(side => (
    <ComparedTable
      key={side}
      number={1}
      caption={sideOf(block.caption, side)}
      rows={block.rows
        .filter(row => row.mark !== (side === 'before' ? 'added' : 'removed'))
        .map(row => ({ ...row, cells: row.cells.map(cell => sideOf(cell, side)) }))}
    />
  ));
}

function ComparedBlockView({ block, number }: { block: ComparedBlock; number: number }) {
  if (block.kind === 'paragraph')
    return (
      <p data-level={block.level}>
        <Stretches of={block.stretches} />
      </p>
    );
  return <ComparedTable number={number} caption={block.caption} rows={block.rows} />;
}

type ComparedTableProps = Omit<ComparedBlock & { kind: 'table' }, 'kind'> & { number: number };

function ComparedTable({ number, caption, rows }: ComparedTableProps) {
  const t = useWords(paperWords);
  return (
    <div className={styles.tableBox}>
      {caption.length > 0 && (
        <p className={styles.caption}>
          <Stretches of={caption} />
        </p>
      )}
      <Scroller label={t('table_region', { number, name: t('table_nameless') })}>
        <table>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              <tr key={index}>
                {row.cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
                  <td key={column}>
                    <Stretches of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </div>
  );
}

const LOOK = {
  added: { tag: 'ins', style: styles.added, word: 'compare_added' },
  removed: { tag: 'del', style: styles.removed, word: 'compare_removed' },
  moved_from: { tag: 'del', style: styles.movedFrom, word: 'compare_moved_from' },
  moved_to: { tag: 'ins', style: styles.movedTo, word: 'compare_moved_to' },
} as const;

/** A line of text with what came and what went in it. */
export function Stretches({ of }: { of: readonly Stretch[] }) {
  const t = useWords(paperWords);
  return of.map(({ mark, text }, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: stretches have no identity but their place
    if (mark === 'same') return <span key={index}>{text}</span>;
    const { tag: Mark, style, word } = LOOK[mark];
    return (
      <Mark key={index} className={style}>
        <span className="unseen">{t(word)}</span>
        {text}
        <span className="unseen">{t('compare_end')}</span>
      </Mark>
    );
    // biome-ignore-end lint/suspicious/noArrayIndexKey: stretches have no identity but their place
  });
}
