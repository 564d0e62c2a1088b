import { defineWords } from '../../words/i18n.ts';

export const chartWords = defineWords(
  'chart',
  {
    form: '显示方式',
    as_chart: '图',
    as_table: '表',
    described: '图：{{title}}。切换到“表”可以逐项读出数值。',
  },
  {
    form: 'Shown as',
    as_chart: 'Chart',
    as_table: 'Table',
    described: 'Chart: {{title}}. Switch to “Table” to read every value.',
  },
);
