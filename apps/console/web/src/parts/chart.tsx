import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useLanguage } from '../i18n/texts.js';

/** A line or column of a chart; `values` belong to the chart's instants. */
export interface Series {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** Which of the five colours of the page, 1 to 5. */
  readonly colour: 1 | 2 | 3 | 4 | 5;
  /** Drawn as a dashed line: what it was before. */
  readonly isBefore?: boolean;
}

const HEIGHT = 220;

/**
 * A chart over time. Colours alone tell nothing: `label` says what it shows, and a view that uses it gives the figures as text
 * or table too. @param at instants, ISO 8601.
 */
export function TimeChart({ label, at, series }: { label: string; at: readonly string[]; series: readonly Series[] }) {
  const place = useRef<HTMLDivElement>(null);
  const { language } = useLanguage();
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const style = getComputedStyle(document.documentElement);
    // Asked at each drawing: the look of the page may change while the chart stands.
    const colour = (name: string) => () => style.getPropertyValue(name).trim();
    const axis = { stroke: colour('--text-quiet'), grid: { stroke: colour('--line'), width: 1 } };
    const plot = new uPlot(
      {
        width: Math.max(element.clientWidth, 200),
        height: HEIGHT,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Europe/Stockholm'),
        series: [
          { label: '' },
          ...series.map((line) => ({
            label: line.label,
            stroke: colour(`--series-${String(line.colour)}`),
            width: 2,
            ...(line.isBefore === true ? { dash: [5, 5] } : {}),
            points: { show: false },
          })),
        ],
        axes: [
          { ...axis, values: '{HH}:{mm}' },
          { ...axis, size: 44 },
        ],
        // Where nothing happens, nothing is drawn as nothing: not as a line below a hundred.
        scales: { y: { range: (_, __, most) => [0, Math.max(4, Math.ceil(most * 1.1))] } },
        legend: { live: false },
      },
      [at.map((instant) => new Date(instant).getTime() / 1000), ...series.map(({ values }) => [...values])],
      element,
    );
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const relooked = new MutationObserver(() => plot.redraw(false, true));
    relooked.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      resized.disconnect();
      relooked.disconnect();
      plot.destroy();
    };
  }, [at, series, language]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}

const WIDTH = 120;
const TALL = 24;

/** A course of figures as a small line beside a number. @param label what it shows, for who cannot see it. */
export function Sparkline({ label, values }: { label: string; values: readonly number[] }) {
  const most = Math.max(1, ...values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map(
    (value, at) => `${(at * step).toFixed(1)},${(TALL - 2 - (value / most) * (TALL - 4)).toFixed(1)}`,
  );
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${String(WIDTH)} ${String(TALL)}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--series-1)"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
