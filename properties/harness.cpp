#include "claim/claim.hpp"
#include "claim/enclosed.hpp"
#include "properties/domains/gradient_run.hpp"
#include "properties/implementation.hpp"

#include <array>

namespace adamant {
namespace {

constexpr Source court{"canary", "false by arithmetic"};

constexpr auto zero_over_zero_is_one = []<class S>(const Implementation<S>&, const GradientRun& x) {
  const S zero = x.c.as<S>() - x.c.as<S>();
  return eq<S>(S(zero / zero), S(1));
};

constexpr auto tiny_defect_is_none = []<class S>(const Implementation<S>&, const GradientRun& x) {
  const S c = x.c.as<S>();
  return eq<S>(S(c + c * power_of_two<S>(-66)), c);
};

constexpr std::array claims{
    Claim{
        .id = "X0a",
        .name = "canary_no_number_is_a_number_on_the_ladder",
        .states = "0/0 = 1",
        .given = "IEEE arithmetic",
        .source = court,
        .kind = Kind::canary,
        .holds = forall(gradient_sequences, zero_over_zero_is_one),
    },
    Claim{
        .id = "X0b",
        .name = "canary_no_number_is_a_number_exactly",
        .states = "0/0 = 1",
        .given = "exact arithmetic",
        .source = court,
        .kind = Kind::canary,
        .holds = exactly(gradient_sequences, zero_over_zero_is_one),
    },
    Claim{
        .id = "X0c",
        .name = "canary_a_defect_below_double_is_none_on_the_ladder",
        .states = "c (1 + 2^-66) = c",
        .given = "c > 0",
        .source = court,
        .kind = Kind::canary,
        .holds = forall(gradient_sequences, tiny_defect_is_none),
    },
    Claim{
        .id = "X0d",
        .name = "canary_a_defect_below_double_is_none_exactly",
        .states = "c (1 + 2^-66) = c",
        .given = "c > 0",
        .source = court,
        .kind = Kind::canary,
        .holds = exactly(gradient_sequences, tiny_defect_is_none),
    },
    Claim{
        .id = "X0e",
        .name = "canary_an_error_of_order_one_is_of_order_two",
        .states = "c h = O(h^2)",
        .given = "c > 0",
        .source = court,
        .kind = Kind::canary,
        .holds = order<10, 1>(gradient_sequences,
                              []<class S>(const Implementation<S>&, const GradientRun& x,
                                          const S& h) { return S(x.c.as<S>() * h); }),
    },
    Claim{
        .id = "X0f",
        .name = "canary_intervals_are_ordered_backwards",
        .states = "c <= c/2",
        .given = "c > 0",
        .source = court,
        .kind = Kind::canary,
        .holds = enclosed(gradient_sequences,
                          []<class S>(const Implementation<S>&, const GradientRun& x) {
                            const S c = x.c.as<S>();
                            return leq<S>(c, S(c / S(2)), c);
                          }),
    },
};
static_assert(well_formed(claims));

}  // namespace

Group harness_claims() { return {"X", "The court", claims}; }

}  // namespace adamant
