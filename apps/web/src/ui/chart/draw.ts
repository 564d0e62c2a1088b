import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartColors, ChartData } from './option.ts';
import { optionOf } from './option.ts';

use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  AriaComponent,
  SVGRenderer,
]);

export type Drawing = {
  show: (data: ChartData, colors: ChartColors) => void;
  end: () => void;
};

/** Fetched only where a chart is looked at. `onOpen` is told which category was clicked. */
export function draw(place: HTMLElement, onOpen: (category: number) => void): Drawing {
  const chart = init(place, null, { renderer: 'svg' });
  chart.on('click', event => onOpen(event.dataIndex));
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(place);
  return {
    show: (data, colors) => chart.setOption(optionOf(data, colors), { notMerge: true }),
    end: () => {
      observer.disconnect();
      chart.dispose();
    },
  };
}
