#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// A change of basis x = Ay with A = unit·(integers), so that rational rotations are among them; a cubic
/// polynomial f(x) = x'Hx/2 − b'x + Σ c_i x_i³/3; a start y; and hyper-parameters with gradients
/// G_1, …, G_T in the basis of x.
struct AffineRun {
  Fraction eta{1, 1};
  Fraction beta1{9, 10};
  Fraction beta2{999, 1000};
  Fraction unit{1, 1};
  DyadicMatrix A;  ///< n×n, times unit
  DyadicMatrix H;  ///< n×n, symmetric
  DyadicMatrix b;  ///< n×1
  DyadicMatrix c;  ///< n×1
  DyadicMatrix y;  ///< n×1
  Sequence G;      ///< T of n×1

  static constexpr auto fields() {
    return std::tuple{field("eta", &AffineRun::eta),     field("beta1", &AffineRun::beta1),
                      field("beta2", &AffineRun::beta2), field("unit", &AffineRun::unit),
                      field("A", &AffineRun::A, "nn"),   field("H", &AffineRun::H, "nn"),
                      field("b", &AffineRun::b, "n1"),   field("c", &AffineRun::c, "n1"),
                      field("y", &AffineRun::y, "n1"),   field("G", &AffineRun::G, "Tn1")};
  }
  Index n() const { return A.rows; }
  long T() const { return static_cast<long>(G.size()); }
  std::vector<std::string> features() const;

  template <Scalar S>
  Matrix<S> basis() const {
    return unit.as<S>() * A.as<S>();
  }
};

/// A invertible, eta > 0, beta1 in [0, 1), beta2 in (0, 1) unless both are 0.
extern const DomainOf<AffineRun> affine_changes;

/// A orthogonal.
extern const DomainOf<AffineRun> orthogonal_changes;

/// A a permutation with signs.
extern const DomainOf<AffineRun> signed_permutations;

/// A diagonal and positive.
extern const DomainOf<AffineRun> positive_scalings;

}  // namespace adamant
