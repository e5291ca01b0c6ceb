// Mean of two textures by their weights (last channel of each map), and the joint weight. The second one's weight is already what the first leaves.
struct Uniforms { pixels: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> first: array<f32>;
@group(0) @binding(2) var<storage, read> firstMap: array<f32>;
@group(0) @binding(3) var<storage, read> second: array<f32>;
@group(0) @binding(4) var<storage, read> secondMap: array<f32>;
@group(0) @binding(5) var<storage, read_write> picture: array<f32>;
@group(0) @binding(6) var<storage, read_write> weight: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let a = firstMap[2u * u.pixels + id.x];
  let b = secondMap[2u * u.pixels + id.x];
  let total = a + b;
  weight[id.x] = total;
  for (var c = 0u; c < 3u; c++) {
    let at = c * u.pixels + id.x;
    var value = 0.0;
    if (total > 0.0) { value = (a * first[at] + b * second[at]) / total; }
    picture[at] = value;
  }
}
