import katex from 'katex';
import 'katex/dist/katex.min.css';

/** HTML and MathML of a KaTeX source; a source with a mistake is shown as text in red. */
export function renderEquation(source: string): string {
  return katex.renderToString(source, { displayMode: true, throwOnError: false, trust: false, strict: 'ignore' });
}
