// Draws projected triangles: for each pixel centre the nearest triangle's attributes (perspective-correct), depth and coverage.
// Triangles are listed per tile, in drawing order; of two at the same depth the first one stays.
struct Uniforms { width: u32, height: u32, stride: u32, tileSize: u32, tilesAcross: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
// Per vertex: x px, y px, depth cm, then the attributes.
@group(0) @binding(1) var<storage, read> vertices: array<f32>;
@group(0) @binding(2) var<storage, read> triangles: array<f32>;
@group(0) @binding(3) var<storage, read> tileStarts: array<f32>;
@group(0) @binding(4) var<storage, read> tileTriangles: array<f32>;
@group(0) @binding(5) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height) { return; }
  let p = vec2<f32>(f32(id.x) + 0.5, f32(id.y) + 0.5);
  let tile = (id.y / u.tileSize) * u.tilesAcross + id.x / u.tileSize;
  let end = u32(tileStarts[tile + 1u]);
  var nearest = 3.0e38;
  var corners = vec3<u32>(0u);
  var weights = vec3<f32>(0.0);
  for (var i = u32(tileStarts[tile]); i < end; i++) {
    let t = u32(tileTriangles[i]) * 3u;
    let c = vec3<u32>(u32(triangles[t]), u32(triangles[t + 1u]), u32(triangles[t + 2u])) * u.stride;
    let a = vec2<f32>(vertices[c.x], vertices[c.x + 1u]);
    let b = vec2<f32>(vertices[c.y], vertices[c.y + 1u]);
    let d = vec2<f32>(vertices[c.z], vertices[c.z + 1u]);
    let area = (b.x - a.x) * (d.y - a.y) - (d.x - a.x) * (b.y - a.y);
    if (area == 0.0) { continue; }
    let wa = ((b.x - p.x) * (d.y - p.y) - (d.x - p.x) * (b.y - p.y)) / area;
    let wb = ((d.x - p.x) * (a.y - p.y) - (a.x - p.x) * (d.y - p.y)) / area;
    let wd = 1.0 - wa - wb;
    // Rounding must not leave a gap between two neighbours.
    if (min(min(wa, wb), wd) < -1e-6) { continue; }
    let inverse = vec3<f32>(wa / vertices[c.x + 2u], wb / vertices[c.y + 2u], wd / vertices[c.z + 2u]);
    let depth = 1.0 / (inverse.x + inverse.y + inverse.z);
    if (depth < nearest) { nearest = depth; corners = c; weights = inverse * depth; }
  }
  let plane = u.width * u.height;
  let at = id.y * u.width + id.x;
  let attributes = u.stride - 3u;
  if (nearest > 2.0e38) { return; }
  for (var k = 0u; k < attributes; k++) {
    let offset = 3u + k;
    result[k * plane + at] = weights.x * vertices[corners.x + offset] + weights.y * vertices[corners.y + offset] + weights.z * vertices[corners.z + offset];
  }
  result[attributes * plane + at] = nearest;
  result[(attributes + 1u) * plane + at] = 1.0;
}
