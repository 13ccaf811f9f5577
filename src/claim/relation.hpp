#pragma once

#include "claim/finding.hpp"
#include "scalar/elementary.hpp"
#include "scalar/matrix.hpp"
#include "scalar/text.hpp"

#include <initializer_list>
#include <utility>

namespace adamant {

/// The relations of which claims are made. Each returns how far it is from true, relative to `scale`,
/// the magnitude of the terms before cancellation: never relative to the result, which may be zero.

/// A finding about an instance outside the hypotheses.
inline Finding discard(std::string why) {
  Finding f;
  f.discarded = true;
  f.note = std::move(why);
  return f;
}

namespace relation_detail {

/// How a side of a failed relation is shown: exact, or to seventeen digits.
template <Scalar S>
std::string shown(const S& x) {
  if constexpr (Real<S>) {
    return to_decimal(static_cast<double>(x));
  } else {
    return to_text(x);
  }
}

template <Scalar S>
void examine(Finding& f, const S& x) {
  if (is_finite(x)) return;
  f.finite = false;
  if constexpr (std::same_as<S, Surd>) {
    f.unable = f.unable || x.unable();
    f.note = x.reason();
  }
}

template <Scalar S>
S largest_magnitude(const Matrix<S>& A) {
  S largest(0);
  for (Index i = 0; i < A.size(); ++i) largest = maximum<S>(largest, magnitude<S>(A.data()[i]));
  return largest;
}

/// residual/scale, with 0/0 vacuous and x/0 a whole unit; a scale without a value measures nothing.
template <Scalar S>
void measure(Finding& f, const S& residual, const S& scale) {
  examine(f, scale);
  if (!f.finite) return;
  if (is_zero(scale)) {
    f.vacuous = is_zero(residual);
    f.log2_residual = is_zero(residual) ? f.log2_residual : 0;
  } else {
    f.log2_residual = log2_magnitude(S(residual / scale));
  }
}

}  // namespace relation_detail

/// a ≤ b.
template <Scalar S>
Finding leq(const S& a, const S& b, const S& scale);

template <Scalar S>
Finding leq(const S& a, const S& b);

/// A = B, entry by entry, relative to the largest entry of either or to a larger `scale`.
template <Scalar S>
Finding eq(const Matrix<S>& A, const Matrix<S>& B, S scale = S(0));

template <Scalar S>
Finding eq(const S& a, const S& b, const S& scale = S(0));

template <Scalar S>
Finding eq(const std::vector<Matrix<S>>& A, const std::vector<Matrix<S>>& B);

/// X = 0, relative to the terms it was computed from.
template <Scalar S>
Finding vanishes(const Matrix<S>& X, const S& scale) {
  return eq<S>(X, Matrix<S>::Zero(X.rows(), X.cols()), scale);
}

/// A condition that is either so or not; for what has no size (ranks, signs, orders, equal bits).
inline Finding holds_that(bool condition, std::string otherwise) {
  Finding f;
  if (condition) return f;
  f.log2_residual = 0;
  f.note = std::move(otherwise);
  return f;
}

/// Every one of them: the residual furthest beyond its own bound.
inline Finding all(std::initializer_list<Finding> findings) {
  Finding worst = *findings.begin();
  bool vacuous = true, discarded = false;
  Formula condition = true;
  double slack = worst.slack;
  const Finding* open = nullptr;
  for (const Finding& f : findings) {
    if (f.unknown) open = &f;
    condition = condition && f.condition;
    vacuous = vacuous && f.vacuous;
    discarded = discarded || f.discarded;
    slack = std::fmin(slack, f.slack);
    const bool worse = worst.finite && (!f.finite || f.log2_residual - f.log2_bound() >
                                                         worst.log2_residual - worst.log2_bound());
    if (worse || (f.unable && worst.finite)) worst = f;
  }
  if (open && (worst.unknown || worst.zero())) worst = *open;
  worst.vacuous = vacuous;
  worst.discarded = discarded;
  worst.slack = slack;
  worst.condition = condition;
  return worst;
}

}  // namespace adamant
