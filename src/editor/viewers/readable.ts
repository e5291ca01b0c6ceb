/** A number in four significant digits, with a true minus sign. */
export function readable(value: number): string {
  const text = Number.isInteger(value) ? String(value) : Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
  return text.replace(/^-/, '−');
}

/** The order of magnitude of a difference: "0", "3.1e−8". */
export function tiny(value: number): string {
  return value === 0 ? '0' : value.toExponential(1).replace('-', '−');
}
