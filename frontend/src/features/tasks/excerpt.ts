/** Whether a text stops before its sentence does, as the end of an excerpt may. */
export function breaksOff(text: string): boolean {
  return !/[。！？；：）”…]$/.test(text.trimEnd());
}

/**
 * Cuts a text at two offsets that count Unicode code points, as the server counts them: JavaScript's own
 * counting takes two for rare Han characters. Offsets beyond the text mean its end.
 */
export function cutAt(text: string, start: number, end: number): [string, string, string] {
  const characters = [...text];
  const from = Math.min(Math.max(start, 0), characters.length);
  const to = Math.min(Math.max(end, from), characters.length);
  return [
    characters.slice(0, from).join(""),
    characters.slice(from, to).join(""),
    characters.slice(to).join(""),
  ];
}
