// The square from `first` to `end` of a picture 0..1, resampled to `side` pixels by two-tap interpolation inside the square, as values -1..1.
struct Uniforms { inSide: u32, first: u32, end: u32, side: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(8, 8, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.side || id.y >= u.side || id.z >= 3u) { return; }
  let width = u.end - u.first;
  let scale = f32(width) / f32(u.side);
  let px = clamp((f32(id.x) + 0.5) * scale - 0.5, 0.0, f32(width - 1u));
  let py = clamp((f32(id.y) + 0.5) * scale - 0.5, 0.0, f32(width - 1u));
  let x0 = u32(px);
  let y0 = u32(py);
  let x1 = min(x0 + 1u, width - 1u);
  let y1 = min(y0 + 1u, width - 1u);
  let fx = px - f32(x0);
  let fy = py - f32(y0);
  let plane = id.z * u.inSide * u.inSide;
  let top = plane + (u.first + y0) * u.inSide + u.first;
  let bottom = plane + (u.first + y1) * u.inSide + u.first;
  let value = mix(mix(picture[top + x0], picture[top + x1], fx), mix(picture[bottom + x0], picture[bottom + x1], fx), fy);
  result[(id.z * u.side + id.y) * u.side + id.x] = value * 2.0 - 1.0;
}
