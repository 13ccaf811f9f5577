#include "optim/trajectory.hpp"

#include "scalar/ball.hpp"
#include "scalar/term.hpp"

namespace adamant {

template <class S>
std::vector<Matrix<S>> updates(const Method<S>& method, const std::vector<Matrix<S>>& G,
                               Matrix<S> W) {
  std::vector<Matrix<S>> U;
  auto state = method.init(W);
  for (const auto& gradient : G) {
    auto next = method.step(gradient, W, state);
    if (method.sees_iterate()) W += next.U;
    U.push_back(std::move(next.U));
    state = std::move(next.state);
  }
  return U;
}

template <class S>
std::vector<Matrix<S>> updates(const Method<S>& method, const std::vector<Matrix<S>>& G) {
  if (G.empty()) return {};
  return updates<S>(method, G, Matrix<S>::Zero(G.front().rows(), G.front().cols()));
}

template std::vector<Matrix<double>> updates<double>(const Method<double>&,
                                                     const std::vector<Matrix<double>>&,
                                                     Matrix<double>);
template std::vector<Matrix<double>> updates<double>(const Method<double>&,
                                                     const std::vector<Matrix<double>>&);
template std::vector<Matrix<Real113>> updates<Real113>(const Method<Real113>&,
                                                       const std::vector<Matrix<Real113>>&,
                                                       Matrix<Real113>);
template std::vector<Matrix<Real113>> updates<Real113>(const Method<Real113>&,
                                                       const std::vector<Matrix<Real113>>&);
template std::vector<Matrix<Real256>> updates<Real256>(const Method<Real256>&,
                                                       const std::vector<Matrix<Real256>>&,
                                                       Matrix<Real256>);
template std::vector<Matrix<Real256>> updates<Real256>(const Method<Real256>&,
                                                       const std::vector<Matrix<Real256>>&);
template std::vector<Matrix<Real512>> updates<Real512>(const Method<Real512>&,
                                                       const std::vector<Matrix<Real512>>&,
                                                       Matrix<Real512>);
template std::vector<Matrix<Real512>> updates<Real512>(const Method<Real512>&,
                                                       const std::vector<Matrix<Real512>>&);
template std::vector<Matrix<Surd>> updates<Surd>(const Method<Surd>&,
                                                 const std::vector<Matrix<Surd>>&, Matrix<Surd>);
template std::vector<Matrix<Surd>> updates<Surd>(const Method<Surd>&,
                                                 const std::vector<Matrix<Surd>>&);
template std::vector<Matrix<Ball>> updates<Ball>(const Method<Ball>&,
                                                 const std::vector<Matrix<Ball>>&, Matrix<Ball>);
template std::vector<Matrix<Ball>> updates<Ball>(const Method<Ball>&,
                                                 const std::vector<Matrix<Ball>>&);
template std::vector<Matrix<Term>> updates<Term>(const Method<Term>&,
                                                 const std::vector<Matrix<Term>>&, Matrix<Term>);
template std::vector<Matrix<Term>> updates<Term>(const Method<Term>&,
                                                 const std::vector<Matrix<Term>>&);

}  // namespace adamant
