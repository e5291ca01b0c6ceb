// How many values of each channel fall into each of 128 even bins from `low` to `high`; two more bins hold those below and above.
struct Uniforms { channels: u32, area: u32, low: f32, high: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> maps: array<u32>;
@group(0) @binding(2) var<storage, read_write> counts: array<f32>;

@compute @workgroup_size(32, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= u.channels) { return; }
  var bins: array<u32, 130>;
  let scale = 128.0 / (u.high - u.low);
  for (var i = 0u; i < u.area; i++) {
    let bits = maps[id.x * u.area + i];
    if ((bits & 0x7f800000u) == 0x7f800000u) { continue; }
    let x = bitcast<f32>(bits);
    if (x < u.low) { bins[128]++; } else if (x > u.high) { bins[129]++; } else { bins[min(127u, u32((x - u.low) * scale))]++; }
  }
  for (var b = 0u; b < 130u; b++) { counts[id.x * 130u + b] = f32(bins[b]); }
}
