/** How a network numbers the values of a picture. */
export const NETWORK_RANGES = {
  unit: { scale: [1, 1, 1], offset: [0, 0, 0] },
  signed: { scale: [2, 2, 2], offset: [-1, -1, -1] },
  bytes: { scale: [255, 255, 255], offset: [0, 0, 0] },
  imagenet: { scale: [1 / 0.229, 1 / 0.224, 1 / 0.225], offset: [-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225] },
} as const;
export type NetworkRange = keyof typeof NETWORK_RANGES;
