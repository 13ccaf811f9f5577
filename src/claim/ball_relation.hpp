#pragma once

#include "claim/relation.hpp"
#include "scalar/ball.hpp"

namespace adamant {

/// The relations over balls: each says that it holds, or that it is false, or that it does not know. A
/// residual of 0 stands for certainly true, a whole unit for certainly false.

namespace relation_detail {

template <Enclosing S>
Finding told(Truth truth, const std::string& relation) {
  Finding f;
  f.unknown = truth == Truth::unknown;
  if (truth == Truth::no) f.log2_residual = 0;
  if (truth != Truth::yes) f.note = relation + (f.unknown ? " is not decided" : " is false");
  return f;
}

/// An order between a and b, with the certain part of (b − a)/scale as its slack.
template <Enclosing S>
Finding ordered(Truth truth, const S& a, const char* relation, const S& b, const S& scale) {
  Finding f = told<S>(truth, a.text() + relation + b.text());
  f.vacuous = is_zero(scale);
  const S slack = (b - a) / scale;
  if (!f.unknown && slack.finite()) f.slack = slack.lower_double();
  return f;
}

/// Both: one that is certainly false decides, one that is not known leaves it open.
inline void join(Finding& sum, Finding f) {
  const auto is_false = [](const Finding& x) { return !x.unknown && !x.zero(); };
  const bool vacuous = sum.vacuous && f.vacuous;
  if (!is_false(sum) && (is_false(f) || (f.unknown && !sum.unknown))) sum = std::move(f);
  sum.vacuous = vacuous;
}

}  // namespace relation_detail

/// a ≤ b: certain where the whole of a lies below the whole of b.
template <Enclosing S>
Finding leq(const S& a, const S& b, const S& scale) {
  return relation_detail::ordered<S>(a <= b, a, " <= ", b, scale);
}

/// a < b, where the scalar can tell it from a = b.
template <Scalar S>
  requires(!Real<S> && !Symbolic<S>)
Finding less(const S& a, const S& b) {
  if constexpr (Enclosing<S>) {
    return relation_detail::ordered<S>(a < b, a, " < ", b, maximum<S>(magnitude(a), magnitude(b)));
  } else {
    Finding f = leq<S>(a, b);
    if (f.finite && f.zero() && !(a < b)) {
      f.log2_residual = 0;
      f.note = relation_detail::shown(a) + " < " + relation_detail::shown(b) + " is false";
    }
    return f;
  }
}

/// A = B: balls refute it, and confirm it only where every entry is a single number.
template <Enclosing S>
Finding eq(const Matrix<S>& A, const Matrix<S>& B, S scale = S(0)) {
  if (A.rows() != B.rows() || A.cols() != B.cols())
    return relation_detail::told<S>(Truth::no, "two shapes: equality");
  Finding f;
  f.vacuous = is_zero(scale);
  for (Index i = 0; i < A.size(); ++i) {
    const S &a = A.data()[i], &b = B.data()[i];
    Finding entry = relation_detail::told<S>(a == b, a.text() + " = " + b.text());
    entry.vacuous = is_zero(a) && is_zero(b);
    relation_detail::join(f, std::move(entry));
  }
  return f;
}

template <Enclosing S>
Finding eq(const std::vector<Matrix<S>>& A, const std::vector<Matrix<S>>& B) {
  if (A.size() != B.size()) return relation_detail::told<S>(Truth::no, "two lengths: equality");
  Finding f;
  f.vacuous = true;
  for (std::size_t t = 0; t < A.size(); ++t) relation_detail::join(f, eq<S>(A[t], B[t]));
  return f;
}

/// A condition whose truth may be unknown.
inline Finding holds_that(Truth condition, std::string otherwise) {
  Finding f = holds_that(condition != Truth::no, std::move(otherwise));
  f.unknown = condition == Truth::unknown;
  if (f.unknown) f.note = "a condition is not decided";
  return f;
}

}  // namespace adamant
