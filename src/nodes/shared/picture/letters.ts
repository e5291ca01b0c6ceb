import type { CpuTensor } from '../../../runtime/tensor';

/**
 * Letters as strokes on a grid of its own: capitals from y = 0 to the baseline at 9, small letters from 3, tails to 12. First the width, then strokes, each a
 * run of points as two hexadecimal digits x and y; ~ rounds the corners of a stroke. Drawn here because a worker, a browser and a command line must give the
 * same pixels, and a command line has no fonts.
 */
const STROKES: Readonly<Record<string, string>> = {
  A: '6 093069 1656', B: '5 0009 ~00505404 ~04545909', C: '6 ~626000096967', D: '6 0009 ~00606909', E: '5 50000959 0444', F: '5 500009 0444', G: '6 ~626000096965 6535',
  H: '6 0009 6069 0464', I: '2 1019', J: '4 ~40490907', K: '5 0009 5005 2459', L: '5 000959', M: '6 0900356069', N: '6 09006960', O: '6 ~0060690900', P: '5 0900 ~00505505',
  Q: '6 ~0060690900 476a', R: '5 0900 ~00505505 2559', S: '5 ~5250000455590907', T: '6 0060 3039', U: '6 ~00096960', V: '6 003960', W: '8 0029436980', X: '6 0069 6009',
  Y: '6 003460 3439', Z: '5 00500959',
  a: '5 ~0353590903 5359', b: '5 0009 ~0353590903', c: '5 ~545303095958', d: '5 5059 ~0353590903', e: '5 0656 ~565303095958', f: '4 ~402029 0343', g: '5 ~0353590903 ~535c0c0b',
  h: '5 0009 ~06035359', i: '2 1319 1111', j: '3 ~232c0c 2121', k: '4 0009 4307 2549', l: '2 1019', m: '8 0309 ~05034349 ~45438389', n: '5 0309 ~06035359', o: '5 ~0353590903',
  p: '5 030c ~0353590903', q: '5 535c ~0353590903', r: '4 0309 ~060343', s: '4 ~4443030646490908', t: '4 ~202949 0343', u: '5 ~03095956 5359', v: '4 032943', w: '6 0319345963',
  x: '4 0349 4309', y: '4 0329 431c', z: '4 03430949',
  0: '5 ~0050590900', 1: '3 022029', 2: '5 ~0200505409 0959', 3: '5 ~0100505424 ~2454590908', 4: '5 49400656', 5: '5 500004 ~0453590908', 6: '5 ~5150000959540406', 7: '5 005029',
  8: '5 ~0050540400 ~0454590904', 9: '5 ~0809595000055553',
  ' ': '2', '.': '2 1919', ',': '2 190b', ':': '2 1414 1919', '-': '4 0545', '−': '5 0555', '–': '5 0555', '+': '4 0545 2327', '=': '4 0444 0747', '(': '3 ~3003073a', ')': '3 ~0033370a',
  '[': '3 30000a3a', ']': '3 00303a0a', '/': '4 400a', '%': '6 6009 ~0020220200 ~4767694947', '×': '4 0448 4408', '·': '2 1515', '°': '3 ~0030330300', '<': '4 420548', '>': '4 024508',
  _: '5 0a5a', '’': '2 1012', "'": '2 1012', '"': '3 0002 2022', '!': '2 1016 1919', '?': '5 ~020050532526 2929', '→': '6 0565 436547', '↓': '4 2028 062846', '±': '4 0444 2226 0848', '#': '6 2019 5049 0363 0666',
  '|': '2 101a', γ: '5 032853 282c', β: '5 0c00 ~00404404 ~04545909', σ: '6 ~0353590903 3363', μ: '5 030c ~06095953', υ: '5 ~03095953', '√': '6 0529 2960', '…': '6 0909 3939 6969',
};
const UNKNOWN = '5 0050590900';
/** Height of a capital in units of the grid; letters stand this far apart. */
const CAPITAL = 9, APART = 2;
/** Half the width of a stroke, of the capital's height. */
const HALF_STROKE = 0.075;

type Point = readonly [x: number, y: number];
interface Letter { readonly width: number; readonly strokes: readonly (readonly Point[])[] }

function letterOf(character: string): Letter {
  const [width = '5', ...strokes] = (STROKES[character] ?? UNKNOWN).split(' ');
  return { width: Number(width), strokes: strokes.map((stroke) => (stroke.startsWith('~') ? rounded(pointsOf(stroke.slice(1))) : pointsOf(stroke))) };
}

function pointsOf(run: string): readonly Point[] {
  return Array.from({ length: run.length / 2 }, (_, i) => [parseInt(run[i * 2]!, 16), parseInt(run[i * 2 + 1]!, 16)] as const);
}

/** Cuts corners three times (Chaikin 1974); the ends of an open stroke stay. */
function rounded(points: readonly Point[]): readonly Point[] {
  const closed = points[0]!.join() === points.at(-1)!.join();
  let line = points;
  for (let round = 0; round < 3; round++) {
    const cut = line.slice(1).flatMap(([x, y], i): Point[] => { const [px, py] = line[i]!; return [[px + (x - px) / 4, py + (y - py) / 4], [px + ((x - px) * 3) / 4, py + ((y - py) * 3) / 4]]; });
    line = closed ? [...cut, cut[0]!] : [line[0]!, ...cut.slice(1, -1), line.at(-1)!];
  }
  return line;
}

/** Width of a line of text whose capitals are `capitalPx` high, in pixels. */
export function textWidth(text: string, capitalPx: number): number {
  let units = 0;
  for (const character of text) units += letterOf(character).width + APART;
  return Math.max(0, (units - APART) * capitalPx) / CAPITAL;
}

export interface TextStyle {
  /** Left end, middle or right end, and the baseline, in pixels. */
  readonly x: number;
  readonly baseline: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly capitalPx: number;
  /** 0 … 1 a channel. */
  readonly colour: readonly [number, number, number];
}

/** Draws a line of text onto a picture [3, H, W], in place; what lies outside is left out. */
export function drawText(picture: CpuTensor, text: string, { x, baseline, anchor = 'start', capitalPx, colour }: TextStyle): void {
  const scale = capitalPx / CAPITAL, half = Math.max(0.55, capitalPx * HALF_STROKE);
  let left = x - textWidth(text, capitalPx) * (anchor === 'start' ? 0 : anchor === 'middle' ? 0.5 : 1);
  for (const character of text) {
    const { width, strokes } = letterOf(character);
    drawLetter(picture, strokes.map((points) => points.map(([px, py]) => [left + px * scale, baseline + (py - CAPITAL) * scale] as const)), half, colour);
    left += (width + APART) * scale;
  }
}

function drawLetter({ data, shape }: CpuTensor, strokes: readonly (readonly Point[])[], half: number, colour: TextStyle['colour']): void {
  const [, height, width] = shape as [number, number, number];
  const xs = strokes.flat().map(([x]) => x), ys = strokes.flat().map(([, y]) => y);
  if (xs.length === 0) return;
  const [x0, x1] = [Math.max(0, Math.floor(Math.min(...xs) - half - 1)), Math.min(width - 1, Math.ceil(Math.max(...xs) + half + 1))];
  const [y0, y1] = [Math.max(0, Math.floor(Math.min(...ys) - half - 1)), Math.min(height - 1, Math.ceil(Math.max(...ys) + half + 1))];
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      let away = Infinity;
      for (const stroke of strokes) for (let i = 0; i < stroke.length - 1 || i === 0; i++) away = Math.min(away, distance(x + 0.5, y + 0.5, stroke[i]!, stroke[i + 1] ?? stroke[i]!));
      const ink = Math.min(1, Math.max(0, half + 0.5 - away));
      if (ink === 0) continue;
      for (let c = 0; c < 3; c++) { const at = (c * height + y) * width + x; data[at] = data[at]! * (1 - ink) + colour[c]! * ink; }
    }
  }
}

/** From a point to a stretch of line, pixels. */
function distance(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
