#include "properties/mutants/parts.hpp"

namespace adamant {
namespace {

/// Methods without a memory.

constexpr std::array mutants{
    wrong_step<NormalisedGradientDescent, the_normalised_gradient_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * divide<S>(G, S(G.squaredNorm()));
                 return next;
               }>("normalised_by_the_square", "src/optim/normalised_gradient_descent.hpp",
                  "the gradient over its squared norm", killed_by<>),
    wrong_step<NormalisedGradientDescent, the_normalised_gradient_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 S most(0);
                 for (Index i = 0; i < G.size(); ++i)
                   most = maximum<S>(most, magnitude<S>(G.data()[i]));
                 next.U = -o.eta * divide<S>(G, most);
                 return next;
               }>("normalised_by_the_largest_entry", "src/optim/normalised_gradient_descent.hpp",
                  "the gradient over its largest entry", killed_by<>),
    wrong_step<NormalisedGradientDescent, the_normalised_gradient_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U *= square_root<S>(integer<S>(G.size()));
                 return next;
               }>("normalised_to_a_mean_square_of_one", "src/optim/normalised_gradient_descent.hpp",
                  "the gradient over its root mean square", killed_by<>),
    wrong_step<GreedyCoordinateDescent, the_greedy_coordinate_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 S most(0);
                 for (Index i = 0; i < G.size(); ++i)
                   most = maximum<S>(most, magnitude<S>(G.data()[i]));
                 next.U = G.unaryExpr([&](const S& g) {
                   return select<S>(magnitude<S>(g) == most, S(-o.eta * sign<S>(g)), S(0));
                 });
                 return next;
               }>("greedy_moves_every_largest", "src/optim/greedy_coordinate_descent.hpp",
                  "entries that tie for the largest all move", killed_by<>),
    wrong_step<GreedyCoordinateDescent, the_greedy_coordinate_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U.setZero();
                 next.U(0, 0) = -o.eta * sign<S>(S(G(0, 0)));
                 return next;
               }>("greedy_moves_the_first", "src/optim/greedy_coordinate_descent.hpp",
                  "the first entry moves, not the largest", killed_by<>),
    wrong_step<GreedyCoordinateDescent, the_greedy_coordinate_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     next.U.cwiseProduct(G.unaryExpr([](const S& g) { return magnitude<S>(g); }));
                 return next;
               }>("greedy_keeps_the_size", "src/optim/greedy_coordinate_descent.hpp",
                  "the largest entry moves by eta times its gradient", killed_by<>),
    wrong_step<SignDescent, the_sign_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U =
                     G.unaryExpr([&](const S& g) { return select<S>(g < S(0), o.eta, S(-o.eta)); });
                 return next;
               }>("sign_of_zero_is_one", "src/optim/sign_descent.hpp",
                  "an entry with a zero gradient moves", killed_by<>),
    wrong_step<SignDescent, the_sign_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U.setConstant(-o.eta * sign<S>(G.sum()));
                 return next;
               }>("sign_of_the_sum", "src/optim/sign_descent.hpp",
                  "every entry moves with the sign of the sum", killed_by<>),
    wrong_step<GradientDescent, the_gradient_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 if (G.rows() == G.cols()) next.U.transposeInPlace();
                 return next;
               }>("gradient_descent_transposed", "src/optim/gradient_descent.hpp",
                  "square gradients are transposed", killed_by<>),
    wrong_step<GradientDescent, the_gradient_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = next.U
                              .unaryExpr(
                                  [](const S& u) { return maximum<S>(S(-1), minimum<S>(S(1), u)); })
                              .eval();
                 return next;
               }>("gradient_descent_clipped", "src/optim/gradient_descent.hpp",
                  "no entry of an update exceeds 1", killed_by<>),
    wrong_step<GradientDescent, the_gradient_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U *= S(1) + power_of_two<S>(-66);
                 return next;
               }>("gradient_descent_slightly_long", "src/optim/gradient_descent.hpp",
                  "every update is too long by 2^-66 of itself", killed_by<>),
    wrong_step<FeasibleDescent, the_feasible_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.U = -o.eta * G;
                 return next;
               }>("feasible_descent_moves_all", "src/optim/projected.hpp",
                  "the observed entries move too", killed_by<>),
    wrong_step<FeasibleDescent, the_feasible_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -o.eta * P_Omega<S>(o.Omega, G);
                 return next;
               }>("feasible_descent_beside_the_complement", "src/optim/projected.hpp",
                  "the mask is inverted", killed_by<>),
    wrong_step<FeasibleDescent, the_feasible_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -P_complement<S>(o.Omega, G);
                 return next;
               }>("feasible_descent_without_eta", "src/optim/projected.hpp",
                  "the step size is not used", killed_by<>),
    wrong_step<ProjectedDescent, the_projected_descent,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, W, state);
                 next.U -= P_Omega<S>(o.Omega, Matrix<S>(o.Y - W)) / S(2);
                 return next;
               }>("projected_descent_half_way", "src/optim/projected.hpp",
                  "observed entries go half of the way to the data", killed_by<>),
    wrong_step<ProjectedDescent, the_projected_descent,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, W, state);
                 next.U -= P_Omega<S>(o.Omega, Matrix<S>(o.Y - W));
                 return next;
               }>("projected_descent_leaves_the_data", "src/optim/projected.hpp",
                  "observed entries stay where they are", killed_by<>),
    wrong_step<ProjectedDescent, the_projected_descent,
               [](const auto& o, const auto& G, const auto& W, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, W, state);
                 next.U += P_Omega<S>(o.Omega, Matrix<S>(W));
                 return next;
               }>("projected_descent_adds_the_data", "src/optim/projected.hpp",
                  "Y instead of Y - W", killed_by<>),
    wrong_step<BlockGradientDescent, the_block_gradient_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 using S = typename std::decay_t<decltype(o)>::Scalar;
                 auto next = o.step(G, state);
                 next.U = -two_valued<S>(o.Omega, o.eta_complement, o.eta).cwiseProduct(G);
                 return next;
               }>("block_descent_rates_swapped", "src/optim/block.hpp",
                  "eta beside Omega, eta' on it", killed_by<>),
    wrong_step<BlockGradientDescent, the_block_gradient_descent,
               [](const auto& o, const auto& G, const auto& state) {
                 auto next = o.step(G, state);
                 next.U = -o.eta * G;
                 return next;
               }>("block_descent_of_one_rate", "src/optim/block.hpp", "eta everywhere",
                  killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.newton_step = [](const Matrix<S>& H, const Matrix<S>& g) -> std::optional<Matrix<S>> {
        const auto U = Newton<S>{}.step(H, g);
        return U ? std::optional<Matrix<S>>(*U / S(2)) : U;
      };
    }>("newton_damped", "src/optim/newton.hpp", "half of the step", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.newton_step = [](const Matrix<S>& H, const Matrix<S>& g) -> std::optional<Matrix<S>> {
        return Newton<S>{}.step(H + Matrix<S>::Identity(H.rows(), H.cols()), g);
      };
    }>("newton_regularised", "src/optim/newton.hpp", "the Hessian has the identity added",
       killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.newton_step = [](const Matrix<S>& H, const Matrix<S>& g) -> std::optional<Matrix<S>> {
        return Newton<S>{}.step(Matrix<S>(H.diagonal().asDiagonal()), g);
      };
    }>("newton_of_the_diagonal", "src/optim/newton.hpp",
       "the diagonal of the Hessian instead of all of it", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.newton_step = [](const Matrix<S>& H, const Matrix<S>& g) -> std::optional<Matrix<S>> {
        const auto U = Newton<S>{}.step(H, g);
        return U ? std::optional<Matrix<S>>(-*U) : U;
      };
    }>("newton_ascends", "src/optim/newton.hpp", "the sign is wrong", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      if constexpr (
          !Symbolic<
              S>)  // there a singular Hessian has a divisor that is not shown to differ from 0
        the.newton_step = [](const Matrix<S>& H, const Matrix<S>& g) -> std::optional<Matrix<S>> {
          const auto U = Newton<S>{}.step(H, g);
          return U ? U : std::optional<Matrix<S>>(Matrix<S>::Zero(g.rows(), 1));
        };
      else
        (void)the;
    }>("newton_rests_where_singular", "src/optim/newton.hpp",
       "a singular Hessian gives a step of zero", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      if constexpr (
          !Symbolic<
              S>)  // there a singular Hessian has a divisor that is not shown to differ from 0
        the.newton_step = [](const Matrix<S>& H, const Matrix<S>& g) -> std::optional<Matrix<S>> {
          const auto U = Newton<S>{}.step(H, g);
          return U ? U : std::optional<Matrix<S>>(-g);
        };
      else
        (void)the;
    }>("newton_follows_the_gradient_where_singular", "src/optim/newton.hpp",
       "a singular Hessian is taken for the identity", killed_by<>),
};

}  // namespace

std::span<const Mutant> method_mutants() { return mutants; }

}  // namespace adamant
