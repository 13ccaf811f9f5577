#include "properties/mutants/mutants.hpp"

#include <array>

namespace adamant {
namespace {

/// Adam fed with a second moment of |g| instead of g².
template <class S>
struct AdamOfMagnitudes : Adam<S> {
  using State = AdamState<S>;

  Step<S, State> step(const Matrix<S>& G, const State& state) const {
    State next = this->moments(G, state);
    const Matrix<S> size = G.unaryExpr([](const S& g) { return magnitude<S>(g); });
    next.v = this->beta2 * state.v + (S(1) - this->beta2) * size;
    return {
        -this->eta * divide<S>(this->m_hat(next), root_plus<S>(this->v_hat(next), this->epsilon)),
        next};
  }
};

constexpr std::array<std::string_view, 1> scale{"D8a"};

const std::array mutants{
    Mutant{.name = "adam_v_of_magnitudes",
           .file = "src/optim/adam.hpp",
           .what = "v is fed with |g| instead of g squared",
           .must_be_killed_by = scale,
           .on_trial = with_bug<[](OnTrial& t) {
             t.at_every_scalar([]<class S>(Implementation<S>& the) {
               the.adam = [](const Adam<S>& p) { return Method<S>(AdamOfMagnitudes<S>{p}); };
             });
           }>},
};

}  // namespace

std::span<const Mutant> adam_mutants() { return mutants; }

}  // namespace adamant
