import { playwright } from '@vitest/browser-playwright';
import { existsSync, realpathSync } from 'node:fs';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Chromium's software WebGPU with all that canvases, blobs and screenshots need: fewer flags compute rightly and draw nothing. */
const SOFTWARE_WEBGPU = [
  '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan', '--use-vulkan=swiftshader',
  '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--no-sandbox', '--disable-dev-shm-usage',
];

const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path !== undefined && existsSync(path));

/** Bundled before the first test: a dependency found later would reload the page in the middle of a test. */
const DEPENDENCIES = [
  '@mediapipe/tasks-vision', 'comlink', 'idb-keyval', 'fflate', 'zustand', 'zustand/vanilla', 'react', 'react-dom', 'react-dom/client', 'react/jsx-runtime', 'react/jsx-dev-runtime',
  'rete', 'rete-area-plugin', 'rete-connection-plugin',
];

/** Photographs and models for tests lie beside the project where they are there at all; the folder may be a link. */
const testData = existsSync('../shared/data') ? [realpathSync('../shared/data')] : [];

/** Tests that need a browser: files named `*.browser.test.ts`, in a real Chromium. */
export default defineConfig({
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['onnxruntime-web'], include: DEPENDENCIES },
  server: { fs: { allow: ['.', ...testData] }, headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } },
  test: {
    include: ['src/**/*.browser.test.{ts,tsx}', 'tests/**/*.browser.test.{ts,tsx}'],
    fileParallelism: false,
    testTimeout: 120_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { ...(executablePath ? { executablePath } : {}), args: SOFTWARE_WEBGPU } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
