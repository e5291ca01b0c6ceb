// Mean, deviation sqrt(variance + epsilon), smallest and largest value of each channel.
struct Uniforms { channels: u32, area: u32, epsilon: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> maps: array<f32>;
@group(0) @binding(2) var<storage, read_write> mean: array<f32>;
@group(0) @binding(3) var<storage, read_write> deviation: array<f32>;
@group(0) @binding(4) var<storage, read_write> low: array<f32>;
@group(0) @binding(5) var<storage, read_write> high: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.channels) { return; }
  let first = id.x * u.area;
  var smallest = maps[first];
  var largest = smallest;
  var sum = 0.0;
  // Sums of 256 values are summed in turn: one long sum of single floats would lose digits.
  for (var block = 0u; block < u.area; block += 256u) {
    var part = 0.0;
    for (var i = block; i < min(block + 256u, u.area); i++) {
      let value = maps[first + i];
      part += value;
      smallest = min(smallest, value);
      largest = max(largest, value);
    }
    sum += part;
  }
  let mu = sum / f32(u.area);
  var squares = 0.0;
  for (var block = 0u; block < u.area; block += 256u) {
    var part = 0.0;
    for (var i = block; i < min(block + 256u, u.area); i++) {
      let gap = maps[first + i] - mu;
      part += gap * gap;
    }
    squares += part;
  }
  mean[id.x] = mu;
  deviation[id.x] = sqrt(squares / f32(u.area) + u.epsilon);
  low[id.x] = smallest;
  high[id.x] = largest;
}
