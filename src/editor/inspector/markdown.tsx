import type { ReactNode } from 'react';

/** The little of Markdown that node pages use: headings, paragraphs, lists, code, emphasis. Everything becomes text nodes; no HTML passes. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = text.replace(/\r/g, '').split(/\n{2,}/).map((block) => block.trim()).filter(Boolean);
  return <div className="prose">{blocks.map((block, index) => <Block key={index} text={block} />)}</div>;
}

function Block({ text }: { readonly text: string }) {
  if (text.startsWith('```')) return <pre>{text.replace(/^```.*\n?|```$/g, '')}</pre>;
  const heading = /^(#{1,4}) ([^\n]*)\n?([\s\S]*)$/.exec(text);
  if (heading) {
    const rest = heading[3] ?? '';
    return <>{(heading[1] ?? '').length > 1 && <h4>{inline(heading[2] ?? '')}</h4>}{rest && <Block text={rest} />}</>;
  }
  if (text.startsWith('|')) return <Table text={text} />;
  if (/^[-*] |^\d+\. /.test(text)) {
    const items = text.split(/\n(?=[-*] |\d+\. )/).map((item) => item.replace(/^([-*]|\d+\.) /, ''));
    return <ul>{items.map((item, index) => <li key={index}>{inline(item)}</li>)}</ul>;
  }
  return <p>{inline(text)}</p>;
}

function Table({ text }: { readonly text: string }) {
  const rows = text.split('\n').filter((line) => !/^\|[\s:|-]+\|$/.test(line)).map((line) => line.replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim()));
  return <table><tbody>{rows.map((row, at) => <tr key={at}>{row.map((cell, index) => (at === 0 ? <th key={index}>{inline(cell)}</th> : <td key={index}>{inline(cell)}</td>))}</tr>)}</tbody></table>;
}

function inline(text: string): ReactNode[] {
  return text.replace(/\n/g, ' ').split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\([^)]+\)|\$[^$]+\$)/).map((part, index) => {
    if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith('$')) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith('**')) return <b key={index}>{part.slice(2, -2)}</b>;
    if (part.length > 2 && part.startsWith('*')) return <i key={index}>{part.slice(1, -1)}</i>;
    const link = /^\[([^\]]+)\]/.exec(part);
    return link ? <span key={index}>{link[1]}</span> : part;
  });
}
