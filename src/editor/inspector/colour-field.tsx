import type { FieldProps } from './field-props';

type LinearRgb = readonly [number, number, number];

/** Linear RGB 0..1 in the document, the browser's sRGB picker on the screen. */
export function ColourField({ id, label, value, compact, change }: FieldProps<LinearRgb>) {
  return (
    <div className={compact ? 'field-compact' : 'field field-row'}>
      <label className="field-name" htmlFor={id} title={label}>{label}</label>
      <input id={id} type="color" value={toHex(value)} onChange={(event) => change(fromHex(event.currentTarget.value))} />
    </div>
  );
}

/** "#rrggbb" in sRGB of a linear colour; values outside 0..1 are clipped. */
export function toHex(colour: LinearRgb): string {
  return `#${colour.map((linear) => {
    const clipped = Math.min(1, Math.max(0, linear));
    const encoded = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255).toString(16).padStart(2, '0');
  }).join('')}`;
}

export function fromHex(hex: string): LinearRgb {
  const part = (at: number): number => {
    const encoded = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return Number((encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4).toFixed(5));
  };
  return [part(1), part(3), part(5)];
}
