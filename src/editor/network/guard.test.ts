import { describe, expect, it } from 'vitest';
import { installFetchGuard } from './guard';
import { contentSecurityPolicy, PACK_HOSTS } from './hosts';

function guarded() {
  const asked: string[] = [];
  const scope = { fetch: ((input: string) => { asked.push(String(input)); return Promise.resolve(new Response()); }) as typeof fetch };
  const guard = installFetchGuard(scope, 'https://swap.example');
  return { asked, scope, guard };
}

describe('the fetch guard', () => {
  it('lets our own origin, blobs and data pass', async () => {
    const { asked, scope } = guarded();
    await scope.fetch('/models/a.onnx');
    await scope.fetch('https://swap.example/b');
    await scope.fetch('data:text/plain,x');
    expect(asked).toHaveLength(3);
  });

  it('refuses every other host, even pack hosts without consent', async () => {
    const { asked, scope, guard } = guarded();
    const pack = `${PACK_HOSTS[0]}/model`;
    await expect(scope.fetch('https://odml.pa.googleapis.com/v1/log')).rejects.toThrow('consent');
    await expect(scope.fetch(pack)).rejects.toThrow('consent');
    guard.allowPacks(true);
    await scope.fetch(pack);
    await expect(scope.fetch('https://swap.example.evil/')).rejects.toThrow('consent');
    expect(asked).toEqual([pack]);
  });

  it('has a policy that names the same hosts, and no wildcard but that of the pack host’s own servers', () => {
    expect(contentSecurityPolicy()).toContain(PACK_HOSTS[0]);
    expect(contentSecurityPolicy()).not.toMatch(/\*(?!\.hf\.co[; ])|'unsafe-eval'/);
  });
});
