// Draws the curves of growth.json, which `./dev bench growth` leaves, as SVG beside it.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const echarts = createRequire(new URL('../../web/package.json', import.meta.url))('echarts');
const plots = JSON.parse(await readFile(new URL('growth.json', import.meta.url), 'utf8'));

for (const [name, { axis, lines }] of Object.entries(plots)) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 720, height: 380 });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'sans-serif' },
    legend: { top: 8 },
    grid: { left: 76, right: 28, top: 48, bottom: 52 },
    xAxis: {
      type: name === 'depth' ? 'value' : 'log',
      logBase: name === 'connections' ? 2 : 10,
      name: axis,
      nameLocation: 'middle',
      nameGap: 32,
      min: 'dataMin',
      max: 'dataMax',
    },
    yAxis: {
      type: 'log',
      name: 'answers a second',
      axisLabel: { formatter: (value) => value.toLocaleString('en') },
    },
    series: Object.entries(lines).map(([line, data]) => ({
      type: 'line',
      name: line,
      data,
      symbolSize: 7,
    })),
  });
  await writeFile(new URL(`${name}.svg`, import.meta.url), chart.renderToSVGString());
  chart.dispose();
}
