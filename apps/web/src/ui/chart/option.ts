import type { EChartsCoreOption } from 'echarts/core';

/**
 * `bars` lie, so that names of units have room; `lines` show a course of time; `dumbbells` lie too and join the first
 * series (hollow) with the second (filled) for places, of which the first stands at the left.
 */
export type ChartKind = 'bars' | 'lines' | 'dumbbells';

/** Values are exact decimals as text, null where nothing is known. */
export type ChartSeries = { name: string; values: readonly (string | null)[] };

export type ChartData = {
  kind: ChartKind;
  title: string;
  categories: readonly string[];
  series: readonly ChartSeries[];
  /** Bars of one category on top of each other instead of side by side. */
  stacked?: boolean;
};

/** The theme's colours as the browser has computed them: a canvas knows no variables. */
export type ChartColors = {
  text: string;
  faint: string;
  line: string;
  ground: string;
  series: readonly string[];
  font: string;
};

const ROW = 28;
const CATEGORY_CHARACTERS = 12;

/** Bars need a row each, a course does not. In px. */
export function heightOf(data: ChartData): number {
  if (data.kind === 'lines') return 280;
  const bars = data.stacked || data.kind === 'dumbbells' ? 1 : Math.max(1, data.series.length);
  return Math.max(120, data.categories.length * Math.max(ROW, bars * 18) + 64);
}

/**
 * A chart in ECharts' terms. Series differ by pattern as well as by colour; the first category of lying bars stands
 * on top; long names are cut on the axis, never in the table beside it.
 */
export function optionOf(data: ChartData, colors: ChartColors): EChartsCoreOption {
  if (data.kind === 'dumbbells') return dumbbells(data, colors);
  const lying = data.kind === 'bars';
  const values = {
    type: 'value',
    splitLine: { lineStyle: { color: colors.line } },
    axisLabel: { color: colors.faint },
  };
  const categories = {
    type: 'category',
    data: data.categories,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.line } },
    axisLabel: { color: colors.text, formatter: shortened, interval: lying ? 0 : 'auto' },
  };
  const legend = data.series.length > 1;
  return {
    animation: false,
    textStyle: { fontFamily: colors.font },
    color: [...colors.series],
    aria: { enabled: true, decal: { show: legend }, label: { enabled: false } },
    grid: { left: 8, right: 24, top: legend ? 36 : 8, bottom: 8, containLabel: true },
    legend: legend ? { top: 0, textStyle: { color: colors.text } } : undefined,
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: lying ? 'shadow' : 'line' },
      backgroundColor: colors.ground,
      borderColor: colors.line,
      textStyle: { color: colors.text },
      confine: true,
    },
    xAxis: lying ? values : categories,
    yAxis: lying ? categories : values,
    series: data.series.map(series => ({
      name: series.name,
      type: lying ? 'bar' : 'line',
      ...(lying ? { barMaxWidth: 18, stack: data.stacked ? 'all' : undefined } : { connectNulls: false }),
      label: {
        show: lying && !data.stacked,
        position: 'right',
        color: colors.text,
      },
      data: series.values.map(value => (value === null ? null : Number(value))),
    })),
  };
}

/** Two points and the bar between them: an unseen bar up to the nearer point, then a thin one to the farther. */
function dumbbells(data: ChartData, colors: ChartColors): EChartsCoreOption {
  const [before, after] = data.series.map(({ values }) => values.map(value => Number(value ?? 0)));
  const pairs = data.categories.map((_, i) => [before?.[i] ?? 0, after?.[i] ?? 0] as const);
  const bar = { type: 'bar', stack: 'join', barWidth: 3, silent: true, tooltip: { show: false } };
  const dot = (at: 0 | 1) => ({
    name: data.series[at]?.name ?? '',
    type: 'scatter',
    symbolSize: 11,
    z: 3 + at,
    color: colors.series[0],
    itemStyle:
      at === 0
        ? { color: colors.ground, borderColor: colors.series[0], borderWidth: 2 }
        : { color: colors.series[0] },
    data: pairs.map(pair => pair[at]),
  });
  return {
    animation: false,
    textStyle: { fontFamily: colors.font },
    aria: { enabled: true, label: { enabled: false } },
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, data: data.series.map(({ name }) => name), textStyle: { color: colors.text } },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      backgroundColor: colors.ground,
      borderColor: colors.line,
      textStyle: { color: colors.text },
      confine: true,
    },
    xAxis: {
      type: 'value',
      min: 0,
      interval: Math.max(1, Math.ceil(Math.max(0, ...pairs.flat()) / 12)),
      position: 'top',
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.faint, formatter: (value: number) => (value < 1 ? '' : String(value)) },
    },
    yAxis: {
      type: 'category',
      data: data.categories,
      inverse: true,
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: colors.text, formatter: shortened, interval: 0 },
    },
    series: [
      { ...bar, itemStyle: { color: 'transparent' }, data: pairs.map(pair => Math.min(...pair)) },
      { ...bar, itemStyle: { color: colors.series[1] }, data: pairs.map(([a, b]) => Math.abs(a - b)) },
      dot(0),
      dot(1),
    ],
  };
}

export function shortened(name: string): string {
  const characters = [...name];
  return characters.length > CATEGORY_CHARACTERS
    ? `${characters.slice(0, CATEGORY_CHARACTERS - 1).join('')}…`
    : name;
}
