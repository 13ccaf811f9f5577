#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// Gradients G_1, …, G_T of one shape, what they are turned by (an orthogonal Q on the left and R on the
/// right, rational), a positive factor for each entry, and hyper-parameters.
struct RotatedRun {
  Fraction eta{1, 1};
  Fraction beta1{9, 10};
  Fraction beta2{999, 1000};
  Fraction epsilon{0, 1};
  Fraction unit_Q{1, 1};
  DyadicMatrix Q;  ///< m×m, times unit_Q
  Fraction unit_R{1, 1};
  DyadicMatrix R;  ///< n×n, times unit_R
  DyadicMatrix c;  ///< m×n, positive
  Sequence G;

  static constexpr auto fields() {
    return std::tuple{field("eta", &RotatedRun::eta),       field("beta1", &RotatedRun::beta1),
                      field("beta2", &RotatedRun::beta2),   field("epsilon", &RotatedRun::epsilon),
                      field("unit_Q", &RotatedRun::unit_Q), field("Q", &RotatedRun::Q, "mm"),
                      field("unit_R", &RotatedRun::unit_R), field("R", &RotatedRun::R, "nn"),
                      field("c", &RotatedRun::c, "mn"),     field("G", &RotatedRun::G, "Tmn")};
  }
  Index m() const { return Q.rows; }
  Index n() const { return R.rows; }
  long T() const { return static_cast<long>(G.size()); }
  std::vector<std::string> features() const;

  template <Scalar S>
  Matrix<S> left() const {
    return unit_Q.as<S>() * Q.as<S>();
  }
  template <Scalar S>
  Matrix<S> right() const {
    return unit_R.as<S>() * R.as<S>();
  }
  template <Scalar S>
  std::vector<Matrix<S>> gradients() const {
    std::vector<Matrix<S>> list;
    for (const DyadicMatrix& A : G) list.push_back(A.as<S>());
    return list;
  }
};

/// Q and R orthogonal, c > 0, eta > 0, betas in [0, 1), epsilon ≥ 0: what witnesses are written in.
extern const DomainOf<RotatedRun> turned_gradients_with_any_epsilon;

/// The same with epsilon = 0, and beta2 > 0 unless both betas are 0.
extern const DomainOf<RotatedRun> turned_gradients;

/// The same where Q and R are permutations with signs.
extern const DomainOf<RotatedRun> permuted_gradients;

}  // namespace adamant
