// A linear map and a shift of Lab colours, mixed with the colours as they are. `map` holds nine numbers of the matrix, row by row, then the shift.
struct Uniforms { pixels: u32, strength: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> lab: array<f32>;
@group(0) @binding(2) var<storage, read> map: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let value = vec3<f32>(lab[id.x], lab[u.pixels + id.x], lab[2u * u.pixels + id.x]);
  for (var c = 0u; c < 3u; c++) {
    let moved = dot(vec3<f32>(map[3u * c], map[3u * c + 1u], map[3u * c + 2u]), value) + map[9u + c];
    result[c * u.pixels + id.x] = mix(value[c], moved, u.strength);
  }
}
