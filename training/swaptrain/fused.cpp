// Instance norm with what follows it, in two passes over memory instead of some twenty. Maps are channels_last bf16 ([N, H*W, C] in memory), sums are float.
#include <torch/extension.h>
#include <ATen/Parallel.h>
#include <cstdint>
#include <cstring>
#include <vector>

namespace {

using at::Tensor;
using bits = uint16_t;
constexpr float EPSILON = 1e-5f;

inline float wide(bits b) { uint32_t u = uint32_t(b) << 16; float f; std::memcpy(&f, &u, 4); return f; }
inline bits narrow(float f) { uint32_t u; std::memcpy(&u, &f, 4); return bits((u + 0x7fffu + ((u >> 16) & 1u)) >> 16); }

const bits* in(const Tensor& t) { return reinterpret_cast<const bits*>(t.data_ptr()); }
bits* out(const Tensor& t) { return reinterpret_cast<bits*>(t.data_ptr()); }
Tensor floats(at::IntArrayRef sizes, const Tensor& like) { return at::zeros(sizes, like.options().dtype(at::kFloat).memory_format(at::MemoryFormat::Contiguous)); }

void check(const Tensor& t) { TORCH_CHECK(t.scalar_type() == at::kBFloat16 && t.is_contiguous(at::MemoryFormat::ChannelsLast), "fused kernels take channels_last bf16 maps"); }

// Mean and 1/sigma of each channel of one sample.
void moments(const bits* x, int64_t pixels, int64_t c, float* mu, float* inverse) {
  for (int64_t k = 0; k < c; ++k) mu[k] = inverse[k] = 0;
  for (int64_t p = 0; p < pixels; ++p, x += c)
    for (int64_t k = 0; k < c; ++k) { float v = wide(x[k]); mu[k] += v; inverse[k] += v * v; }
  for (int64_t k = 0; k < c; ++k) {
    mu[k] /= pixels;
    float variance = std::max(0.f, inverse[k] / pixels - mu[k] * mu[k]);
    inverse[k] = 1 / std::sqrt(variance + EPSILON);
  }
}

// The gradient before an instance norm from the one after it (`d`, overwritten), where h is the normalised map.
void before_norm(bits* d, const bits* x, int64_t pixels, int64_t c, const float* mu, const float* inverse, const float* sum, const float* sum_h) {
  for (int64_t p = 0; p < pixels; ++p, x += c, d += c)
    for (int64_t k = 0; k < c; ++k) {
      float h = (wide(x[k]) - mu[k]) * inverse[k];
      d[k] = narrow(inverse[k] * (wide(d[k]) - sum[k] / pixels - h * sum_h[k] / pixels));
    }
}

// y = leaky((1 + gamma)*h + beta). style [N, 2C]: gamma, beta.
std::vector<Tensor> norm_forward(const Tensor& x, const Tensor& style, double slope_) {
  check(x);
  const int64_t n = x.size(0), c = x.size(1), pixels = x.size(2) * x.size(3);
  const float slope = slope_;
  Tensor y = at::empty_like(x), mu = floats({n, c}, x), inverse = floats({n, c}, x);
  at::parallel_for(0, n, 1, [&](int64_t from, int64_t to) {
    std::vector<float> scale(c), shift(c);
    for (int64_t s = from; s < to; ++s) {
      float *m = mu.data_ptr<float>() + s * c, *i = inverse.data_ptr<float>() + s * c;
      const float* st = style.data_ptr<float>() + s * 2 * c;
      const bits* a = in(x) + s * pixels * c; bits* b = out(y) + s * pixels * c;
      moments(a, pixels, c, m, i);
      for (int64_t k = 0; k < c; ++k) { scale[k] = i[k] * (1 + st[k]); shift[k] = st[c + k] - m[k] * scale[k]; }
      for (int64_t p = 0; p < pixels; ++p, a += c, b += c)
        for (int64_t k = 0; k < c; ++k) { float v = wide(a[k]) * scale[k] + shift[k]; b[k] = narrow(v > 0 ? v : slope * v); }
    }
  });
  return {y, mu, inverse};
}

std::vector<Tensor> norm_backward(const Tensor& g, const Tensor& x, const Tensor& y, const Tensor& style, const Tensor& mu, const Tensor& inverse, double slope_) {
  check(g); check(x);
  const int64_t n = x.size(0), c = x.size(1), pixels = x.size(2) * x.size(3);
  const float slope = slope_;
  Tensor dx = at::empty_like(x), dstyle = floats({n, 2 * c}, x);
  at::parallel_for(0, n, 1, [&](int64_t from, int64_t to) {
    std::vector<float> sum(c), sum_h(c);
    for (int64_t s = from; s < to; ++s) {
      const float *m = mu.data_ptr<float>() + s * c, *i = inverse.data_ptr<float>() + s * c, *st = style.data_ptr<float>() + s * 2 * c;
      float *dgamma = dstyle.data_ptr<float>() + s * 2 * c, *dbeta = dgamma + c;
      const int64_t at = s * pixels * c;
      const bits *a = in(x) + at, *b = in(y) + at, *gg = in(g) + at; bits* d = out(dx) + at;
      for (int64_t p = 0; p < pixels; ++p, a += c, b += c, gg += c, d += c)
        for (int64_t k = 0; k < c; ++k) {
          float v = wide(gg[k]); v = wide(b[k]) > 0 ? v : slope * v;
          float h = (wide(a[k]) - m[k]) * i[k];
          dgamma[k] += v * h; dbeta[k] += v;
          d[k] = narrow(v * (1 + st[k]));
        }
      for (int64_t k = 0; k < c; ++k) { sum[k] = dbeta[k] * (1 + st[k]); sum_h[k] = dgamma[k] * (1 + st[k]); }
      before_norm(out(dx) + at, in(x) + at, pixels, c, m, i, sum.data(), sum_h.data());
    }
  });
  return {dx, dstyle};
}

// relu(A + M*(I - A)) with A = h + gamma_att*h + beta_att, I = (1 + gamma_id)*h + beta_id, M = sigmoid(w.h + b). att [N, 2C, H, W], style [N, 2C].
std::vector<Tensor> aad_forward(const Tensor& x, const Tensor& att, const Tensor& style, const Tensor& weight, const Tensor& bias) {
  check(x); check(att);
  const int64_t n = x.size(0), c = x.size(1), pixels = x.size(2) * x.size(3);
  Tensor y = at::empty_like(x), mu = floats({n, c}, x), inverse = floats({n, c}, x), mask = floats({n, 1, x.size(2), x.size(3)}, x);
  const float *w = weight.data_ptr<float>(), w0 = bias.data_ptr<float>()[0];
  at::parallel_for(0, n, 1, [&](int64_t from, int64_t to) {
    std::vector<float> h(c);
    for (int64_t s = from; s < to; ++s) {
      float *m = mu.data_ptr<float>() + s * c, *i = inverse.data_ptr<float>() + s * c, *mm = mask.data_ptr<float>() + s * pixels;
      const float *gamma = style.data_ptr<float>() + s * 2 * c, *beta = gamma + c;
      const bits *a = in(x) + s * pixels * c, *ga = in(att) + s * pixels * 2 * c; bits* o = out(y) + s * pixels * c;
      moments(a, pixels, c, m, i);
      for (int64_t p = 0; p < pixels; ++p, a += c, ga += 2 * c, o += c) {
        float score = w0;
        for (int64_t k = 0; k < c; ++k) { h[k] = (wide(a[k]) - m[k]) * i[k]; score += w[k] * h[k]; }
        const float M = 1 / (1 + std::exp(-score));
        mm[p] = M;
        for (int64_t k = 0; k < c; ++k) {
          float attribute = h[k] * (1 + wide(ga[k])) + wide(ga[c + k]), identity = h[k] * (1 + gamma[k]) + beta[k];
          float v = attribute + M * (identity - attribute);
          o[k] = narrow(v > 0 ? v : 0);
        }
      }
    }
  });
  return {y, mask, mu, inverse};
}

std::vector<Tensor> aad_backward(const Tensor& g, const Tensor& x, const Tensor& y, const Tensor& att, const Tensor& style, const Tensor& weight, const Tensor& mask, const Tensor& mu, const Tensor& inverse) {
  check(g); check(x); check(att);
  const int64_t n = x.size(0), c = x.size(1), pixels = x.size(2) * x.size(3);
  Tensor dx = at::empty_like(x), datt = at::empty_like(att), dstyle = floats({n, 2 * c}, x), dweight = floats({n, c}, x), dbias = floats({n}, x);
  const float* w = weight.data_ptr<float>();
  at::parallel_for(0, n, 1, [&](int64_t from, int64_t to) {
    std::vector<float> h(c), v(c), sum(c), sum_h(c);
    for (int64_t s = from; s < to; ++s) {
      const float *m = mu.data_ptr<float>() + s * c, *i = inverse.data_ptr<float>() + s * c, *mm = mask.data_ptr<float>() + s * pixels;
      const float *gamma = style.data_ptr<float>() + s * 2 * c, *beta = gamma + c;
      float *dgamma = dstyle.data_ptr<float>() + s * 2 * c, *dbeta = dgamma + c, *dw = dweight.data_ptr<float>() + s * c, dw0 = 0;
      const int64_t at = s * pixels * c;
      const bits *a = in(x) + at, *b = in(y) + at, *gg = in(g) + at, *ga = in(att) + 2 * at; bits *d = out(dx) + at, *dga = out(datt) + 2 * at;
      std::fill(sum.begin(), sum.end(), 0.f); std::fill(sum_h.begin(), sum_h.end(), 0.f);
      for (int64_t p = 0; p < pixels; ++p, a += c, b += c, gg += c, ga += 2 * c, d += c, dga += 2 * c) {
        const float M = mm[p];
        float dM = 0;
        for (int64_t k = 0; k < c; ++k) {
          h[k] = (wide(a[k]) - m[k]) * i[k];
          v[k] = wide(b[k]) > 0 ? wide(gg[k]) : 0.f;
          dM += v[k] * (h[k] * (gamma[k] - wide(ga[k])) + beta[k] - wide(ga[c + k]));
        }
        const float ds = dM * M * (1 - M);
        dw0 += ds;
        for (int64_t k = 0; k < c; ++k) {
          float di = M * v[k], da = v[k] - di;
          dga[k] = narrow(da * h[k]); dga[c + k] = narrow(da);
          dgamma[k] += di * h[k]; dbeta[k] += di; dw[k] += ds * h[k];
          float dh = da * (1 + wide(ga[k])) + di * (1 + gamma[k]) + ds * w[k];
          sum[k] += dh; sum_h[k] += dh * h[k];
          d[k] = narrow(dh);
        }
      }
      dbias.data_ptr<float>()[s] = dw0;
      before_norm(out(dx) + at, in(x) + at, pixels, c, m, i, sum.data(), sum_h.data());
    }
  });
  return {dx, datt, dstyle, dweight.sum(0), dbias.sum(0, true)};
}

}  // namespace

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
  m.def("norm_forward", &norm_forward);
  m.def("norm_backward", &norm_backward);
  m.def("aad_forward", &aad_forward);
  m.def("aad_backward", &aad_backward);
}
