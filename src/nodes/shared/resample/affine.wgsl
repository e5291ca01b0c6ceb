// Resamples a picture through an affine map of the output's pixel coordinates into the input's (pixel centres at +0.5).
// samples × samples points a pixel, each bilinear: area antialiasing when the map shrinks.
struct Uniforms {
  channels: u32, inWidth: u32, inHeight: u32, outWidth: u32, outHeight: u32, samples: u32, border: u32,
  m00: f32, m01: f32, m02: f32, m10: f32, m11: f32, m12: f32,
}
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

fn tap(channel: u32, x: i32, y: i32) -> f32 {
  let inside = x >= 0 && y >= 0 && x < i32(u.inWidth) && y < i32(u.inHeight);
  if (!inside && u.border == 1u) { return 0.0; }
  let cx = u32(clamp(x, 0, i32(u.inWidth) - 1));
  let cy = u32(clamp(y, 0, i32(u.inHeight) - 1));
  return picture[(channel * u.inHeight + cy) * u.inWidth + cx];
}

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.outWidth || id.y >= u.outHeight || id.z >= u.channels) { return; }
  let step = 1.0 / f32(u.samples);
  var sum = 0.0;
  for (var j = 0u; j < u.samples; j++) {
    for (var i = 0u; i < u.samples; i++) {
      let ox = f32(id.x) + (f32(i) + 0.5) * step;
      let oy = f32(id.y) + (f32(j) + 0.5) * step;
      let px = clamp(u.m00 * ox + u.m01 * oy + u.m02 - 0.5, -2.0, f32(u.inWidth) + 1.0);
      let py = clamp(u.m10 * ox + u.m11 * oy + u.m12 - 0.5, -2.0, f32(u.inHeight) + 1.0);
      let x = i32(floor(px));
      let y = i32(floor(py));
      let fx = px - floor(px);
      let fy = py - floor(py);
      sum += mix(mix(tap(id.z, x, y), tap(id.z, x + 1, y), fx), mix(tap(id.z, x, y + 1), tap(id.z, x + 1, y + 1), fx), fy);
    }
  }
  result[(id.z * u.outHeight + id.y) * u.outWidth + id.x] = sum * step * step;
}
