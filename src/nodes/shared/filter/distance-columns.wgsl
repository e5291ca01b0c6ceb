// From distances along rows to the Euclidean distance, and from that to a mask grown (or, with invert, shrunk) by `amount` pixels with a one-pixel soft edge.
struct Uniforms { width: u32, height: u32, radius: u32, invert: u32, amount: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> rows: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height) { return; }
  let radius = i32(u.radius);
  let far = f32(u.radius + 1u);
  var best = 2.0 * far * far;
  for (var d = -radius; d <= radius; d++) {
    let y = i32(id.y) + d;
    if (y < 0 || y >= i32(u.height)) { continue; }
    let across = rows[u32(y) * u.width + id.x];
    if (across < far) { best = min(best, across * across + f32(d * d)); }
  }
  let grown = clamp(u.amount + 0.5 - sqrt(best), 0.0, 1.0);
  result[id.y * u.width + id.x] = select(grown, 1.0 - grown, u.invert == 1u);
}
