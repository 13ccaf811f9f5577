#include "properties/properties.hpp"
#include "properties/statements.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source invariance{"note", "Intuition about Adam / History"};

constexpr auto adam_ignores_scale = []<class S>(const Implementation<S>& the,
                                                const GradientRun& x) {
  return responds_to_scale<S>(the.adam(adam_of<S>(x)), x, x.c.as<S>(), S(1));
};

constexpr std::array claims{
    Claim{
        .id = "D8a",
        .name = "adam_is_invariant_to_gradient_scale",
        .states = "G -> cG leaves U_1, ..., U_T unchanged",
        .given = "c > 0 constant in t, epsilon = 0",
        .source = invariance,
        .kind = Kind::conditional,
        .holds = forall_and_exactly(gradient_sequences, adam_ignores_scale),
        .without = "epsilon = 0",
        .fails_without = witness(gradient_runs, "eta=1;beta1=0;beta2=0;epsilon=1;c=2;G=[[1]]",
                                 adam_ignores_scale),
    },
    Claim{
        .id = "D0",
        .name = "canary_adam_scales_with_its_gradient",
        .states = "G -> cG multiplies every U_t by c",
        .given = "c > 0, epsilon = 0",
        .source = {"canary", "false by D8a"},
        .kind = Kind::canary,
        .holds = forall_and_exactly(
            gradient_sequences,
            []<class S>(const Implementation<S>& the, const GradientRun& x) {
              return responds_to_scale<S>(the.adam(adam_of<S>(x)), x, x.c.as<S>(), x.c.as<S>());
            }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group adam_invariance_claims() { return {"D", "Adam's invariances", claims}; }

}  // namespace adamant
