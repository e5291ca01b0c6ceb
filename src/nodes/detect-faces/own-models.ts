/** The built-in networks of our own detector: boxes, then 68 points in each. */
export const OWN_MODELS = ['face-detector', 'face-landmarks'] as const;
