// Errors of each pixel: absolute (mean of the channels), squared (mean of the channels).
struct Uniforms { pixels: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> first: array<f32>;
@group(0) @binding(2) var<storage, read> second: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  var total = 0.0;
  var squares = 0.0;
  for (var c = 0u; c < 3u; c++) {
    let gap = first[c * u.pixels + id.x] - second[c * u.pixels + id.x];
    total += abs(gap);
    squares += gap * gap;
  }
  result[id.x] = total / 3.0;
  result[u.pixels + id.x] = squares / 3.0;
}
