#include "properties/mutants/parts.hpp"

namespace adamant {
namespace {

/// Methods whose update is a function of a matrix: of its polar factor, or of powers of its Gram matrices.

constexpr std::array mutants{
    wrong_step<Muon, the_muon,
               [](const auto& o, const auto& G, const auto&) { return o.step(G, o.init(G)); }>(
        "muon_forgets", "src/optim/muon.hpp", "the momentum is dropped after every step",
        killed_by<>),
    wrong_step<Muon, the_muon,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * newton_schulz<S>(next.state.M, 3);
                 return next;
               }>("muon_of_three_steps", "src/optim/muon.hpp",
                  "three steps of the polynomial instead of five", killed_by<>),
    wrong_step<Muon, the_muon,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * newton_schulz<S>(G, 5);
                 return next;
               }>("muon_of_the_gradient_alone", "src/optim/muon.hpp",
                  "the momentum is kept and not used", killed_by<>),
    wrong_step<MuonNesterov, the_muon_nesterov,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * newton_schulz<S>(next.state.M, 5);
                 return next;
               }>("muon_nesterov_is_muon", "src/optim/muon.hpp", "NS(M) instead of NS(G + mu M)",
                  killed_by<>),
    wrong_step<MuonNesterov, the_muon_nesterov,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * newton_schulz<S>(G + next.state.M, 5);
                 return next;
               }>("muon_nesterov_unweighted", "src/optim/muon.hpp",
                  "NS(G + M) instead of NS(G + mu M)", killed_by<>),
    wrong_at_tiers<Shampoo, the_shampoo,
                   [](const auto& o, const auto& G, const auto& state) {
                     using S = typename std::decay_t<decltype(o)>::Scalar;
                     auto next = o.step(G, state);
                     next.U = -o.eta * symmetric_power<S>(next.state.L, -1, 2, S(0)) * G *
                              symmetric_power<S>(next.state.R, -1, 2, S(0));
                     return next;
                   }>("shampoo_with_square_roots", "src/optim/shampoo.hpp",
                      "the inverse square roots of L and R instead of the fourth roots",
                      killed_by<>),
    wrong_at_tiers<Shampoo, the_shampoo,
                   [](const auto& o, const auto& G, const auto&) { return o.step(G, o.init(G)); }>(
        "shampoo_forgets", "src/optim/shampoo.hpp", "L and R are those of the last gradient",
        killed_by<>),
    wrong_at_tiers<Shampoo, the_shampoo,
                   [](const auto& o, const auto& G, const auto& state) {
                     using S = typename std::decay_t<decltype(o)>::Scalar;
                     auto next = o.step(G, state);
                     next.U = -o.eta * symmetric_power<S>(next.state.L, -1, 4, S(0)) * G;
                     return next;
                   }>("shampoo_of_the_rows_alone", "src/optim/shampoo.hpp", "L^(-1/4) G, without R",
                      killed_by<>),
    wrong_at_tiers<Shampoo, the_shampoo,
                   [](const auto& o, const auto& G, const auto& state) {
                     using S = typename std::decay_t<decltype(o)>::Scalar;
                     auto next = o.step(G, state);
                     next.state.L = Matrix<S>(next.state.L.diagonal().asDiagonal());
                     next.state.R = Matrix<S>(next.state.R.diagonal().asDiagonal());
                     next.U = -o.eta * symmetric_power<S>(next.state.L, -1, 4, S(0)) * G *
                              symmetric_power<S>(next.state.R, -1, 4, S(0));
                     return next;
                   }>("shampoo_of_entries", "src/optim/shampoo.hpp",
                      "L and R keep their diagonals alone", killed_by<>),
    wrong_at_tiers<SpectralDescent, the_spectral_descent,
                   [](const auto& o, const auto& G, const auto& state) {
                     using S = typename std::decay_t<decltype(o)>::Scalar;
                     auto next = o.step(G, state);
                     const auto svd = thin_svd<S>(G);
                     next.U = -o.eta * svd.U.leftCols(1) * svd.V.leftCols(1).transpose();
                     return next;
                   }>("spectral_descent_of_the_first_pair", "src/optim/spectral_descent.hpp",
                      "only the largest singular direction moves", killed_by<>),
    wrong_at_tiers<SpectralDescent, the_spectral_descent,
                   [](const auto& o, const auto& G, const auto& state) {
                     using S = typename std::decay_t<decltype(o)>::Scalar;
                     auto next = o.step(G, state);
                     const auto svd = thin_svd<S>(G);
                     next.U = -o.eta * svd.U * svd.V.transpose();
                     return next;
                   }>("spectral_descent_of_all_pairs", "src/optim/spectral_descent.hpp",
                      "null singular pairs move too", killed_by<>),
    wrong_at_tiers<SpectralDescent, the_spectral_descent,
                   [](const auto& o, const auto& G, const auto& state) {
                     using S = typename std::decay_t<decltype(o)>::Scalar;
                     auto next = o.step(G, state);
                     next.U = -o.eta * G / maximum<S>(thin_svd<S>(G).sigma(0), unit_roundoff<S>());
                     return next;
                   }>("spectral_descent_keeps_the_spectrum", "src/optim/spectral_descent.hpp",
                      "the gradient over its spectral norm", killed_by<>),
};

}  // namespace

std::span<const Mutant> matrix_method_mutants() { return mutants; }

}  // namespace adamant
