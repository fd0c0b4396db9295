/** A run of the text that both sides have, or only one of them. */
export interface Run {
  text: string;
  only: boolean;
}

interface Sides {
  before: Run[];
  after: Run[];
}

/** Beyond this many steps the middle is shown as changed altogether: a long rewrite has nothing in common to show. */
const MOST_STEPS = 1_500_000;

/** Numbers and Latin words are one piece, so that 15 is never "1 and a changed 5"; Chinese goes sign by sign. */
export function pieces(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?[%‰]?|[A-Za-z]+|[\s\S]/gu) ?? [];
}

/** The words that changed, on both sides: the longest common run of pieces stays unmarked. */
export function diffWords(before: string, after: string): Sides {
  const [old, fresh] = [pieces(before), pieces(after)];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  const room = Math.min(old.length, fresh.length) - head;
  while (tail < room && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++;
  const common = commonPlaces(
    old.slice(head, old.length - tail),
    fresh.slice(head, fresh.length - tail),
  );
  return {
    before: runs(old, head, tail, common.old),
    after: runs(fresh, head, tail, common.fresh),
  };
}

/** Which pieces belong to the longest common subsequence. */
function commonPlaces(old: string[], fresh: string[]): { old: boolean[]; fresh: boolean[] } {
  const kept = {
    old: new Array<boolean>(old.length).fill(false),
    fresh: new Array<boolean>(fresh.length).fill(false),
  };
  if (old.length * fresh.length > MOST_STEPS) return kept;
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = fresh.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        old[row] === fresh[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  for (let row = 0, column = 0; row < old.length && column < fresh.length; )
    if (old[row] === fresh[column]) {
      kept.old[row++] = true;
      kept.fresh[column++] = true;
    } else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  return kept;
}

function runs(all: string[], head: number, tail: number, kept: boolean[]): Run[] {
  const found: Run[] = [];
  all.forEach((text, place) => {
    const inside = place >= head && place < all.length - tail;
    const only = inside && !kept[place - head];
    const last = found.at(-1);
    if (last?.only === only) last.text += text;
    else found.push({ text, only });
  });
  return found;
}
