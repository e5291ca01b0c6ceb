import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Markdown } from './markdown';

const BOMB = '<img src=x onerror="alert(1)"><script>alert(1)</script>';

it('HTML in a text of the user becomes text, whatever Markdown is around it', () => {
  for (const text of [BOMB, `## ${BOMB}`, `- ${BOMB}`, `| ${BOMB} |\n|---|`, `**${BOMB}**`, `\`${BOMB}\``, `\`\`\`\n${BOMB}\n\`\`\``, `[click](javascript:alert(1)) ${BOMB}`, `$${BOMB}$`]) {
    const html = renderToStaticMarkup(<Markdown text={text} />);
    expect(html).not.toMatch(/<img|<script|<a |javascript:/);
    expect(html).toContain('&lt;script&gt;');
  }
});

it('nowhere in the editor is text taken for HTML, but for equations of the shipped definitions', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = readdirSync(root, { recursive: true }).map(String).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((name) => /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/.test(readFileSync(root + name, 'utf8')))).toEqual(['inspector/help.tsx']);
});
