#include "properties/spectral_statements.hpp"

#include "scalar/ball.hpp"
#include "scalar/term.hpp"

namespace adamant {

template <Scalar S>
Known<S>::Known(const SpectralMatrix& x)
    : U(x.U.as<S>().leftCols(x.r())),
      sigma(x.sigma.as<S>().col(0)),
      V(x.V.as<S>().leftCols(x.r())),
      N(sigma.sum()),
      F2(sigma.squaredNorm()),
      F(square_root<S>(F2)),
      rho(N / F),
      tau(F2 / N),
      all_equal(decide(sigma(0) == sigma(sigma.size() - 1), "whether all sigma are equal")) {}

template <Scalar S>
Matrix<S> ratio_gradient(const Implementation<S>& the, const SpectralMatrix& x) {
  return the.ratio_gradient(decomposition<S>(the, x), tolerance_for<S>(x)).value();
}

template <Scalar S>
Matrix<S> nuclear_gradient(const Implementation<S>& the, const SpectralMatrix& x) {
  return the.nuclear_gradient(decomposition<S>(the, x), tolerance_for<S>(x));
}

template <Scalar S>
Matrix<S> first_update(const Method<S>& method, const Matrix<S>& G) {
  return updates<S>(method, {G}).front();
}

template struct Known<double>;
template Matrix<double> ratio_gradient<double>(const Implementation<double>&,
                                               const SpectralMatrix&);
template Matrix<double> nuclear_gradient<double>(const Implementation<double>&,
                                                 const SpectralMatrix&);
template Matrix<double> first_update<double>(const Method<double>&, const Matrix<double>&);
template struct Known<Real113>;
template Matrix<Real113> ratio_gradient<Real113>(const Implementation<Real113>&,
                                                 const SpectralMatrix&);
template Matrix<Real113> nuclear_gradient<Real113>(const Implementation<Real113>&,
                                                   const SpectralMatrix&);
template Matrix<Real113> first_update<Real113>(const Method<Real113>&, const Matrix<Real113>&);
template struct Known<Real256>;
template Matrix<Real256> ratio_gradient<Real256>(const Implementation<Real256>&,
                                                 const SpectralMatrix&);
template Matrix<Real256> nuclear_gradient<Real256>(const Implementation<Real256>&,
                                                   const SpectralMatrix&);
template Matrix<Real256> first_update<Real256>(const Method<Real256>&, const Matrix<Real256>&);
template struct Known<Real512>;
template Matrix<Real512> ratio_gradient<Real512>(const Implementation<Real512>&,
                                                 const SpectralMatrix&);
template Matrix<Real512> nuclear_gradient<Real512>(const Implementation<Real512>&,
                                                   const SpectralMatrix&);
template Matrix<Real512> first_update<Real512>(const Method<Real512>&, const Matrix<Real512>&);
template struct Known<Surd>;
template Matrix<Surd> ratio_gradient<Surd>(const Implementation<Surd>&, const SpectralMatrix&);
template Matrix<Surd> nuclear_gradient<Surd>(const Implementation<Surd>&, const SpectralMatrix&);
template Matrix<Surd> first_update<Surd>(const Method<Surd>&, const Matrix<Surd>&);
template struct Known<Ball>;
template Matrix<Ball> ratio_gradient<Ball>(const Implementation<Ball>&, const SpectralMatrix&);
template Matrix<Ball> nuclear_gradient<Ball>(const Implementation<Ball>&, const SpectralMatrix&);
template Matrix<Ball> first_update<Ball>(const Method<Ball>&, const Matrix<Ball>&);
template struct Known<Term>;
template Matrix<Term> ratio_gradient<Term>(const Implementation<Term>&, const SpectralMatrix&);
template Matrix<Term> nuclear_gradient<Term>(const Implementation<Term>&, const SpectralMatrix&);
template Matrix<Term> first_update<Term>(const Method<Term>&, const Matrix<Term>&);

}  // namespace adamant
