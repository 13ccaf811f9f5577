#include "properties/domains/spectral_mask.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {

Mask support_of(const Matrix<Rational>& A) {
  Mask Omega(A.rows(), A.cols());
  for (Index i = 0; i < A.size(); ++i) Omega.data()[i] = A.data()[i] != 0;
  return Omega;
}

namespace {

/// An entry of W is 0, by cancellation, where its polar factor is not, and another where H is not.
bool is_zero_fill(const SpectralMatrix& x) {
  if (!is_spectral_matrix(x)) return false;
  const auto hidden = [Omega = support(x)](const Matrix<Rational>& A) {
    return !P_complement<Rational>(Omega, A).isZero(0);
  };
  const Matrix<Rational> P =
      x.U.as<Rational>().leftCols(x.r()) * x.V.as<Rational>().leftCols(x.r()).transpose();
  return hidden(P) && hidden(x.H.as<Rational>());
}
bool is_regular(const SpectralMatrix& x) {
  return is_zero_fill(x) && x.r() == x.m() && x.m() == x.n();
}

bool has_low_rank(const SpectralMatrix& x) { return is_spectral_matrix(x) && x.r() < x.k(); }
bool is_certificate(const SpectralMatrix& x) { return has_low_rank(x) && x.eta.p < x.eta.q; }
bool is_overlong(const SpectralMatrix& x) { return has_low_rank(x) && x.eta.p > x.eta.q; }

std::vector<int> reflector(Index n, Index first, const std::vector<int>& entries) {
  std::vector<int> v(static_cast<std::size_t>(n), 0);
  std::copy(entries.begin(), entries.end(), v.begin() + first);
  return v;
}

/// U = H(v), V = H(v) H(e) for a v of four entries ±1 from `first` on and e its last unit vector: with the four
/// sigma b + c + d, b, c, d there, entries of W vanish by cancellation. Then rows and columns change places.
SpectralMatrix draw_cancelling(Random& random, Index m, Index n, bool regular) {
  const Index k = std::min(m, n), first = random.between(0, k - 4);
  SpectralMatrix x;
  x.eta = {random.between(1, 16), 16};
  std::vector<int> v(4);
  for (int& e : v) e = random.chance(1, 2) ? 1 : -1;
  x.U = {m, {reflector(m, first, v)}};
  x.V = {n, {reflector(n, first, v), reflector(n, first, {0, 0, 0, 1})}};
  for (DyadicOrthogonal* Q : {&x.U, &x.V})
    if (random.chance(1, 2))
      Q->reflectors.insert(Q->reflectors.begin(),
                           reflector(Q->n, random.between(0, Q->n - 2), {1, -1}));
  std::vector<std::int64_t> s{random.between(1, 9), random.between(1, 9), random.between(1, 9)};
  std::sort(s.rbegin(), s.rend());
  if (!regular && random.chance(1, 2)) s[2] = 0;
  s.insert(s.begin(), s[0] + s[1] + s[2]);
  s.insert(s.begin(), static_cast<std::size_t>(first), s[0] + random.between(0, 5));
  if (regular) s.resize(static_cast<std::size_t>(k), 1);
  std::erase(s, 0);
  x.sigma = DyadicMatrix(static_cast<Index>(s.size()), 1);
  const int exponent = static_cast<int>(random.between(-3, 3));
  for (std::size_t i = 0; i < s.size(); ++i) x.sigma.entries[i] = {s[i], exponent};
  x.H = draws::matrix(random, m, n, 3);
  return x;
}

template <bool (*member)(const SpectralMatrix&), class Draw>
SpectralMatrix until_member(const Draw& draw) {
  SpectralMatrix x = draw();
  while (!member(x)) x = draw();
  return x;
}

SpectralMatrix draw_zero_fill(Random& random, int) {
  return until_member<is_zero_fill>([&] {
    const Index m = random.between(4, 6), n = random.between(4, 6);
    return draw_cancelling(random, m, n, false);
  });
}
SpectralMatrix draw_regular(Random& random, int) {
  return until_member<is_regular>([&] {
    const Index n = random.between(4, 6);
    return draw_cancelling(random, n, n, true);
  });
}
SpectralMatrix draw_certificate(Random& random, int size) {
  SpectralMatrix x = as<SpectralMatrix>(low_rank_matrices.draw(random, size));
  x.eta = {random.between(1, 15), 16};
  return x;
}
SpectralMatrix draw_overlong(Random& random, int size) {
  SpectralMatrix x = as<SpectralMatrix>(low_rank_matrices.draw(random, size));
  x.eta = {random.between(17, 128), 16};
  return x;
}

}  // namespace

constinit const DomainOf<SpectralMatrix> spectral_zero_fills =
    domain<SpectralMatrix, draw_zero_fill, is_zero_fill>(
        "spectral zero fills", "W_0 = P(W*) with a known SVD, Omega where W_0 is not 0");
constinit const DomainOf<SpectralMatrix> regular_zero_fills =
    domain<SpectralMatrix, draw_regular, is_regular>(
        "regular zero fills", "W_0 = P(W*), square and invertible, with a known SVD");
constinit const DomainOf<SpectralMatrix> dual_certificates =
    domain<SpectralMatrix, draw_certificate, is_certificate>(
        "dual certificates",
        "W of low rank, 0 < eta < 1, the norm of a certificate across the null spaces");
constinit const DomainOf<SpectralMatrix> overlong_certificates =
    domain<SpectralMatrix, draw_overlong, is_overlong>("overlong certificates",
                                                       "W of low rank, eta > 1");

}  // namespace adamant
