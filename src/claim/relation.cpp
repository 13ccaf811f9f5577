#include "claim/relation.hpp"

#include "claim/ball_relation.hpp"
#include "claim/term_relation.hpp"

namespace adamant {

template <Scalar S>
Finding leq(const S& a, const S& b, const S& scale) {
  Finding f;
  relation_detail::examine(f, a);
  relation_detail::examine(f, b);
  if (!f.finite) return f;
  const S excess = select(b < a, S(a - b), S(0));
  if (is_finite(excess)) {
    relation_detail::measure<S>(f, excess, scale);
  } else {
    f.log2_residual = 0;  // a > b all the same: only their difference has no value at this scalar
  }
  if (!f.vacuous && !is_zero(scale)) {
    const double size = std::exp2(log2_magnitude(S((b - a) / scale)));
    f.slack = b < a ? -size : size;
  }
  if (b < a) f.note = relation_detail::shown(a) + " <= " + relation_detail::shown(b) + " is false";
  return f;
}

template <Scalar S>
Finding leq(const S& a, const S& b) {
  return leq<S>(a, b, maximum<S>(magnitude<S>(a), magnitude<S>(b)));
}

template <Scalar S>
Finding eq(const Matrix<S>& A, const Matrix<S>& B, S scale) {
  Finding f;
  if (A.rows() != B.rows() || A.cols() != B.cols()) {
    f.log2_residual = 0;
    f.note = "two shapes";
    return f;
  }
  S worst(0);
  std::pair<S, S> most;
  for (Index i = 0; i < A.size(); ++i) {
    const S &a = A.data()[i], &b = B.data()[i];
    relation_detail::examine(f, a);
    relation_detail::examine(f, b);
    if (!f.finite) return f;
    scale = maximum<S>(scale, maximum<S>(magnitude<S>(a), magnitude<S>(b)));
    const S gap = magnitude<S>(a - b);
    relation_detail::examine(f, gap);
    if (!f.finite) return f;
    if (worst < gap) {
      worst = gap;
      most = {a, b};
    }
  }
  relation_detail::measure<S>(f, worst, scale);
  if (!is_zero(worst))
    f.note = relation_detail::shown(most.first) + " = " + relation_detail::shown(most.second) +
             " is false";
  return f;
}

template <Scalar S>
Finding eq(const S& a, const S& b, const S& scale) {
  return eq<S>(Matrix<S>::Constant(1, 1, a), Matrix<S>::Constant(1, 1, b), scale);
}

template <Scalar S>
Finding eq(const std::vector<Matrix<S>>& A, const std::vector<Matrix<S>>& B) {
  Finding worst;
  worst.vacuous = true;
  if (A.size() != B.size()) {
    worst.log2_residual = 0;
    worst.note = "two lengths";
  }
  for (std::size_t t = 0; t < A.size() && t < B.size(); ++t) {
    Finding f = eq<S>(A[t], B[t]);
    const bool vacuous = worst.vacuous && f.vacuous;
    if (!f.finite || f.log2_residual > worst.log2_residual) worst = std::move(f);
    worst.vacuous = vacuous;
    if (!worst.finite) break;
  }
  return worst;
}

template Finding leq<double>(const double&, const double&, const double&);
template Finding leq<double>(const double&, const double&);
template Finding eq<double>(const Matrix<double>&, const Matrix<double>&, double);
template Finding eq<double>(const std::vector<Matrix<double>>&, const std::vector<Matrix<double>>&);
template Finding leq<Real113>(const Real113&, const Real113&, const Real113&);
template Finding leq<Real113>(const Real113&, const Real113&);
template Finding eq<Real113>(const Matrix<Real113>&, const Matrix<Real113>&, Real113);
template Finding eq<Real113>(const std::vector<Matrix<Real113>>&,
                             const std::vector<Matrix<Real113>>&);
template Finding leq<Real256>(const Real256&, const Real256&, const Real256&);
template Finding leq<Real256>(const Real256&, const Real256&);
template Finding eq<Real256>(const Matrix<Real256>&, const Matrix<Real256>&, Real256);
template Finding eq<Real256>(const std::vector<Matrix<Real256>>&,
                             const std::vector<Matrix<Real256>>&);
template Finding leq<Real512>(const Real512&, const Real512&, const Real512&);
template Finding leq<Real512>(const Real512&, const Real512&);
template Finding eq<Real512>(const Matrix<Real512>&, const Matrix<Real512>&, Real512);
template Finding eq<Real512>(const std::vector<Matrix<Real512>>&,
                             const std::vector<Matrix<Real512>>&);
template Finding leq<Surd>(const Surd&, const Surd&, const Surd&);
template Finding leq<Surd>(const Surd&, const Surd&);
template Finding eq<Surd>(const Matrix<Surd>&, const Matrix<Surd>&, Surd);
template Finding eq<Surd>(const std::vector<Matrix<Surd>>&, const std::vector<Matrix<Surd>>&);
template Finding leq<Ball>(const Ball&, const Ball&);
template Finding eq<double>(const double&, const double&, const double&);
template Finding eq<Real113>(const Real113&, const Real113&, const Real113&);
template Finding eq<Real256>(const Real256&, const Real256&, const Real256&);
template Finding eq<Real512>(const Real512&, const Real512&, const Real512&);
template Finding eq<Surd>(const Surd&, const Surd&, const Surd&);
template Finding eq<Ball>(const Ball&, const Ball&, const Ball&);
template Finding eq<Term>(const Term&, const Term&, const Term&);

}  // namespace adamant
