#include "properties/mutants/parts.hpp"

namespace adamant {
namespace {

/// What is minimised: values, gradients and Hessians. Each takes what the reference takes.

constexpr std::string_view completion = "src/problem/completion.hpp",
                           losses = "src/problem/residual_loss.hpp",
                           quadratic = "src/problem/quadratic.hpp",
                           cycle = "src/problem/heavy_ball_cycle.hpp",
                           huber = "src/problem/huber.hpp", hyperbola = "src/problem/hyperbola.hpp",
                           chain = "src/problem/nesterov_worst.hpp";

template <class S>
using Absolute = LossCompletion<S, AbsoluteLoss<S>>;
template <class S>
using Quartic = LossCompletion<S, QuarticLoss<S>>;
template <class S>
using HuberSum = LossCompletion<S, HuberLoss<S>>;

/// phi of every residual, the unobserved ones included.
template <class S, class F>
Matrix<S> without_a_mask(const F& f, const Matrix<S>& W) {
  return Matrix<S>(W - f.Y).unaryExpr([&](const S& e) { return f.phi.slope(e); });
}

constexpr std::array mutants{
    wrong<[]<class S>(Implementation<S>& the) {
      the.completion_loss = [](const Completion<S>& f, const Matrix<S>& W) {
        return S(S(2) * f.value(W));
      };
    }>("completion_loss_without_half", completion, "the loss is doubled", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.completion_loss = [](const Completion<S>& f, const Matrix<S>& W) {
        return S(Matrix<S>(W - f.Y).squaredNorm() * f.curvature() / S(2));
      };
    }>("completion_loss_without_mask", completion, "unobserved entries count", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.completion_loss = [](const Completion<S>& f, const Matrix<S>& W) {
        return S(P_Omega<S>(f.Omega, W - f.Y).squaredNorm() / S(2));
      };
    }>("completion_mean_is_a_sum", completion, "the mean loss is half the sum", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.completion_gradient = [](const Completion<S>& f, const Matrix<S>& W) {
        return Matrix<S>(f.scale == LossScale::mean ? f.gradient(W) / S(2) : f.gradient(W));
      };
    }>("completion_mean_gradient_halved", completion, "the mean's gradient lacks its factor 2",
       killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.completion_gradient = [](const Completion<S>& f, const Matrix<S>& W) {
        return Matrix<S>(P_Omega<S>(f.Omega, W) * f.curvature() - f.Y * f.curvature());
      };
    }>("completion_gradient_of_an_unmasked_target", completion, "P(W) - Y instead of P(W - Y)",
       killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.completion_gradient = [](const Completion<S>& f, const Matrix<S>& W) {
        Matrix<S> G = f.gradient(W);
        G(G.rows() - 1, G.cols() - 1) = S(0);
        return G;
      };
    }>("completion_gradient_without_the_last_entry", completion, "the last entry is forgotten",
       killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.absolute_gradient = [](const Absolute<S>& f, const Matrix<S>& W) {
        return P_Omega<S>(f.Omega, W - f.Y);
      };
    }>("absolute_gradient_keeps_the_size", losses, "e instead of its sign", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.absolute_gradient = [](const Absolute<S>& f, const Matrix<S>& W) {
        return without_a_mask<S>(f, W);
      };
    }>("absolute_gradient_without_mask", losses, "unobserved entries have a gradient too",
       killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.absolute_gradient = [](const Absolute<S>& f, const Matrix<S>& W) {
        return Matrix<S>(f.gradient(W) + f.gradient(W));
      };
    }>("absolute_gradient_doubled", losses, "twice the subgradient", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.quartic_gradient = [](const Quartic<S>& f, const Matrix<S>& W) {
        return Matrix<S>(S(4) * f.gradient(W));
      };
    }>("quartic_gradient_of_the_fourth_power", losses, "4 e^3, as of e^4", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.quartic_gradient = [](const Quartic<S>& f, const Matrix<S>& W) {
        return Matrix<S>(
            P_Omega<S>(f.Omega, W - f.Y).unaryExpr([](const S& e) { return S(e * e); }));
      };
    }>("quartic_gradient_is_even", losses, "e^2 instead of e^3", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.quartic_gradient = [](const Quartic<S>& f, const Matrix<S>& W) {
        return without_a_mask<S>(f, W);
      };
    }>("quartic_gradient_without_mask", losses, "unobserved entries have a gradient too",
       killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.huber_loss_gradient = [](const HuberSum<S>& f, const Matrix<S>& W) {
        return P_Omega<S>(f.Omega, W - f.Y);
      };
    }>("huber_loss_gradient_not_clipped", losses, "e also beyond the knee", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.huber_loss_gradient = [](const HuberSum<S>& f, const Matrix<S>& W) {
        HuberSum<S> narrow = f;
        narrow.phi.delta = f.phi.delta / S(2);
        return narrow.gradient(W);
      };
    }>("huber_loss_gradient_of_half_the_knee", losses, "clipped at delta/2", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.huber_loss_gradient = [](const HuberSum<S>& f, const Matrix<S>& W) {
        return without_a_mask<S>(f, W);
      };
    }>("huber_loss_gradient_without_mask", losses, "unobserved entries have a gradient too",
       killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.absolute_proximal = [](const S& e, const S& eta) { return S(e - eta * sign<S>(e)); };
    }>("proximal_step_jumps_over_zero", losses, "an explicit step", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.absolute_proximal = [](const S& e, const S& eta) {
        return select<S>(magnitude<S>(e) <= eta, S(0), e);
      };
    }>("proximal_step_thresholds_hard", losses, "large residuals are kept whole", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.absolute_proximal = [](const S& e, const S& eta) {
        return AbsoluteLoss<S>{}.proximal(e, S(eta / S(2)));
      };
    }>("proximal_step_of_half_the_rate", losses, "eta/2 instead of eta", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.quadratic_value = [](const Quadratic<S>& f, const Matrix<S>& x) {
        return S(f.value(x) + inner<S>(x, f.H * x) / S(2));
      };
    }>("quadratic_without_half", quadratic, "x'Hx - b'x", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.quadratic_value = [](const Quadratic<S>& f, const Matrix<S>& x) {
        return S(f.value(x) + S(2) * inner<S>(f.b, x));
      };
    }>("quadratic_with_plus_b", quadratic, "x'Hx/2 + b'x", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.quadratic_gradient = [](const Quadratic<S>& f, const Matrix<S>& x) {
        return Matrix<S>(f.H * x);
      };
    }>("quadratic_gradient_without_b", quadratic, "Hx", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.quadratic_gradient = [](const Quadratic<S>& f, const Matrix<S>& x) {
        return Matrix<S>(f.H.template triangularView<Eigen::Lower>() * x - f.b);
      };
    }>("quadratic_gradient_of_the_lower_triangle", quadratic, "half of H is not read", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.heavy_ball_cycle_gradient = [](const Matrix<S>& x) {
        return Matrix<S>(x.unaryExpr([](const S& a) {
          const S outer = S(25) * a;
          return select<S>(a < S(1), outer, select<S>(a < S(2), S(a + S(24)), outer));
        }));
      };
    }>("cycle_gradient_jumps", cycle, "25 x also beyond 2", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.heavy_ball_cycle_gradient = [](const Matrix<S>& x) { return Matrix<S>(S(25) * x); };
    }>("cycle_gradient_of_one_slope", cycle, "25 x everywhere", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.heavy_ball_cycle_value = [](const Matrix<S>& x) {
        return S(HeavyBallCycle<S>{}.value(x) +
                 x.unaryExpr([](const S& a) { return select<S>(a < S(2), S(0), S(-36)); }).sum());
      };
    }>("cycle_value_jumps", cycle, "the constant beyond 2 is left out", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.huber_value = [](const Huber<S>& f, const Matrix<S>& x) {
        return S(f.L * x.unaryExpr([&](const S& e) {
                          const S a = magnitude<S>(e);
                          return select<S>(a <= f.delta, S(e * e / S(2)), S(f.delta * a));
                        }).sum());
      };
    }>("huber_value_jumps", huber, "delta |x| beyond the knee", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.huber_value = [](const Huber<S>& f, const Matrix<S>& x) { return S(f.value(x) / f.L); };
    }>("huber_value_without_L", huber, "the curvature is left out", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.huber_gradient = [](const Huber<S>& f, const Matrix<S>& x) { return Matrix<S>(f.L * x); };
    }>("huber_gradient_not_clipped", huber, "L x also beyond the knee", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.huber_gradient = [](const Huber<S>& f, const Matrix<S>& x) {
        return Matrix<S>(f.gradient(x) / f.L);
      };
    }>("huber_gradient_without_L", huber, "the curvature is left out", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.hyperbola_value = [](const Matrix<S>& x) {
        return S(Hyperbola<S>{}.value(x) + x.squaredNorm() / S(2));
      };
    }>("hyperbola_value_with_a_quadratic", hyperbola, "x^2/2 is added", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.hyperbola_gradient = [](const Matrix<S>& x) { return x; };
    }>("hyperbola_gradient_without_root", hyperbola, "x instead of x/sqrt(1 + x^2)", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.hyperbola_hessian = [](const Matrix<S>& x) {
        const Vector<S> second =
            x.col(0).unaryExpr([](const S& a) { return S(S(1) / Hyperbola<S>::root(a)); });
        return Matrix<S>(second.asDiagonal());
      };
    }>("hyperbola_hessian_of_the_first_power", hyperbola, "(1 + x^2)^(-1/2)", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.nesterov_worst_value = [](const NesterovWorst<S>& f, const Matrix<S>& x) {
        return S(f.value(x) + f.L / S(4) * x(0, 0));
      };
    }>("chain_value_without_its_force", chain, "x_1 is left out", killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.nesterov_worst_gradient = [](const NesterovWorst<S>& f, const Matrix<S>& x) {
        Matrix<S> G = f.gradient(x);
        if (1 < f.n) G(0, 0) += S(f.L / S(4)) * x(f.n - 1, 0);
        return G;
      };
    }>("chain_gradient_closes_the_ring", chain, "the last coordinate pulls at the first",
       killed_by<>),
    wrong<[]<class S>(Implementation<S>& the) {
      the.nesterov_worst_gradient = [](const NesterovWorst<S>& f, const Matrix<S>& x) {
        return Matrix<S>(S(2) * f.gradient(x));
      };
    }>("chain_gradient_doubled", chain, "L/2 instead of L/4", killed_by<>),
};

}  // namespace

std::span<const Mutant> objective_mutants() { return mutants; }

}  // namespace adamant
