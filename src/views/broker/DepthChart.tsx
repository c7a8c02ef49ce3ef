/** What waits, over the whole run, with a line where the player stands. */
import { useMemo } from 'preact/hooks';
import { stairs, valueAt, type Depths, type Series } from './depths.ts';

export interface DepthChartProps {
  depths: Depths;
  step: number;
  steps: number;
}

/** Where a line's number stands: at its first peak. */
function peakOf({ points, most }: Series, steps: number, highest: number): string {
  const step = points.find(({ value }) => value === most)?.step ?? 0;
  return `--x:${percent(step / Math.max(1, steps))};--y:${percent(1 - most / highest)}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** More lines could not be told apart. */
const MOST_SERIES = 6;

export function DepthChart({ depths, step, steps }: DepthChartProps) {
  const { series, most } = depths;
  const shown = series.slice(0, MOST_SERIES);
  const paths = useMemo(() => shown.map((one) => stairs(one, steps, most)), [depths, steps]);
  if (shown.length === 0) return <p class="dp-none">Nothing has had to wait in this run.</p>;
  const share = percent(step / Math.max(1, steps));
  return (
    <section class="dp" aria-label="Depth over time">
      <p class="dp-scale">
        <span>{most.toLocaleString('en')}</span> at most
      </p>
      <div class="dp-chart" style={`--at:${share}`}>
        <svg
          viewBox={`0 0 ${String(Math.max(1, steps))} ${String(most)}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {paths.map((path, index) => (
            <path key={shown[index]?.name} data-series={index} d={path} />
          ))}
        </svg>
        {shown.length > 1 &&
          shown.map((one, index) => (
            <span key={one.name} class="dp-number" style={peakOf(one, steps, most)} aria-hidden="true">
              {index + 1}
            </span>
          ))}
      </div>
      <ul>
        {shown.map((one, index) => (
          <li key={one.name}>
            <svg viewBox="0 0 36 8" aria-hidden="true">
              <path data-series={index} d="M0 4H36" />
            </svg>
            {shown.length > 1 && (
              <span class="dp-number" aria-hidden="true">
                {index + 1}
              </span>
            )}
            <b>{one.name}</b>
            <span>
              {valueAt(one, step).toLocaleString('en')} {one.kind} now, {one.most.toLocaleString('en')} at
              most
            </span>
          </li>
        ))}
      </ul>
      {series.length > MOST_SERIES && (
        <p class="dp-none">and {(series.length - MOST_SERIES).toLocaleString('en')} with less</p>
      )}
    </section>
  );
}
