// Mean absolute and root mean square difference of each channel of two tensors of the same shape; pixels where either is no number are left out.
struct Uniforms { channels: u32, area: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> a: array<u32>;
@group(0) @binding(2) var<storage, read> b: array<u32>;
@group(0) @binding(3) var<storage, read_write> differences: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= u.channels) { return; }
  var sum = 0.0;
  var squares = 0.0;
  var count = 0u;
  for (var block = 0u; block < u.area; block += 256u) {
    var part = 0.0;
    var partSquares = 0.0;
    for (var i = block; i < min(block + 256u, u.area); i++) {
      let bitsA = a[id.x * u.area + i];
      let bitsB = b[id.x * u.area + i];
      if ((bitsA & 0x7f800000u) == 0x7f800000u || (bitsB & 0x7f800000u) == 0x7f800000u) { continue; }
      let d = bitcast<f32>(bitsA) - bitcast<f32>(bitsB);
      part += abs(d);
      partSquares += d * d;
      count++;
    }
    sum += part;
    squares += partSquares;
  }
  let finite = max(1.0, f32(count));
  differences[id.x * 2u] = sum / finite;
  differences[id.x * 2u + 1u] = sqrt(squares / finite);
}
