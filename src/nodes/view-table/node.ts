import { defineNode } from '../../runtime/define';

export default defineNode({
  type: 'view-table',
  version: 1,
  category: 'output',
  sink: true,
  title: { en: 'View table', zh: '查看表格' },
  summary: { en: 'Shows numbers: a table, or up to three single values.', zh: '显示数值：一张表格，或最多三个单独的数。' },
  synonyms: ['numbers', 'metrics', 'csv', 'results', '数字', '指标', '结果'],
  inputs: {
    table: { kind: ['table', 'number'], title: { en: 'Table or number', zh: '表格或数值' } },
    second: { kind: 'number', optional: true, title: { en: 'Second number', zh: '第二个数' } },
    third: { kind: 'number', optional: true, title: { en: 'Third number', zh: '第三个数' } },
  },
  outputs: { table: { kind: 'table', title: { en: 'Table', zh: '表格' } } },
  params: {},
});
