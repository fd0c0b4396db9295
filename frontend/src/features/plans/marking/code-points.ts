/** Converts between the server's offsets, which count code points, and JavaScript's, which count UTF-16 units. */
export interface CodePoints {
  toUnits: (point: number) => number;
  toPoints: (unit: number) => number;
}

/** How many numbers of the ascending list are below `limit`. */
function below(list: readonly number[], limit: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Only characters outside the basic plane (rare Han in names, emoji) take two units, so their places are all
 * that has to be kept. An offset beyond the text means its end; one inside a pair means the pair's start.
 */
export function codePoints(text: string): CodePoints {
  const pairs: number[] = [];
  const pairPoints: number[] = [];
  for (let unit = 0; unit < text.length; unit++) {
    const code = text.codePointAt(unit) ?? 0;
    if (code <= 0xffff) continue;
    pairPoints.push(unit - pairs.length);
    pairs.push(unit);
    unit++;
  }
  const points = text.length - pairs.length;
  return {
    toUnits: (point) => {
      const within = Math.min(Math.max(point, 0), points);
      return within + below(pairPoints, within);
    },
    toPoints: (unit) => {
      const within = Math.min(Math.max(unit, 0), text.length);
      return within - below(pairs, within);
    },
  };
}
