#include "spectral/enclosure.hpp"

#include "spectral/norms.hpp"

#include <algorithm>
#include <array>

namespace adamant {
namespace {

constexpr std::array<int, 4> svd_bits{53, 113, 256, 512};

/// An SVD of about W by the kernel of one tier, as exact numbers. W is brought to size 1 before, so that a
/// double reaches it.
template <Real S>
ThinSvd<Ball> start_from(const Matrix<Ball>& W) {
  const double size = log2_magnitude(frobenius_norm(W));
  const int e = std::isfinite(size) ? static_cast<int>(std::ceil(size)) : 0;
  const Ball up = power_of_two<Ball>(e), down = power_of_two<Ball>(-e);
  const auto exactly = [](const S& x) { return Ball(x); };
  const ThinSvd<S> svd =
      thin_svd<S>(W.unaryExpr([&](const Ball& x) { return Ball(x * down).approximate<S>(); }));
  return {svd.U.unaryExpr(exactly), svd.sigma.unaryExpr(exactly) * up, svd.V.unaryExpr(exactly)};
}

ThinSvd<Ball> start(const Matrix<Ball>& W, int bits) {
  if (bits <= 53) return start_from<double>(W);
  if (bits <= 113) return start_from<Real113>(W);
  if (bits <= 256) return start_from<Real256>(W);
  return start_from<Real512>(W);
}

bool bounded(const Matrix<Ball>& W) {
  return std::all_of(W.data(), W.data() + W.size(), [](const Ball& x) { return x.finite(); });
}

/// ‖AᵀA − I‖_F, as the one number that is certainly not below it.
Ball departure_from_orthonormal(const Matrix<Ball>& A) {
  const Matrix<Ball> gram = A.transpose() * A;
  return frobenius_norm<Ball>(gram - Matrix<Ball>::Identity(gram.rows(), gram.cols())).upper();
}

/// All numbers from low to high, whichever ends these balls have.
Ball between(const Ball& low, const Ball& high) { return Ball::hull(low.lower(), high.upper()); }

Ball around(const Ball& middle, const Ball& distance) {
  return between(middle - distance, middle + distance);
}

template <class T>
Enclosed<T> undecided(std::string why) {
  return {std::nullopt, std::move(why)};
}

/// Twice the bits of the SVD, so that rounding in the residuals is far below them.
int residual_bits(int svd) { return 2 * svd + 64; }

bool within(const Spectrum& s, int accuracy) {
  const Ball bound = s.frobenius.lower() * power_of_two<Ball>(-accuracy);
  return std::all_of(s.sigma.begin(), s.sigma.end(),
                     [&](const Ball& x) { return (x.radius() <= bound) == Truth::yes; });
}

Enclosed<Matrix<Ball>> polar_to(const Matrix<Ball>& W, int accuracy) {
  const auto spectrum = enclose_spectrum(W, accuracy);
  if (!spectrum) return undecided<Matrix<Ball>>(spectrum.why_not);
  return enclose_polar(W, *spectrum);
}

}  // namespace

Index Spectrum::rank_at_least() const {
  Index r = 0;
  while (r < sigma.size() && (sigma(r) > Ball(0)) == Truth::yes) ++r;
  return r;
}

Enclosed<Spectrum> enclose_spectrum(const Matrix<Ball>& W, const ThinSvd<Ball>& start) {
  if (!bounded(W)) return undecided<Spectrum>("an entry of W has no bound");
  Spectrum s;
  s.sigma.resize(start.sigma.size());
  s.start = start;
  s.frobenius = frobenius_norm(W);
  const Ball alpha = departure_from_orthonormal(start.U),
             beta = departure_from_orthonormal(start.V);
  if ((alpha < Ball(1) && beta < Ball(1)) != Truth::yes)
    return undecided<Spectrum>("the start is no SVD: its factors are far from orthonormal");
  std::vector<Ball> t;
  for (const Ball& x : start.sigma) t.push_back(abs(x));
  std::sort(t.begin(), t.end(),
            [](const Ball& a, const Ball& b) { return decide(a > b, "the order of sigma"); });
  Matrix<Ball> UD = start.U;
  for (Index j = 0; j < UD.cols(); ++j) UD.col(j) *= start.sigma(j);
  const Ball e = frobenius_norm<Ball>(W - UD * start.V.transpose()).upper();
  const Ball shrink = sqrt((Ball(1) - alpha) * (Ball(1) - beta)),
             stretch = sqrt((Ball(1) + alpha) * (Ball(1) + beta));
  for (Index i = 0; i < s.sigma.size(); ++i) {
    const Ball& t_i = t[static_cast<std::size_t>(i)];
    s.sigma(i) = between(max(t_i * shrink - e, Ball(0)), t_i * stretch + e);
  }
  s.nuclear = nuclear_norm(s.sigma);
  s.spectral = spectral_norm(s.sigma);
  return {std::move(s), ""};
}

Enclosed<Spectrum> enclose_spectrum(const Matrix<Ball>& W, int accuracy) {
  if (!bounded(W)) return undecided<Spectrum>("an entry of W has no bound");
  for (const int bits : svd_bits) {
    if (bits < accuracy && bits != svd_bits.back()) continue;
    const BallPrecision precision(std::max(residual_bits(bits), BallPrecision::bits()));
    auto spectrum = enclose_spectrum(W, start(W, bits));
    if (!spectrum) return spectrum;
    spectrum.value->bits = bits;
    if (within(*spectrum, accuracy)) return spectrum;
  }
  return undecided<Spectrum>("radii above 2^-" + std::to_string(accuracy) +
                             " |W| from an SVD in 512 bits");
}

Enclosed<Matrix<Ball>> enclose_polar(const Matrix<Ball>& W, const Spectrum& spectrum) {
  const Index k = spectrum.sigma.size();
  if (spectrum.rank_at_least() < k)
    return undecided<Matrix<Ball>>("sigma_" + std::to_string(spectrum.rank_at_least() + 1) +
                                   " is not certainly positive");
  if (k == 0) return {W, ""};
  const BallPrecision precision(std::max(residual_bits(spectrum.bits), BallPrecision::bits()));
  const bool tall = W.rows() >= W.cols();
  const ThinSvd<Ball>& svd = spectrum.start;
  const Matrix<Ball>&U = tall ? svd.U : svd.V, &V = tall ? svd.V : svd.U;
  for (const Ball& t : svd.sigma)
    if ((t > Ball(0)) != Truth::yes) return undecided<Matrix<Ball>>("the start is singular");

  const Matrix<Ball> Q = U * V.transpose();
  const Matrix<Ball> H = V * svd.sigma.asDiagonal() * V.transpose();
  const Ball delta = departure_from_orthonormal(Q);
  const Matrix<Ball> residual = (tall ? W : Matrix<Ball>(W.transpose())) - Q * H;
  const Ball e = (frobenius_norm<Ball>(residual) + delta * frobenius_norm<Ball>(H)).upper();
  const Ball least = spectrum.sigma(k - 1).lower();
  const Ball distance = delta + Ball(2) * e / (least + max(least - e, Ball(0)));
  if ((delta < Ball(1)) != Truth::yes || !distance.finite())
    return undecided<Matrix<Ball>>("the start is no polar factor");
  const Matrix<Ball> P = Q.unaryExpr([&](const Ball& q) { return around(q, distance.upper()); });
  return {tall ? P : Matrix<Ball>(P.transpose()), ""};
}

Enclosed<Matrix<Ball>> enclose_nuclear_gradient(const Matrix<Ball>& W, int accuracy) {
  return polar_to(W, accuracy);
}

Enclosed<Matrix<Ball>> enclose_ratio_gradient(const Matrix<Ball>& W, int accuracy) {
  const auto spectrum = enclose_spectrum(W, accuracy);
  if (!spectrum) return undecided<Matrix<Ball>>(spectrum.why_not);
  auto P = enclose_polar(W, *spectrum);
  if (!P) return P;
  const BallPrecision precision(std::max(residual_bits(spectrum->bits), BallPrecision::bits()));
  const Ball &N = spectrum->nuclear, &F = spectrum->frobenius;
  return {Matrix<Ball>(*P / F - W * Ball(N / (F * F * F))), ""};
}

ThinSvd<Ball> thin_svd(const Matrix<Ball>& W) {
  const int bits = std::min(BallPrecision::bits(), svd_bits.back());
  const int tier = *std::lower_bound(svd_bits.begin(), svd_bits.end(), bits);
  Enclosed<Spectrum> spectrum;
  {
    const BallPrecision precision(residual_bits(tier));
    if (bounded(W)) spectrum = enclose_spectrum(W, start(W, tier));
  }
  if (!spectrum) throw Undecidable("the spectrum (" + spectrum.why_not + ")");
  const Index k = spectrum->sigma.size();
  return {Matrix<Ball>::Constant(W.rows(), k, Ball::indeterminate()), spectrum->sigma,
          Matrix<Ball>::Constant(W.cols(), k, Ball::indeterminate())};
}

std::optional<Matrix<Ball>> polar_enclosed(const Matrix<Ball>& W) {
  auto P = polar_to(W, std::min(BallPrecision::bits(), svd_bits.back()) / 2);
  if (!P) throw Undecidable("the polar factor (" + P.why_not + ")");
  return P.value;
}

}  // namespace adamant
