import DownOutlined from '@ant-design/icons/DownOutlined';
import UpOutlined from '@ant-design/icons/UpOutlined';
import { Button } from 'antd';
import { useMemo, useRef } from 'react';
import { useWords } from '../../words/i18n.ts';
import { type ComparedBlock, compare, type Revision, type Stretch } from './compare.ts';
import styles from './paper.module.css';
import { Scroller } from './Scroller.tsx';
import { paperWords } from './words.ts';

/**
 * Two revisions as one paper. What came is underlined twice, what went is struck through; readers of the screen hear
 * it in words. The arrows lead from change to change.
 */
export function Compare({ before, after }: { before: Revision; after: Revision }) {
  const t = useWords(paperWords);
  const comparison = useMemo(() => compare(before, after), [before, after]);
  const sheet = useRef<HTMLElement>(null);
  const same = comparison.added + comparison.removed === 0;
  return (
    <div className={styles.frame}>
      <div className={styles.compareBar}>
        <strong>
          {same
            ? t('compare_same')
            : t('compare_summary', { added: comparison.added, removed: comparison.removed })}
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
      </div>
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

function Stretches({ of }: { of: readonly Stretch[] }) {
  const t = useWords(paperWords);
  return of.map(({ mark, text }, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: stretches have no identity but their place
    if (mark === 'same') return <span key={index}>{text}</span>;
    const Mark = mark === 'added' ? 'ins' : 'del';
    return (
      <Mark key={index} className={mark === 'added' ? styles.added : styles.removed}>
        <span className="unseen">{t(mark === 'added' ? 'compare_added' : 'compare_removed')}</span>
        {text}
        <span className="unseen">{t('compare_end')}</span>
      </Mark>
    );
    // biome-ignore-end lint/suspicious/noArrayIndexKey: stretches have no identity but their place
  });
}
