#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// Hyper-parameters of an adaptive method, a factor c, and the gradients G_1, …, G_T it is fed.
struct GradientRun {
  Fraction eta{1, 1};
  Fraction beta1{9, 10};
  Fraction beta2{999, 1000};
  Fraction epsilon{0, 1};
  Fraction c{1, 1};
  Sequence G;

  static constexpr auto fields() {
    return std::tuple{field("eta", &GradientRun::eta),     field("beta1", &GradientRun::beta1),
                      field("beta2", &GradientRun::beta2), field("epsilon", &GradientRun::epsilon),
                      field("c", &GradientRun::c),         field("G", &GradientRun::G, "Tmn")};
  }
  long T() const { return static_cast<long>(G.size()); }
  Index rows() const { return G.front().rows; }
  Index cols() const { return G.front().cols; }
  std::vector<std::string> features() const;

  template <Scalar S>
  std::vector<Matrix<S>> gradients() const;
};

/// eta > 0, beta1 and beta2 in [0, 1), epsilon ≥ 0, c ≠ 0, at least one step, one shape throughout.
/// What a witness is written in, and what a claim that drops a hypothesis ranges over.
extern const DomainOf<GradientRun> gradient_runs;

/// The same with epsilon = 0, c > 0, and beta2 > 0 unless beta1 = 0 as well: then 0/0 is the only
/// quotient without a value, and it is 0 by convention.
extern const DomainOf<GradientRun> gradient_sequences;

/// Membership of the two and a draw of the second, for the domains that narrow or extend them.
bool is_gradient_run(const GradientRun& x);
bool is_gradient_sequence(const GradientRun& x);
GradientRun draw_gradient_sequence(Random& random, int size);

/// The same with epsilon > 0 and c > 0.
extern const DomainOf<GradientRun> gradient_sequences_with_epsilon;

/// epsilon = 0, c > 0, beta1 = beta2.
extern const DomainOf<GradientRun> gradient_sequences_at_equal_betas;
extern const DomainOf<GradientRun> gradient_sequences_at_equal_positive_betas;

/// epsilon = 0, c > 0 and G_1 = … = G_T ≠ 0.
extern const DomainOf<GradientRun> constant_gradients;

/// epsilon = 0, c > 0, beta2 > 0, and no gradient has a zero entry.
extern const DomainOf<GradientRun> gradient_sequences_without_zeros;

}  // namespace adamant
