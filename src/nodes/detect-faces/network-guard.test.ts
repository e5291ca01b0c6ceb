import { expect, test } from 'vitest';
import { guardNetwork } from './network-guard';

test('every way out but the page’s own origin is closed', async () => {
  const asked: string[] = [];
  class Xhr { open(_method: string, url: string): void { asked.push(url); } }
  const scope = { fetch: (input: unknown) => { asked.push(String(input)); return Promise.resolve(new Response('')); }, XMLHttpRequest: Xhr, navigator: { sendBeacon: () => true } } as unknown as typeof globalThis;
  guardNetwork(scope, 'https://here.example');
  await scope.fetch('https://here.example/a.wasm');
  await scope.fetch('/b.wasm');
  for (const away of ['https://odml.pa.googleapis.com/v1/log', '//there.example/x', 'https://here.example.evil/x']) {
    await expect(scope.fetch(away)).rejects.toThrow('was refused');
    expect(() => { new scope.XMLHttpRequest().open('POST', away); }).toThrow('was refused');
  }
  new scope.XMLHttpRequest().open('GET', '/c.bin');
  expect(asked).toEqual(['https://here.example/a.wasm', '/b.wasm', '/c.bin']);
  expect(scope.navigator.sendBeacon('https://there.example', '')).toBe(false);
  expect(() => new scope.WebSocket('wss://there.example')).toThrow('was refused');
});
