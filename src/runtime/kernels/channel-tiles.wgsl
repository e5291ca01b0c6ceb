// The steps 0..255 of a colour table for chosen channels; 256 and 257 mark values below and above the range, 258 values that are no numbers.
struct Uniforms { height: u32, width: u32, tileHeight: u32, tileWidth: u32, tiles: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> maps: array<u32>;
@group(0) @binding(2) var<storage, read> wanted: array<f32>;
@group(0) @binding(3) var<storage, read_write> steps: array<f32>;

@compute @workgroup_size(8, 8, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= u.tileWidth || id.y >= u.tileHeight || id.z >= u.tiles) { return; }
  let channel = u32(wanted[id.z * 3u]);
  let low = wanted[id.z * 3u + 1u];
  let high = wanted[id.z * 3u + 2u];
  let y0 = id.y * u.height / u.tileHeight;
  let y1 = ((id.y + 1u) * u.height + u.tileHeight - 1u) / u.tileHeight;
  let x0 = id.x * u.width / u.tileWidth;
  let x1 = ((id.x + 1u) * u.width + u.tileWidth - 1u) / u.tileWidth;
  var sum = 0.0;
  var absent = false;
  for (var y = y0; y < y1; y++) {
    for (var x = x0; x < x1; x++) {
      let bits = maps[(channel * u.height + y) * u.width + x];
      if ((bits & 0x7f800000u) == 0x7f800000u) { absent = true; } else { sum += bitcast<f32>(bits); }
    }
  }
  let share = (sum / f32((y1 - y0) * (x1 - x0)) - low) / (high - low);
  var step = floor(clamp(share, 0.0, 1.0) * 255.0 + 0.5);
  if (share < -1e-5) { step = 256.0; }
  if (share > 1.00001) { step = 257.0; }
  if (absent) { step = 258.0; }
  steps[(id.z * u.tileHeight + id.y) * u.tileWidth + id.x] = step;
}
