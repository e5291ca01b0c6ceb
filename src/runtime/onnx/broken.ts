/** Code of failures that leave ONNX Runtime's memory in an unknown state: the worker that holds it must be made anew. */
export const BROKEN_RUNTIME = 'onnx-broken';
