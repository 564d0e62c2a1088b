import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { points } from '../../formats.ts';
import { useDark } from '../../theme.ts';
import { useWords } from '../../words/i18n.ts';
import styles from './chart.module.css';
import type { Drawing } from './draw.ts';
import { type ChartColors, type ChartData, heightOf } from './option.ts';
import { chartWords } from './words.ts';

type ChartProps = {
  data: ChartData;
  /** What the categories are: 单位, 月份. */
  categoryName: string;
  /** Opens what is behind a category. */
  onOpen?: (category: number) => void;
};

/** A chart where shape matters, and the same figures as a table one switch away. */
export function Chart({ data, categoryName, onOpen }: ChartProps) {
  const t = useWords(chartWords);
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.head}>
        <span className={styles.title}>{data.title}</span>
        <Segmented
          size="small"
          aria-label={t('form')}
          value={form}
          onChange={setForm}
          options={[
            { value: 'chart', label: t('as_chart') },
            { value: 'table', label: t('as_table') },
          ]}
        />
      </figcaption>
      {form === 'chart' ? (
        <Drawn data={data} onOpen={onOpen} label={t('described', { title: data.title })} />
      ) : (
        <Table data={data} categoryName={categoryName} />
      )}
    </figure>
  );
}

function Drawn({ data, onOpen, label }: Pick<ChartProps, 'data' | 'onOpen'> & { label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useDark();
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  useEffect(() => {
    let gone = false;
    let made: Drawing | null = null;
    void import('./draw.ts').then(({ draw }) => {
      if (gone || !place.current) return;
      made = draw(place.current, category => open.current?.(category));
      setDrawing(made);
    });
    return () => {
      gone = true;
      made?.end();
      setDrawing(null);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours of the page follow `dark`
  useEffect(() => {
    if (drawing && place.current) drawing.show(data, colorsAt(place.current));
  }, [drawing, data, dark]);
  return (
    <div
      ref={place}
      role="img"
      aria-label={label}
      className={onOpen ? styles.opens : undefined}
      style={{ height: heightOf(data) }}
    />
  );
}

/** The first is what is looked at, the second what it is compared with; red is kept for what is late or refused. */
const SERIES = ['primary', 'text-quaternary', 'success', 'warning'];

function colorsAt(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--ant-color-${name}`).trim();
  return {
    text: token('text'),
    faint: token('text-tertiary'),
    line: token('border-secondary'),
    ground: token('bg-elevated'),
    series: SERIES.map(token),
    font: style.fontFamily,
  };
}

function Table({ data, categoryName }: Pick<ChartProps, 'data' | 'categoryName'>) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{categoryName}</th>
          {data.series.map(series => (
            <th scope="col" key={series.name}>
              {series.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.categories.map((category, index) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {data.series.map(series => {
              const value = series.values[index] ?? null;
              return <td key={series.name}>{value === null ? '—' : points(value)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
