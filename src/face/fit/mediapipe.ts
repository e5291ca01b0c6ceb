/**
 * Index in MediaPipe's face mesh (468 or 478 points) of each of iBUG's 68 points. Jaw points lie on the mesh's face oval, the others on its outlines of
 * brows, nose, eyes and lips. Left and right in the comments are the picture's.
 */
export const MEDIAPIPE_OF_68: readonly number[] = [
  // 0-16: jaw, from the left temple over the chin (152) to the right temple.
  127, 234, 93, 132, 58, 136, 150, 176, 152, 400, 379, 365, 288, 361, 323, 454, 356,
  // 17-21 left brow and 22-26 right brow, along the upper edge.
  70, 63, 105, 66, 107, 336, 296, 334, 293, 300,
  // 27-30 bridge down to the tip, 31-35 base from left to right.
  168, 197, 5, 4, 98, 97, 2, 326, 327,
  // 36-41 left eye and 42-47 right eye, from the left corner over the upper lid.
  33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
  // 48-59 outer lips from the left corner over the upper lip, 60-67 inner lips likewise.
  61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87,
];
