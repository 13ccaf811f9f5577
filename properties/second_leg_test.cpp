#include "claim/second_leg.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

// Conclusions that follow and such that do not, as for the prover: each wrong rule gets one of them wrong.

/// The names of the conclusions that the second leg is wrong about under these rules.
std::vector<std::string> wrong_conclusions(const ExactRules& rules) {
  const Term x = Term::symbol("x"), y = Term::symbol("y"), z = Term::symbol("z"),
             w = Term::symbol("w"), zero(0), one(1), two(2), r = sqrt(x * x + y * y);
  struct Known {
    const char* name;
    std::vector<Formula> given;
    Formula conclusion;
    bool follows;
  };
  const std::vector<Known> all{
      {"(x+y)(x-y) = x^2-y^2", {}, (x + y) * (x - y) == x * x - y * y, true},
      {"(x+y)^2 = x^2+y^2", {}, (x + y) * (x + y) == x * x + y * y, false},
      {"r^2 is its radicand", {}, r * r == x * x + y * y, true},
      {"r^2 = 1", {}, r * r == one, false},
      {"x/r = x r/r^2", {}, x / r == x * r / (x * x + y * y), true},
      {"x/r = x r/(x^2-y^2)", {}, x / r == x * r / (x * x - y * y), false},
      {"sqrt(x^2) = x, x > 0", {x > zero}, sqrt(x * x) == x, true},
      {"sqrt(x^2) = -x, x < 0", {x < zero}, sqrt(x * x) == -x, true},
      {"sqrt(x^2) = x", {}, sqrt(x * x) == x, false},
      {"sqrt(x^2 y) = x sqrt(y), x > 0", {x > zero}, sqrt(x * x * y) == x * sqrt(y), true},
      {"sqrt(x^2 y) = x sqrt(y)", {}, sqrt(x * x * y) == x * sqrt(y), false},
      {"sqrt(xy) = sqrt(x) sqrt(y)",
       {x >= zero, y >= zero},
       sqrt(x * y) == sqrt(x) * sqrt(y),
       true},
      {"|x| >= 0", {}, abs(x) >= zero, true},
      {"|x| > 0", {}, abs(x) > zero, false},
      {"|xy| = |x||y|", {}, abs(x * y) == abs(x) * abs(y), true},
      {"|x+y| = |x|+|y|", {}, abs(x + y) == abs(x) + abs(y), false},
      {"max >= x", {}, maximum(x, y) >= x, true},
      {"max <= y", {}, maximum(x, y) <= y, false},
      {"x > 0 of x >= 0", {x >= zero}, x > zero, false},
      {"x > 0 of x >= 0, x != 0", {x >= zero, x != zero}, x > zero, true},
      {"x >= 1 of x > 0", {x > zero}, x >= one, false},
      {"1/x >= 0", {x != zero}, one / x >= zero, false},
      {"1/(1-x) >= 1, 0 <= x < 1", {x >= zero, x < one}, one / (one - x) >= one, true},
      {"1/(1-x) > 1, 0 <= x < 1", {x >= zero, x < one}, one / (one - x) > one, false},
      {"x^2+y^2 >= 2xy", {}, x * x + y * y >= two * x * y, true},
      {"x^2+y^2 >= 5/2 xy", {}, x * x + y * y >= Term(Rational(5) / 2) * x * y, false},
      {"Cauchy and Schwarz",
       {},
       (x * y + z * w) * (x * y + z * w) <= (x * x + z * z) * (y * y + w * w),
       true},
      {"their means", {x > zero, y > zero}, sqrt(x * y) <= (x + y) / two, true},
      {"their means the wrong way round",
       {x > zero, y > zero},
       sqrt(x * y) >= (x + y) / two,
       false},
      {"0/0 := 0", {}, quotient_with_zero(x, x) * x == x, true},
      {"x = 0 of x^2+y^2 = 0", {x * x + y * y == zero}, x == zero, true},
      {"x = 0 of x y = 0", {x * y == zero}, x == zero, false},
      {"x < y < z", {x < y, y < z}, x < z, true},
      {"x < y, z < y", {x < y, z < y}, x < z, false},
      {"of nothing", {x > zero, x < zero}, y == one, true},
      {"of something", {x > zero}, y == one, false},
  };
  std::vector<std::string> wrong;
  for (const Known& k : all)
    if (follows_by_polynomials(k.given, k.conclusion, rules) != k.follows)
      wrong.emplace_back(k.name);
  return wrong;
}

TEST(SecondLeg, AnswersWhatIsKnown) {
  EXPECT_EQ(wrong_conclusions({}), std::vector<std::string>());
}

TEST(SecondLeg, EveryWrongRuleIsCaught) {
  const std::vector<std::pair<const char*, bool ExactRules::*>> wrong{
      {"the root of a square loses its sign", &ExactRules::roots_are_not_negative},
      {"a root squares to another number", &ExactRules::roots_square},
      {">= is >", &ExactRules::strict_is_strict},
      {"a divisor has no sign", &ExactRules::divisors_have_signs},
      {"a choice goes one way", &ExactRules::both_ways},
      {"a square is completed with too much", &ExactRules::squares_are_completed},
      {"a term loses its sign", &ExactRules::terms_have_signs}};
  for (const auto& [name, rule] : wrong) {
    ExactRules rules;
    rules.*rule = false;
    EXPECT_NE(wrong_conclusions(rules), std::vector<std::string>()) << name;
  }
}

}  // namespace
}  // namespace adamant
