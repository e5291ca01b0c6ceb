import { useEffect, useState } from 'react';
import type { NodeDefinition } from '../../runtime/define';
import { useLanguage, useTranslate } from '../context';
import { Markdown } from './markdown';

const READMES = import.meta.glob<string>('/src/nodes/*/README.md', { query: '?raw', import: 'default' });

/** The node's own page and its equation, loaded when asked for. */
export function Help({ definition }: { readonly definition: NodeDefinition }) {
  const t = useTranslate();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const [page, setPage] = useState<string>();
  const load = READMES[`/src/nodes/${definition.type}/README.md`];
  useEffect(() => {
    if (!open || !load) return undefined;
    let current = true;
    void load().then((words) => { if (current) setPage(words); });
    return () => { current = false; };
  }, [open, load]);
  if (!load && definition.equation === undefined) return null;
  return (
    <details className="inspector-section" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('inspector.about')}</summary>
      {open && definition.equation !== undefined && <Equation source={definition.equation} />}
      {open && page !== undefined && <Markdown text={inLanguage(page, language)} />}
    </details>
  );
}

/** A page may hold both languages: what stands under a heading "中文" is the Chinese part. */
function inLanguage(page: string, language: 'en' | 'zh'): string {
  const cut = page.search(/^##? 中文/m);
  if (cut < 0) return page;
  return language === 'zh' ? page.slice(cut).replace(/^##? 中文.*\n/, '') : page.slice(0, cut);
}

function Equation({ source }: { readonly source: string }) {
  const [html, setHtml] = useState<string>();
  useEffect(() => {
    let current = true;
    void import('./equation').then(({ renderEquation }) => { if (current) setHtml(renderEquation(source)); });
    return () => { current = false; };
  }, [source]);
  // KaTeX escapes what it is given and runs without trusted commands; the source comes from a node definition, never from a document.
  return html === undefined ? <code>{source}</code> : <div className="equation" dangerouslySetInnerHTML={{ __html: html }} />;
}
