import type { EChartsCoreOption } from 'echarts/core';

/** `bars` lie, so that names of units have room; `lines` show a course of time. */
export type ChartKind = 'bars' | 'lines';

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
  const bars = data.stacked ? 1 : Math.max(1, data.series.length);
  return Math.max(120, data.categories.length * Math.max(ROW, bars * 18) + 64);
}

/**
 * A chart in ECharts' terms. Series differ by pattern as well as by colour; the first category of lying bars stands
 * on top; long names are cut on the axis, never in the table beside it.
 */
export function optionOf(data: ChartData, colors: ChartColors): EChartsCoreOption {
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

export function shortened(name: string): string {
  const characters = [...name];
  return characters.length > CATEGORY_CHARACTERS
    ? `${characters.slice(0, CATEGORY_CHARACTERS - 1).join('')}…`
    : name;
}
