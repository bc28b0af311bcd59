import { type EChartsOption, init } from 'echarts';
import { z } from 'zod';

import { type Result } from './results';
import { isMet, shareOf, spelled, targetNames, TARGETS } from './targets';

const WIDTH = 900;
const [MET, NOT_MET] = ['#107c41', '#c4314b'];
/** A share beyond is drawn as long as this. */
const MOST_SHARE = 3;

const memorySchema = z.looseObject({ name: z.string(), rssMbByTenth: z.array(z.number()) });

/** Pictures of what was measured last, as SVG, by the name of their file: the same results give the same bytes. */
export function charts(results: ReadonlyMap<string, Result>): Record<string, string> {
  return {
    'performance-targets.svg': targetsChart(results),
    'performance-memory.svg': memoryChart(results),
  };
}

function svgOf(height: number, option: EChartsOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({ backgroundColor: '#ffffff', animation: false, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}

/** How far each target is met: 1 is the target itself, whether it is a least or a most. */
function targetsChart(results: ReadonlyMap<string, Result>): string {
  const bars = targetNames.flatMap((name) => {
    const figure = results.get(name.split('.')[0] ?? '')?.figures.find((f) => f.target === name);
    if (!figure) return [];
    const { what, unit } = TARGETS[name];
    const isGood = isMet(TARGETS[name], figure.value);
    const share = Math.min(shareOf(TARGETS[name], figure.value), MOST_SHARE);
    return [
      { what, share, told: `${spelled(figure.value)} ${unit}`, color: isGood ? MET : NOT_MET },
    ];
  });
  return svgOf(80 + 28 * bars.length, {
    title: { text: 'Measured, of the target (1: just met; at most 3 are drawn)', left: 12, top: 8 },
    grid: { left: 390, right: 120, top: 48, bottom: 24 },
    xAxis: { type: 'value', max: MOST_SHARE },
    yAxis: {
      ...{ type: 'category', inverse: true, data: bars.map(({ what }) => what) },
      axisLabel: { width: 370, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        data: bars.map(({ share, told, color }) => ({
          ...{ value: share, itemStyle: { color } },
          label: { show: true, position: 'right', formatter: told },
        })),
        markLine: { symbol: 'none', label: { show: false }, data: [{ xAxis: 1 }] },
      },
    ],
  });
}

/** Resident memory of the process in each tenth of its time. */
function memoryChart(results: ReadonlyMap<string, Result>): string {
  const tasks = [...results.values()].flatMap((result) => {
    const { data } = memorySchema.safeParse(result);
    return data?.name.startsWith('task') ? [data] : [];
  });
  return svgOf(360, {
    title: { text: 'Memory of the process in each tenth of a task’s time, MB', left: 12, top: 8 },
    legend: { bottom: 4 },
    grid: { left: 60, right: 40, top: 48, bottom: 60 },
    xAxis: { type: 'category', data: Array.from({ length: 10 }, (_, i) => `${i + 1}`) },
    yAxis: { type: 'value', min: 0 },
    series: tasks.map(({ name, rssMbByTenth }) => ({ type: 'line', name, data: rssMbByTenth })),
  });
}
