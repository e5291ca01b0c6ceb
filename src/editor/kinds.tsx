import type { ReactElement } from 'react';
import type { Kind } from '../runtime/values';
import type { MessageKey } from './messages/en';

/**
 * Every kind of wire has a colour and a glyph of its own, so that colour is never the only sign. Glyphs are drawn in a 12 × 12 box
 * with `currentColor`; the colours are custom properties of the theme (`--kind-image` …).
 */
const GLYPHS: Readonly<Record<Kind, ReactElement>> = {
  image: <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" fill="currentColor" />,
  mask: <><rect x="2" y="2" width="8" height="8" rx="1" fill="none" stroke="currentColor" strokeWidth="1.6" /><path d="M2 2h8L2 10z" fill="currentColor" /></>,
  faces: <><circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" /><circle cx="6" cy="6" r="1.9" fill="currentColor" /></>,
  crop: <path d="M3 0.8v8.2h8.2M0.8 3H9v8.2" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  identity: <path d="M6 0.6 11.4 6 6 11.4 0.6 6z" fill="currentColor" />,
  coefficients: <path d="M2.2 11V5.5M6 11V1.5M9.8 11V7.5" fill="none" stroke="currentColor" strokeWidth="2.2" />,
  mesh: <path d="M6 1 11.4 10.6H0.6z" fill="currentColor" />,
  features: <path d="M1 1h4.2v4.2H1zM6.8 1H11v4.2H6.8zM1 6.8h4.2V11H1zM6.8 6.8H11V11H6.8z" fill="currentColor" />,
  pyramid: <path d="M4.4 1h3.2v2.8H4.4zM2.7 4.6h6.6v2.8H2.7zM1 8.2h10V11H1z" fill="currentColor" />,
  flow: <path d="M0.8 6h7M5.4 2.2 9.8 6l-4.4 3.8" fill="none" stroke="currentColor" strokeWidth="2" />,
  number: <circle cx="6" cy="6" r="4.6" fill="currentColor" />,
  table: <path d="M1 2.2h10M1 6h10M1 9.8h10" fill="none" stroke="currentColor" strokeWidth="1.9" />,
};

export function KindGlyph({ kind, sizePx = 12 }: { readonly kind: Kind; readonly sizePx?: number }) {
  return <svg className="glyph" width={sizePx} height={sizePx} viewBox="0 0 12 12" aria-hidden="true" style={{ color: kindColour(kind) }}>{GLYPHS[kind]}</svg>;
}

export function kindColour(kind: Kind): string {
  return `var(--kind-${kind})`;
}

export function kindName(kind: Kind): MessageKey {
  return `kind.${kind}`;
}
