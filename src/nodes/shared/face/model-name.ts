/** Name by which the built-in face model tags coefficients and meshes; what `public/models/face-model.bin` calls itself. */
export const FACE_MODEL_NAME = 'swapgraph-face';
