import type { CoefficientsValue, FacesValue, IdentityValue, NumberValue, TableValue } from '../../../runtime/values';
import { readable } from '../readable';
import type { Raster } from './png';
import { PAPER, num, path, picture, rect, SIZE, text, widthOf, type Drawn } from './svg';

/** Longest side of a single picture in a figure. */
const PICTURE_PX = 512;
/** Pictures up to this size keep square pixels when they are enlarged, as in the viewers. */
const SQUARE_PX = 64;

/** A picture with a frame and, where one is given, a name below it. */
export function pictureDrawn(raster: Raster, label?: string, sidePx = PICTURE_PX): Drawn {
  const scale = sidePx / Math.max(raster.width, raster.height);
  const [width, height] = [raster.width * scale, raster.height * scale];
  const words = label === undefined ? '' : text(width / 2, height + 16, label, { size: SIZE.small, anchor: 'middle' });
  return { width, height: height + (label === undefined ? 0 : 20), body: picture(0, 0, width, height, raster, Math.max(raster.width, raster.height) > SQUARE_PX) + rect(0, 0, width, height, 'none', PAPER.line) + words };
}

export function tableDrawn({ columns, rows }: TableValue): Drawn {
  const cells = [columns.map(({ name, unit, better }) => `${name}${unit === '' ? '' : ` (${unit})`}${better === 'higher' ? ' ↑' : better === 'lower' ? ' ↓' : ''}`), ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? readable(cell) : cell)))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? '', SIZE.text))) + 20);
  const best = columns.map(({ better }, index) => { const numbers = rows.map((row) => row[index]).filter((cell) => typeof cell === 'number'); return better === 'neither' || numbers.length < 2 ? undefined : better === 'higher' ? Math.max(...numbers) : Math.min(...numbers); });
  const width = widths.reduce((sum, one) => sum + one, 0);
  let body = '', y = 0;
  cells.forEach((row, at) => {
    let x = 0;
    row.forEach((cell, index) => {
      const numeric = at > 0 && typeof rows[at - 1]![index] === 'number';
      body += text(numeric ? x + widths[index]! - 10 : x + 10, y + 17, cell, { anchor: numeric ? 'end' : 'start', bold: at === 0 || (numeric && rows[at - 1]![index] === best[index]) });
      x += widths[index]!;
    });
    y += 24;
    body += path(`M0 ${y}H${num(width)}`, { stroke: at === 0 ? PAPER.text : PAPER.line });
  });
  return { width, height: y + 1, body };
}

export function numberDrawn({ value, unit, name }: NumberValue): Drawn {
  return { width: 320, height: 64, body: text(0, 36, `${readable(value)}${unit === '' ? '' : ` ${unit}`}`, { size: 32, bold: true }) + text(0, 58, name, { colour: PAPER.muted }) };
}

/** Values as bars around zero on one scale for all groups. */
export function barsDrawn(groups: readonly (readonly [name: string, values: Float32Array])[]): Drawn {
  const top = groups.reduce((most, [, values]) => values.reduce((max, value) => Math.max(max, Math.abs(value)), most), 1e-9), width = 640, height = 120;
  let body = '', y = 0;
  for (const [name, values] of groups) {
    const step = width / Math.max(1, values.length);
    body += text(0, y + 12, `${name} (${values.length})`) + text(width, y + 12, `±${readable(top)}`, { anchor: 'end', size: SIZE.small, colour: PAPER.muted });
    const middle = y + 20 + height / 2;
    body += path(Array.from(values, (value, index) => `M${num(index * step)} ${num(middle)}h${num(step * 0.8)}v${num((-value / top) * (height / 2))}h${num(-step * 0.8)}z`).join(''), { fill: PAPER.accent }) + path(`M0 ${num(middle)}H${width}`, { stroke: PAPER.line });
    y += height + 36;
  }
  return { width, height: y - 12, body };
}

export function vectorDrawn(value: IdentityValue | CoefficientsValue, words: { readonly identity: string; readonly expression: string }): Drawn {
  return barsDrawn(value.kind === 'identity' ? [[value.recogniser, value.vector.data ?? new Float32Array()]] : [[words.identity, value.identity], [words.expression, value.expression]]);
}

/** Boxes and points of faces, over their picture where it is known. */
export function facesDrawn({ faces, width, height }: FacesValue, behind: Raster | undefined): Drawn {
  const scale = PICTURE_PX / Math.max(width, height), at = (value: number): string => num(value * scale);
  const dots = (points: Float32Array, radius: number, colour: string): string => `<g fill="${colour}">${Array.from({ length: points.length / 2 }, (_, i) => `<circle cx="${at(points[i * 2]!)}" cy="${at(points[i * 2 + 1]!)}" r="${radius}"/>`).join('')}</g>`;
  const body = (behind ? picture(0, 0, width * scale, height * scale, behind, true) : '') + rect(0, 0, width * scale, height * scale, 'none', PAPER.line) + faces.map(({ box: [x, y, w, h], points5, dense }, index) =>
    rect(x * scale, y * scale, w * scale, h * scale, 'none', PAPER.accent) + (dense ? dots(dense.points, 1.6, behind ? '#ffffff' : PAPER.muted) : '') + dots(points5, 3.5, PAPER.second) + text(x * scale + 4, y * scale - 5, String(index + 1), { colour: PAPER.accent, bold: true })).join('');
  return { width: width * scale, height: height * scale, body };
}
