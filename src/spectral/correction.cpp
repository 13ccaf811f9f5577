#include "spectral/correction.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace adamant {
namespace {

Index panels_of(Index n) { return (n + panel_rows - 1) / panel_rows; }

std::size_t padded_size(Index n) { return static_cast<std::size_t>(panels_of(n) * panel_rows * n); }

/// Scaled by the largest: squares of 2^-512 would vanish. From above: n terms lose at most n u/2 of the root.
double frobenius(std::span<const double> x) {
  double largest = 0, sum = 0;
  for (const double a : x) largest = std::max(largest, std::abs(a));
  if (!(largest > 0)) return largest;
  const double scale = std::ldexp(1.0, -std::ilogb(largest));
  for (const double a : x) sum += (a * scale) * (a * scale);
  return std::sqrt(sum) / scale * (1 + 0x1p-40 + static_cast<double>(x.size()) * 0x1p-53);
}

/// √(1 + z²), without the square where it is all there is.
double root_of_one_and_square(double z) {
  return std::abs(z) > 0x1p30 ? std::abs(z) : std::sqrt(1 + z * z);
}

/// Q − I, Q the eigenvectors of a symmetric A by Jacobi's rotations, each to the precision of its own small angle:
/// a rotation by an angle of 2^-60 is made, where what it turns is above `negligible`, and its cosine is not 1.
Matrix<double> eigenvectors(Matrix<double> A, double negligible) {
  const Index n = A.rows();
  Matrix<double> Q_less_one = Matrix<double>::Zero(n, n);
  bool turned = true;
  for (int sweep = 0; sweep < 20 && turned; ++sweep) {
    turned = false;
    for (Index j = 1; j < n; ++j)
      for (Index i = 0; i < j; ++i) {
        if (!(std::abs(A(i, j)) > negligible)) continue;
        turned = true;
        const double zeta = (A(j, j) - A(i, i)) / (2 * A(i, j)),
                     t = (zeta < 0 ? -1 : 1) / (std::abs(zeta) + root_of_one_and_square(zeta)),
                     c = 1 / std::sqrt(1 + t * t), s = t * c, one_less_c = s * s / (1 + c),
                     moved = t * A(i, j);
        for (Index k = 0; k < n; ++k) {
          const double q = Q_less_one(k, i) + (k == i), r = Q_less_one(k, j) + (k == j);
          Q_less_one(k, i) -= one_less_c * q + s * r;
          Q_less_one(k, j) += s * q - one_less_c * r;
          if (k == i || k == j) continue;
          const double a = A(k, i);
          A(k, i) = A(i, k) = c * a - s * A(k, j);
          A(k, j) = A(j, k) = s * a + c * A(k, j);
        }
        A(i, i) -= moved;
        A(j, j) += moved;
        A(i, j) = A(j, i) = 0;
      }
  }
  return Q_less_one;
}

/// Of a Q that is orthogonal to the precision of double, Q(3I − QᵀQ)/2 − I: orthogonal to that of a pair, and to as
/// much more as Q is nearer to I.
PanelPairs made_orthogonal(const Matrix<double>& Q_less_one) {
  const Index n = Q_less_one.rows();
  PanelPairs half_lack(n), result(n);
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i <= j; ++i) {
      DoublePair excess = two_sum(Q_less_one(i, j), Q_less_one(j, i));
      for (Index k = 0; k < n; ++k)
        excess = excess + two_product(Q_less_one(k, i), Q_less_one(k, j));
      half_lack.set(i, j, -half(excess));
      half_lack.set(j, i, half_lack(i, j));
    }
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i < n; ++i) {
      DoublePair x = DoublePair{Q_less_one(i, j)} + half_lack(i, j);
      for (Index k = 0; k < n; ++k) x = x + DoublePair{Q_less_one(i, k)} * half_lack(k, j);
      result.set(i, j, x);
    }
  return result;
}

}  // namespace

std::optional<ThinSvd<double>> double_svd(const DigitKernels& kernels, const Matrix<double>& A) {
  const Index n = A.rows(), stride = panels_of(n) * panel_rows;
  const double largest = A.cwiseAbs().maxCoeff(),
               unit = largest > 0 ? std::ldexp(1.0, std::ilogb(largest)) : 1;
  Matrix<double> U = Matrix<double>::Zero(stride, n), V(stride, n);
  ThinSvd<double> svd{Matrix<double>(), Vector<double>(n), Matrix<double>()};
  U.topRows(n) = A / unit;
  if (!kernels.hestenes(n, stride, U.data(), V.data(), svd.sigma.data())) return std::nullopt;
  svd.U = U.topRows(n);
  svd.sigma *= unit;
  svd.V = V.topRows(n);
  return svd;
}

PanelPairs::PanelPairs(Index n) : n_(n), size_(padded_size(n)), values_(2 * size_) {}

void PanelPairs::set_transposed(const PanelPairs& other) {
  const std::size_t column = panel_rows, row = static_cast<std::size_t>(n_) * panel_rows;
  for (std::size_t part = 0; part < 2 * size_; part += size_)
    for (Index i = 0; i < n_; i += panel_rows)
      for (Index j = 0; j < n_; j += panel_rows) {
        const Index high = std::min(panel_rows, n_ - i), wide = std::min(panel_rows, n_ - j);
        const double* from = other.values_.data() + part +
                             static_cast<std::size_t>(i / panel_rows) * row +
                             static_cast<std::size_t>(j) * column;
        double* to = values_.data() + part + static_cast<std::size_t>(j / panel_rows) * row +
                     static_cast<std::size_t>(i) * column;
        for (Index r = 0; r < high; ++r)
          for (Index c = 0; c < wide; ++c) to[panel_rows * r + c] = from[panel_rows * c + r];
      }
}

void PanelPairs::mirror_lower() {
  for (Index j = 0; j < n_; ++j)
    for (Index i = j + 1; i < n_; ++i) set(j, i, (*this)(i, j));
}

RowPairs::RowPairs(Index n)
    : rows_(static_cast<std::size_t>(panels_of(n) * panel_rows)), values_(2 * rows_) {}

void add_pairs(const DigitKernels& kernels, const PanelPairs& pairs, Index first, Index begin,
               Sliced& X) {
  X.clear(begin, first);
  kernels.add_deposit(X.panels(), X.columns(), pairs.data(), X.data(), X.panel_size(), begin,
                      X.slices());
  X.carry(begin);
}

Correction::Correction(const DigitKernels& kernels, Index n)
    : kernels_(&kernels),
      n_(n),
      panels_(panels_of(n)),
      T_(n),
      T_t_(n),
      R_(n),
      S_(n),
      F_t_(n),
      G_t_(n),
      t_(n),
      sigma_(n),
      shift_(n),
      gap_(padded_size(n)) {}

void Correction::read_T(const Sliced& T) {
  slices_ = T.slices();
  const Index rows = panels_ * panel_rows;
  diagonal_.assign(static_cast<std::size_t>(rows * slices_), 0.0);
  for (Index k = 0; k < slices_; ++k)
    for (Index i = 0; i < n_; ++i)
      diagonal_[static_cast<std::size_t>(k * rows + i)] = T.digit(k, i, i);
  for (Index i = 0; i < n_; ++i) t_.set(i, leading_pair(T, i, i));
  read_off_diagonal(T);
}

void Correction::read_off_diagonal(const Sliced& T) {
  kernels_->leading_pairs(panels_, n_, slices_, T.data(), T.panel_size(), 1, T_.data());
  for (Index i = 0; i < n_; ++i) T_.set(i, i, {});
  T_t_.set_transposed(T_);
}

void Correction::read_gram(const Sliced& gram, PanelPairs& to) {
  kernels_->leading_pairs(panels_, n_, gram.slices(), gram.data(), gram.panel_size(), -1,
                          to.data());
  to.mirror_lower();
  for (Index i = 0; i < n_; ++i)
    to.set(i, i, -leading_difference(gram, i, i, [](Index k) { return k == 0 ? 0x1p22 : 0.0; }));
}

double Correction::largest_sigma() const {
  double largest = 0;
  for (Index i = 0; i < n_; ++i) largest = std::max(largest, std::abs(t_(i).high));
  return largest;
}

void Correction::find(double noise, double negligible) {
  noise_ = noise;
  negligible_ = negligible;
  close_ = std::sqrt(noise);
  turn_U = turn_V = Sliced();
  for (Index i = 0; i < n_; ++i) {
    const DoublePair r = half(R_(i, i)), s = half(S_(i, i));
    sigma_.set(i, t_(i) / (DoublePair{1} - r - s));
    // Not the difference of two sigma_: of a cluster that would be rounding.
    shift_.set(i, sigma_(i) * (r + s));
  }
  correct();
  sum_of_largest_ = report_.largest;
  largest_T_ = report_.largest_T;
  largest_R_ = std::max({report_.largest_R, report_.largest_S, 2 * report_.largest});
  if (!report_.clustered) return;
  join_clusters();
  for (Index j = 0; j < n_; ++j)
    for (Index i = 0; i < n_; ++i)
      if (i != j && find_root(i) == find_root(j)) {
        correct_in_cluster(i, j);
        note_largest(F_t_(i, j));
        note_largest(G_t_(i, j));
      }
  sum_of_largest_ = report_.largest;
  if (!(report_.largest < 0.25)) return;
  for (Index c = 0; c < n_; ++c)
    if (find_root(c) == c) turn_cluster(members_of(c));
  for (Sliced* Q : {&turn_U, &turn_V}) Q->carry();
}

void Correction::correct() {
  report_ = kernels_->correct({.n = n_,
                               .panels = panels_,
                               .sigma = sigma_.data(),
                               .shift = shift_.data(),
                               .diagonal = diagonal_.data(),
                               .slices = slices_,
                               .T = T_.data(),
                               .T_t = T_t_.data(),
                               .R = R_.data(),
                               .S = S_.data(),
                               .hidden = noise_,
                               .noise = std::max(noise_, 1024 * negligible_),
                               .close = close_,
                               .F_t = F_t_.data(),
                               .G_t = G_t_.data(),
                               .gap = gap_.data()});
  for (Index i = 0; i < n_; ++i) {
    F_t_.set(i, i, half(R_(i, i)));
    G_t_.set(i, i, half(S_(i, i)));
    note_largest(F_t_(i, i));
    note_largest(G_t_(i, i));
  }
}

/// Not std::max: it would lose a NaN.
void Correction::note_largest(DoublePair x) {
  if (!(std::abs(x.high) <= report_.largest)) report_.largest = std::abs(x.high);
}

void Correction::find_again(Index first, Sliced& T, Sliced& gram_U, Sliced& gram_V) {
  PanelPairs F(n_), G(n_);
  F.set_transposed(F_t_);
  G.set_transposed(G_t_);
  kernels_->take_off({.n = n_,
                      .panels = panels_,
                      .slices = slices_,
                      .first = first,
                      .diagonal = diagonal_.data(),
                      .F = F.data(),
                      .F_t = F_t_.data(),
                      .G = G.data(),
                      .G_t = G_t_.data(),
                      .T = T.data(),
                      .gram_U = gram_U.data(),
                      .gram_V = gram_V.data(),
                      .panel = T.panel_size()});
  read_off_diagonal(T);
  read_gram_U(gram_U);
  read_gram_V(gram_V);
  correct();
  sum_of_largest_ += report_.largest;
}

/// What mixes the vectors of i and j: the largest of what T, R and S have there, of what they hide, and of
/// what is too little to be told apart by a correction.
double Correction::coupling(Index i, Index j) const {
  const double s = std::max(std::abs(sigma_(i).high), std::abs(sigma_(j).high));
  return std::max({std::abs(T_(i, j).high), std::abs(T_(j, i).high), s * std::abs(R_(i, j).high),
                   s * std::abs(S_(i, j).high), noise_, 1024 * negligible_});
}

Index Correction::find_root(Index i) const {
  while (root_[static_cast<std::size_t>(i)] != i) i = root_[static_cast<std::size_t>(i)];
  return i;
}

void Correction::join_clusters() {
  root_.resize(static_cast<std::size_t>(n_));
  std::iota(root_.begin(), root_.end(), Index{0});
  for (Index j = 0; j < n_; ++j)
    for (Index i = 0; i < j; ++i)
      if (std::abs(gap(i, j)) <= std::max(cluster_factor * coupling(i, j), close_))
        root_[static_cast<std::size_t>(find_root(j))] = find_root(i);
  report_.least_gap = 1;
  for (Index j = 0; j < n_; ++j)
    for (Index i = 0; i < j; ++i)
      if (find_root(i) != find_root(j))
        report_.least_gap = std::min(report_.least_gap, std::abs(gap(i, j)));
}

/// The part without a gap in its denominator.
void Correction::correct_in_cluster(Index i, Index j) {
  DoublePair f = half(R_(i, j)), g = half(S_(i, j));
  const DoublePair sum = sigma_(i) + sigma_(j);
  if (std::abs(sum.high) > std::max(cluster_factor * coupling(i, j), close_)) {
    const DoublePair k = half((T_(j, i) - T_(i, j)) / sum);
    f = f + k;
    g = g - k;
  }
  F_t_.set(i, j, f);
  G_t_.set(i, j, g);
}

std::vector<Index> Correction::members_of(Index root) const {
  std::vector<Index> members;
  for (Index i = 0; i < n_; ++i)
    if (find_root(i) == root) members.push_back(i);
  return members;
}

bool Correction::block_to_turn(const std::vector<Index>& members, Matrix<double>& block,
                               bool& at_zero) const {
  const Index size = static_cast<Index>(members.size());
  double off = 0, top = 0, least = 1, error = 0;
  for (Index b = 0; b < size; ++b)
    for (Index a = 0; a < size; ++a) {
      const Index i = members[static_cast<std::size_t>(a)],
                  j = members[static_cast<std::size_t>(b)];
      if (a == b) {
        block(a, a) = gap(i, members.front());
        top = std::max(top, std::abs(sigma_(i).high));
        least = std::min(least, std::abs(sigma_(i).high));
        continue;
      }
      block(a, b) = (T_(i, j) + F_t_(i, j) * sigma_(j) + sigma_(i) * G_t_(j, i)).high;
      off = std::max(off, std::abs(block(a, b)));
      error = std::max({error, std::abs(F_t_(i, j).high), std::abs(G_t_(i, j).high)});
    }
  const double rounding = cluster_factor * error * top * (error + 0x1p-100) + noise_;
  at_zero = least <= close_ || top <= std::max(1024 * off, 2048 * cluster_factor * negligible_);
  return off > std::max(rounding, negligible_);
}

/// Where the corrected block of a cluster will not be diagonal, its vectors are turned so that it is, to the
/// precision of double; that they stay orthogonal to more keeps small turns from being repeated without end.
void Correction::turn_cluster(const std::vector<Index>& members) {
  const Index size = static_cast<Index>(members.size());
  if (size < 2) return;
  Matrix<double> block(size, size);
  bool at_zero = false;
  if (!block_to_turn(members, block, at_zero)) return;
  if (!at_zero) {
    const PanelPairs Q_less_one =
        made_orthogonal(eigenvectors((block + block.transpose()) / 2, negligible_ / 8));
    turn(members, Q_less_one, turn_U);
    turn(members, Q_less_one, turn_V);
    return;
  }
  block.diagonal().array() += sigma_(members.front()).high;
  const auto svd = double_svd(*kernels_, block);
  if (!svd) return;
  const Matrix<double> one = Matrix<double>::Identity(size, size);
  turn(members, made_orthogonal(svd->U - one), turn_U);
  turn(members, made_orthogonal(svd->V - one), turn_V);
}

void Correction::turn(const std::vector<Index>& members, const PanelPairs& Q_less_one,
                      Sliced& to) const {
  if (to.rows() == 0) {
    to = Sliced(n_, slices_);
    for (Index i = 0; i < n_; ++i) to.digit(0, i, i) = 0x1p22;
  }
  for (std::size_t b = 0; b < members.size(); ++b)
    for (std::size_t a = 0; a < members.size(); ++a) {
      const DoublePair x = Q_less_one(static_cast<Index>(a), static_cast<Index>(b));
      to.deposit(members[b], members[a], x.high);
      to.deposit(members[b], members[a], x.low);
    }
}

Leftover Correction::measured() const {
  return {frobenius(T_.high()), frobenius(R_.high()), frobenius(S_.high())};
}

Leftover Correction::leftover() const {
  AlignedArray left_T(padded_size(n_)), left_R(padded_size(n_)), left_S(padded_size(n_));
  PanelPairs F(n_), G(n_);
  F.set_transposed(F_t_);
  G.set_transposed(G_t_);
  kernels_->leftover({.n = n_,
                      .panels = panels_,
                      .t = t_.data(),
                      .T = T_.data(),
                      .R = R_.data(),
                      .S = S_.data(),
                      .F = F.data(),
                      .F_t = F_t_.data(),
                      .G = G.data(),
                      .G_t = G_t_.data(),
                      .left_T = left_T.data(),
                      .left_R = left_R.data(),
                      .left_S = left_S.data()});
  // ‖X‖ ≤ n max|X_ij|; the diagonals of R and S are twice those of F and G.
  const double n = static_cast<double>(n_), F_and_G = n * sum_of_largest_, off = n * largest_T_,
               R = n * std::max(largest_R_, 2 * sum_of_largest_);
  // (I + Fᵀ)(D + O)(I + G) without its first order, and ‖D + O‖ ≤ 1.1; (I + Fᵀ)(I − R)(I + F) likewise.
  const double of_T = off * 2 * F_and_G + 1.1 * F_and_G * F_and_G,
               of_U = 2 * F_and_G * R + F_and_G * F_and_G * (1 + R);
  return {frobenius(left_T) + of_T, frobenius(left_R) + of_U, frobenius(left_S) + of_U};
}

}  // namespace adamant
