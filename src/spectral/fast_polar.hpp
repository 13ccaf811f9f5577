#pragma once

#include "scalar/matrix.hpp"
#include "spectral/isa.hpp"
#include "spectral/kernels.hpp"
#include "spectral/svd.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace adamant {

/// Zeroed doubles, aligned for the widest vectors.
class AlignedDoubles {
 public:
  AlignedDoubles() = default;
  explicit AlignedDoubles(Index count);
  double* data() { return data_.get(); }
  const double* data() const { return data_.get(); }
  double& operator[](Index i) { return data_.get()[i]; }
  double operator[](Index i) const { return data_.get()[i]; }

 private:
  struct Free {
    void operator()(double* p) const;
  };
  std::unique_ptr<double, Free> data_;
};

/// What a gradient of ‖W‖_* or ‖W‖_*/‖W‖_F needs beside Q = polar(W).
struct PolarNorms {
  double nuclear = 0;    ///< ‖W‖_* = ⟨Q, W⟩
  double frobenius = 0;  ///< ‖W‖_F
  /// Q is U_r V_rᵀ of an SVD: W is rank deficient or large, or the measured residual too large
  bool by_svd = false;
};

/// U_r V_rᵀ of m×n matrices and their norms by LAPACK's SVD, or by Jacobi's where dgesdd does not converge. What
/// dgesdd needs is allocated once, six times the size of W; columns are eight entries longer than they need be, for
/// where they are a power of two apart dgesdd is up to 1.4 times slower.
class PolarSvd {
 public:
  PolarSvd(Index m, Index n);
  /// Entry e of W and Q, column-major, is at e·stride; they may not overlap.
  PolarNorms operator()(const double* W, double* Q, Index stride);
  /// The SVD itself; std::runtime_error where dgesdd does not converge.
  ThinSvd<double> svd(const Matrix<double>& W);

 private:
  struct Norms {
    double nuclear, frobenius;
  };
  Norms decompose(const double* W, Index stride);
  int call_dgesdd(double* work);
  Index ld() const { return m_ + 8; }

  Index m_, n_;
  AlignedDoubles A_, U_, Vt_, work_;
  Vector<double> sigma_;
  std::vector<int> integers_;
  int work_length_ = 0;
};

/// polar(W) of several m×n matrices in the lanes of the vector unit, without an SVD: for the inner loop in
/// double, after thousands of steps too.
///
/// Shape     entry (i, j) of matrix s is at (i + j·m)·lanes() + s, aligned to 64 bytes; W and Q may not
///           overlap.
/// Scale     degree 0 in W, from 5e-324 to 1e308.
/// Requires  finite ‖W‖_F; otherwise std::invalid_argument.
/// Undefined at rank < min(m, n): the minimal subgradient U_r V_rᵀ, singular values below
///           rank_tolerance·sigma_1 being zero.
/// Accuracy  backward stable: ‖QᵀW − WᵀQ‖ and ‖QᵀQ − I‖ are measured in every call, and a matrix where one
///           is too large, or with κ(W) > 1e10, goes through an SVD. The bits depend on the instructions:
///           no verdict rests on it.
/// Cost      (11/3 + 10/3 k)·n³ + 4 n³ flops for k Halley steps (3 at κ = 1e7); nothing is allocated but an SVD's
///           workspace, once, where one is needed.
/// Source    nakatsukasa2010optimizing, higham1986polar.
class PolarBatch {
 public:
  PolarBatch(Index m, Index n, Isa isa = best_isa());
  Index rows() const { return m_; }
  Index cols() const { return n_; }
  Index lanes() const { return kernels_->lanes; }
  std::span<const PolarNorms> operator()(const double* W, double* Q);

 private:
  const SpectralKernels* kernels_;
  Index m_, n_;
  AlignedDoubles workspace_;
  std::optional<PolarSvd> svd_;  ///< from the first matrix on that needs it
  LaneNorms lane_norms_[8];
  PolarNorms norms_[8];
};

/// polar(W) of one m×n matrix, as PolarBatch; by blocks that fit the caches, or by an SVD where it is large and lanes
/// are few.
class FastPolar {
 public:
  FastPolar(Index m, Index n, Isa isa = best_isa());
  /// Q is given the shape of W; std::invalid_argument where W has another shape than m×n.
  PolarNorms operator()(const Matrix<double>& W, Matrix<double>& Q);
  /// The same, both column-major without gaps; they may not overlap.
  PolarNorms operator()(const double* W, double* Q);

 private:
  const SpectralKernels* kernels_;
  Index m_, n_;
  AlignedDoubles workspace_;
  std::optional<PolarSvd> svd_;
};

/// The kernels of a path; std::invalid_argument where this processor or this build lacks it.
const SpectralKernels& spectral_kernels(Isa isa);

}  // namespace adamant
