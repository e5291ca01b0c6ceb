import { dataUrl, type Raster } from './png';

/** A part of a figure: SVG elements in a box whose left top corner is the origin. */
export interface Drawn { readonly width: number; readonly height: number; readonly body: string }

/** Colours of figures: dark on white, whatever the theme, because figures go onto paper. */
export const PAPER = { ground: '#ffffff', text: '#1b1d21', muted: '#5b606b', line: '#c9ccd2', accent: '#2f6fde', second: '#c2410c' } as const;
export const FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
export const SIZE = { small: 11, text: 12, title: 15 } as const;

export function escapeXml(words: string): string {
  // Control characters have no place in XML 1.0.
  return words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

export function num(value: number): string {
  return String(Number(value.toFixed(2)));
}

export interface Words { readonly size?: number; readonly anchor?: 'start' | 'middle' | 'end'; readonly colour?: string; readonly bold?: boolean }

/** A line of text; `y` is its baseline. */
export function text(x: number, y: number, words: string, { size = SIZE.text, anchor = 'start', colour = PAPER.text, bold = false }: Words = {}): string {
  return `<text x="${num(x)}" y="${num(y)}" font-size="${size}" fill="${colour}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${bold ? ' font-weight="600"' : ''}>${escapeXml(words)}</text>`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string, stroke?: string): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" fill="${fill}"${stroke === undefined ? '' : ` stroke="${stroke}"`}/>`;
}

export function path(d: string, style: { readonly fill?: string; readonly stroke?: string; readonly width?: number; readonly opacity?: number }): string {
  return `<path d="${d}" fill="${style.fill ?? 'none'}"${style.stroke === undefined ? '' : ` stroke="${style.stroke}" stroke-width="${style.width ?? 1}"`}${style.opacity === undefined ? '' : ` opacity="${style.opacity}"`}/>`;
}

/** A picture of pixels, whole, in a box; its pixels stay squares where it is enlarged. */
export function picture(x: number, y: number, width: number, height: number, raster: Raster, smooth = raster.width > width): string {
  return `<image x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" preserveAspectRatio="none"${smooth ? '' : ' style="image-rendering:pixelated"'} href="${dataUrl(raster)}"/>`;
}

export function moved(x: number, y: number, body: string): string {
  return `<g transform="translate(${num(x)} ${num(y)})">${body}</g>`;
}

/** Parts below one another, from the left. */
export function below(parts: readonly Drawn[], gap = 12): Drawn {
  let height = 0, body = '';
  for (const [index, part] of parts.entries()) {
    if (index > 0) height += gap;
    body += moved(0, height, part.body);
    height += part.height;
  }
  return { width: Math.max(0, ...parts.map(({ width }) => width)), height, body };
}

/** Parts beside one another, from the top; a row is broken where it would be wider than `room`. */
export function beside(parts: readonly Drawn[], gap = 12, room = Infinity): Drawn {
  const rows: Drawn[] = [];
  let row: Drawn[] = [], width = 0;
  const end = (): void => {
    let x = 0, body = '';
    for (const part of row) { body += moved(x, 0, part.body); x += part.width + gap; }
    if (row.length > 0) rows.push({ width: x - gap, height: Math.max(...row.map(({ height }) => height)), body });
    row = [];
    width = 0;
  };
  for (const part of parts) {
    if (row.length > 0 && width + gap + part.width > room) end();
    width += (row.length > 0 ? gap : 0) + part.width;
    row.push(part);
  }
  end();
  return below(rows, gap);
}

/** About how wide a text will be, in pixels: fonts differ, so leave room. */
export function widthOf(words: string, size: number): number {
  let units = 0;
  for (const letter of words) units += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(letter) ? 1 : /[A-Zmw%@]/.test(letter) ? 0.76 : /[ilj.,:;|'!() ]/.test(letter) ? 0.36 : 0.6;
  return units * size;
}

/** A paragraph broken into lines that fit. */
export function wrapped(words: string, size: number, room: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  // Chinese is broken anywhere, other text at spaces.
  for (const part of words.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? []) {
    if (line !== '' && widthOf(line + part.trimEnd(), size) > room) { lines.push(line.trimEnd()); line = ''; }
    line += line === '' ? part.trimStart() : part;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}

export interface FigureWords { readonly title: string; readonly caption: readonly string[]; /** Said in the file for programs: that it is synthetic, what made it. */ readonly description: string; readonly xmp: string }

const MARGIN = 20, LEAST_WIDTH = 360;

/** A whole figure: title, what is shown, caption. Text is text, pictures are PNG inside. */
export function figureSvg(shown: Drawn, { title, caption, description, xmp }: FigureWords): Drawn {
  const width = Math.ceil(Math.max(LEAST_WIDTH, shown.width)), lines: string[] = [];
  let y = 0;
  const write = (words: string, size: number, style: Words): void => { for (const line of wrapped(words, size, width)) { y += Math.round(size * 1.4); lines.push(text(0, y - size * 0.35, line, { ...style, size })); } };
  write(title, SIZE.title, { bold: true });
  y += 10;
  const body = moved(0, y, shown.body);
  y += shown.height + 14;
  for (const words of caption) write(words, SIZE.small, { colour: PAPER.muted });
  const [w, h] = [width + 2 * MARGIN, Math.ceil(y) + 2 * MARGIN];
  return {
    width: w, height: h,
    body: `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${escapeXml(FONT)}">\n<title>${escapeXml(title)}</title>\n<desc>${escapeXml(description)}</desc>\n<metadata>${xmp.replace(/<\?xpacket[^>]*\?>/g, '')}</metadata>\n${rect(0, 0, w, h, PAPER.ground)}\n${moved(MARGIN, MARGIN, `${lines.join('\n')}\n${body}`)}\n</svg>\n`,
  };
}
