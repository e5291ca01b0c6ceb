// Smallest, largest, mean, deviation, root mean square of the finite values of each channel, and how many are not finite.
struct Uniforms { channels: u32, area: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> maps: array<u32>;
@group(0) @binding(2) var<storage, read_write> moments: array<f32>;

fn absent(bits: u32) -> bool { return (bits & 0x7f800000u) == 0x7f800000u; }

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= u.channels) { return; }
  let first = id.x * u.area;
  var low = 3.4e38;
  var high = -3.4e38;
  var sum = 0.0;
  var squares = 0.0;
  var count = 0u;
  // Sums of 256 values are summed in turn: one long sum of single floats would lose digits.
  for (var block = 0u; block < u.area; block += 256u) {
    var part = 0.0;
    var partSquares = 0.0;
    for (var i = block; i < min(block + 256u, u.area); i++) {
      let bits = maps[first + i];
      if (absent(bits)) { continue; }
      let x = bitcast<f32>(bits);
      low = min(low, x);
      high = max(high, x);
      part += x;
      partSquares += x * x;
      count++;
    }
    sum += part;
    squares += partSquares;
  }
  let finite = max(1.0, f32(count));
  let mean = sum / finite;
  var spread = 0.0;
  for (var block = 0u; block < u.area; block += 256u) {
    var part = 0.0;
    for (var i = block; i < min(block + 256u, u.area); i++) {
      let bits = maps[first + i];
      if (absent(bits)) { continue; }
      let x = bitcast<f32>(bits) - mean;
      part += x * x;
    }
    spread += part;
  }
  let at = id.x * 6u;
  moments[at] = select(0.0, low, count > 0u);
  moments[at + 1u] = select(0.0, high, count > 0u);
  moments[at + 2u] = mean;
  moments[at + 3u] = sqrt(spread / finite);
  moments[at + 4u] = sqrt(squares / finite);
  moments[at + 5u] = f32(u.area - count);
}
