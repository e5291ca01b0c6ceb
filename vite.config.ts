import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { licencesFile } from './scripts/licences';
import { contentSecurityPolicy } from './src/editor/network/hosts';

/** Threads of WebAssembly need a cross-origin isolated page; workers take the policy from their own response, not from the page's meta tag. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'same-origin' };

/** Writes the policy into the built page. The development server injects inline scripts, so there it stays out. */
function policyMeta(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy() }, injectTo: 'head-prepend' }],
  };
}

/** What the engine and its helper threads read, in three files, a room each: a hundred small ones took longer to ask for than to compute with. ONNX Runtime comes when it is needed. */
const roomsOfWorkers = [
  { name: 'face', test: /[\\/]src[\\/]face[\\/]/ },
  { name: 'runtime', test: /[\\/]src[\\/](graph|runtime)[\\/](?!onnx[\\/]session-)/ },
  { name: 'nodes', test: /[\\/]src[\\/]nodes[\\/][^\\/]+[\\/]/ },
];

export default defineConfig({
  plugins: [react(), policyMeta(), licencesFile(import.meta.dirname)],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: { groups: roomsOfWorkers } } } },
  build: { target: 'esnext', manifest: true, chunkSizeWarningLimit: 1500, assetsInlineLimit: 0 },
  // What is loaded late must be known early, or the development server reloads the page in the middle of work.
  optimizeDeps: { exclude: ['onnxruntime-web'], include: ['@mediapipe/tasks-vision', '@contentauth/c2pa-web', 'three', 'three/addons/controls/OrbitControls.js', 'three/addons/exporters/GLTFExporter.js', 'katex', 'elkjs/lib/elk-api.js', 'fflate', 'idb-keyval', 'comlink'] },
  server: { port: 5173, headers: isolation },
  preview: { port: 5173, headers: { ...isolation, 'Content-Security-Policy': contentSecurityPolicy() } },
});
