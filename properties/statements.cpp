#include "properties/statements.hpp"

#include "claim/ball_relation.hpp"
#include "claim/term_relation.hpp"
#include "scalar/ball.hpp"
#include "scalar/term.hpp"

namespace adamant {

template <Scalar S>
std::vector<Matrix<S>> scaled(std::vector<Matrix<S>> G, const S& c) {
  for (auto& A : G) A *= c;
  return G;
}

template <Scalar S>
Finding responds_to_scale(const Method<S>& method, const GradientRun& x, const S& c,
                          const S& factor) {
  const auto G = x.gradients<S>();
  return eq<S>(updates<S>(method, scaled<S>(G, c)), scaled<S>(updates<S>(method, G), factor))
      .over(adaptive_operations(x.T()))
      .conditioned_by(kappa_of_correction<S>(x.beta1.as<S>(), x.beta2.as<S>()));
}

template <Scalar S>
Matrix<S> magnitudes(const Matrix<S>& A) {
  return A.unaryExpr([](const S& a) { return magnitude<S>(a); });
}

template <Scalar S>
S largest(const Matrix<S>& A) {
  S most(0);
  for (Index i = 0; i < A.size(); ++i) most = maximum<S>(most, magnitude<S>(A.data()[i]));
  return most;
}

template <Scalar S>
std::vector<Matrix<S>> squares(std::vector<Matrix<S>> A) {
  for (auto& B : A) B = Matrix<S>(B.cwiseProduct(B));
  return A;
}

template <Scalar S>
Matrix<S> decayed_sum(const std::vector<Matrix<S>>& A, const S& b, std::size_t t) {
  Matrix<S> sum = A[t - 1];
  for (std::size_t i = 1; i < t; ++i) sum += power<S>(b, static_cast<long>(t - i)) * A[i - 1];
  return sum;
}

template <Scalar S>
Matrix<S> decayed_mean(const std::vector<Matrix<S>>& A, const S& b, std::size_t t) {
  S total(0);
  for (std::size_t i = 0; i < t; ++i) total += power<S>(b, static_cast<long>(i));
  return decayed_sum<S>(A, b, t) / total;
}

template <Scalar S>
Matrix<S> stacked(const GradientRun& x) {
  const auto G = x.gradients<S>();
  Matrix<S> all_of_them(x.T() * x.rows(), x.cols());
  for (std::size_t t = 0; t < G.size(); ++t)
    all_of_them.middleRows(static_cast<Index>(t) * x.rows(), x.rows()) = G[t];
  return all_of_them;
}

template <Scalar S>
Matrix<S> signs(const Matrix<S>& A) {
  return A.unaryExpr([](const S& a) { return sign<S>(a); });
}

template <Scalar S>
Matrix<S> observed_v(const Method<S>& method, const std::vector<Matrix<S>>& G, const S& eta) {
  const Matrix<S> root = eta * divide<S>(G.back(), updates<S>(method, G).back());
  return root.cwiseProduct(root);
}

template std::vector<Matrix<double>> scaled<double>(std::vector<Matrix<double>>, const double&);
template std::vector<Matrix<Real113>> scaled<Real113>(std::vector<Matrix<Real113>>, const Real113&);
template std::vector<Matrix<Real256>> scaled<Real256>(std::vector<Matrix<Real256>>, const Real256&);
template std::vector<Matrix<Real512>> scaled<Real512>(std::vector<Matrix<Real512>>, const Real512&);
template std::vector<Matrix<Surd>> scaled<Surd>(std::vector<Matrix<Surd>>, const Surd&);
template std::vector<Matrix<Ball>> scaled<Ball>(std::vector<Matrix<Ball>>, const Ball&);
template std::vector<Matrix<Term>> scaled<Term>(std::vector<Matrix<Term>>, const Term&);
template Finding responds_to_scale<double>(const Method<double>&, const GradientRun&, const double&,
                                           const double&);
template Finding responds_to_scale<Real113>(const Method<Real113>&, const GradientRun&,
                                            const Real113&, const Real113&);
template Finding responds_to_scale<Real256>(const Method<Real256>&, const GradientRun&,
                                            const Real256&, const Real256&);
template Finding responds_to_scale<Real512>(const Method<Real512>&, const GradientRun&,
                                            const Real512&, const Real512&);
template Finding responds_to_scale<Surd>(const Method<Surd>&, const GradientRun&, const Surd&,
                                         const Surd&);
template Finding responds_to_scale<Ball>(const Method<Ball>&, const GradientRun&, const Ball&,
                                         const Ball&);
template Finding responds_to_scale<Term>(const Method<Term>&, const GradientRun&, const Term&,
                                         const Term&);
template Matrix<double> magnitudes<double>(const Matrix<double>&);
template Matrix<Real113> magnitudes<Real113>(const Matrix<Real113>&);
template Matrix<Real256> magnitudes<Real256>(const Matrix<Real256>&);
template Matrix<Real512> magnitudes<Real512>(const Matrix<Real512>&);
template Matrix<Surd> magnitudes<Surd>(const Matrix<Surd>&);
template Matrix<Ball> magnitudes<Ball>(const Matrix<Ball>&);
template Matrix<Term> magnitudes<Term>(const Matrix<Term>&);
template double largest<double>(const Matrix<double>&);
template Real113 largest<Real113>(const Matrix<Real113>&);
template Real256 largest<Real256>(const Matrix<Real256>&);
template Real512 largest<Real512>(const Matrix<Real512>&);
template Surd largest<Surd>(const Matrix<Surd>&);
template Ball largest<Ball>(const Matrix<Ball>&);
template Term largest<Term>(const Matrix<Term>&);
template std::vector<Matrix<double>> squares<double>(std::vector<Matrix<double>>);
template std::vector<Matrix<Real113>> squares<Real113>(std::vector<Matrix<Real113>>);
template std::vector<Matrix<Real256>> squares<Real256>(std::vector<Matrix<Real256>>);
template std::vector<Matrix<Real512>> squares<Real512>(std::vector<Matrix<Real512>>);
template std::vector<Matrix<Surd>> squares<Surd>(std::vector<Matrix<Surd>>);
template std::vector<Matrix<Ball>> squares<Ball>(std::vector<Matrix<Ball>>);
template std::vector<Matrix<Term>> squares<Term>(std::vector<Matrix<Term>>);
template Matrix<double> decayed_sum<double>(const std::vector<Matrix<double>>&, const double&,
                                            std::size_t);
template Matrix<Real113> decayed_sum<Real113>(const std::vector<Matrix<Real113>>&, const Real113&,
                                              std::size_t);
template Matrix<Real256> decayed_sum<Real256>(const std::vector<Matrix<Real256>>&, const Real256&,
                                              std::size_t);
template Matrix<Real512> decayed_sum<Real512>(const std::vector<Matrix<Real512>>&, const Real512&,
                                              std::size_t);
template Matrix<Surd> decayed_sum<Surd>(const std::vector<Matrix<Surd>>&, const Surd&, std::size_t);
template Matrix<Ball> decayed_sum<Ball>(const std::vector<Matrix<Ball>>&, const Ball&, std::size_t);
template Matrix<Term> decayed_sum<Term>(const std::vector<Matrix<Term>>&, const Term&, std::size_t);
template Matrix<double> decayed_mean<double>(const std::vector<Matrix<double>>&, const double&,
                                             std::size_t);
template Matrix<Real113> decayed_mean<Real113>(const std::vector<Matrix<Real113>>&, const Real113&,
                                               std::size_t);
template Matrix<Real256> decayed_mean<Real256>(const std::vector<Matrix<Real256>>&, const Real256&,
                                               std::size_t);
template Matrix<Real512> decayed_mean<Real512>(const std::vector<Matrix<Real512>>&, const Real512&,
                                               std::size_t);
template Matrix<Surd> decayed_mean<Surd>(const std::vector<Matrix<Surd>>&, const Surd&,
                                         std::size_t);
template Matrix<Ball> decayed_mean<Ball>(const std::vector<Matrix<Ball>>&, const Ball&,
                                         std::size_t);
template Matrix<Term> decayed_mean<Term>(const std::vector<Matrix<Term>>&, const Term&,
                                         std::size_t);
template Matrix<double> stacked<double>(const GradientRun&);
template Matrix<Real113> stacked<Real113>(const GradientRun&);
template Matrix<Real256> stacked<Real256>(const GradientRun&);
template Matrix<Real512> stacked<Real512>(const GradientRun&);
template Matrix<Surd> stacked<Surd>(const GradientRun&);
template Matrix<Ball> stacked<Ball>(const GradientRun&);
template Matrix<Term> stacked<Term>(const GradientRun&);
template Matrix<double> signs<double>(const Matrix<double>&);
template Matrix<Real113> signs<Real113>(const Matrix<Real113>&);
template Matrix<Real256> signs<Real256>(const Matrix<Real256>&);
template Matrix<Real512> signs<Real512>(const Matrix<Real512>&);
template Matrix<Surd> signs<Surd>(const Matrix<Surd>&);
template Matrix<Ball> signs<Ball>(const Matrix<Ball>&);
template Matrix<Term> signs<Term>(const Matrix<Term>&);
template Matrix<double> observed_v<double>(const Method<double>&,
                                           const std::vector<Matrix<double>>&, const double&);
template Matrix<Real113> observed_v<Real113>(const Method<Real113>&,
                                             const std::vector<Matrix<Real113>>&, const Real113&);
template Matrix<Real256> observed_v<Real256>(const Method<Real256>&,
                                             const std::vector<Matrix<Real256>>&, const Real256&);
template Matrix<Real512> observed_v<Real512>(const Method<Real512>&,
                                             const std::vector<Matrix<Real512>>&, const Real512&);
template Matrix<Surd> observed_v<Surd>(const Method<Surd>&, const std::vector<Matrix<Surd>>&,
                                       const Surd&);
template Matrix<Ball> observed_v<Ball>(const Method<Ball>&, const std::vector<Matrix<Ball>>&,
                                       const Ball&);
template Matrix<Term> observed_v<Term>(const Method<Term>&, const std::vector<Matrix<Term>>&,
                                       const Term&);

}  // namespace adamant
