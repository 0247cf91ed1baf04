import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

/** Fetched only for charts of many marks. */
use([CanvasRenderer]);
