#include "claim/self_check.hpp"
#include "claim/toy_statements.hpp"

#include <array>

namespace adamant {
namespace {

using toys::found;

/// A question that the rules answer alone.
template <auto question>
constexpr bool (*of_rules)(const Rules&, const OnTrial&) =
    [](const Rules& rules, const OnTrial&) { return question(rules); };

Matrix<double> number(double a) { return Matrix<double>::Constant(1, 1, a); }
Matrix<double> pair(double a, double b) {
  Matrix<double> A(1, 2);
  A << a, b;
  return A;
}
bool near(double a, double b) { return std::abs(a - b) < 1e-4; }
bool is(const Interval& i, double lower, double upper) {
  return near(i.lower, lower) && near(i.upper, upper);
}

constexpr std::array checks{
    SelfCheck{"court_residuals_are_relative_to_their_terms",
              "what is left of terms that cancel is compared with the terms",
              of_rules<[](const Rules& rules) {
                return rules.equal(number(0x1p-50), number(0), 1).log2_residual == -50 &&
                       rules.equal(number(0x1p30), number(0x1p30 + 1), 0).log2_residual < -29 &&
                       rules.at_most(0x1p-50, 0, 1).log2_residual == -50;
              }>},
    SelfCheck{"court_residuals_are_the_largest", "one entry that differs is enough, at any place",
              of_rules<[](const Rules& rules) {
                return rules.equal(pair(1, 1), pair(1, 0.5), 0).log2_residual == -1 &&
                       rules.equal(pair(1, 1), pair(0.5, 1), 0).log2_residual == -1 &&
                       rules.equal(pair(1, 1), pair(1, 1.5), 0).log2_residual < 0 &&
                       rules.equal(pair(1, -1), pair(1, -1), 0).zero();
              }>},
    SelfCheck{"court_shapes_are_compared", "matrices of two shapes are not equal",
              of_rules<[](const Rules& rules) {
                return !rules.equal(pair(1, 1), number(1), 0).zero() &&
                       !rules.equal(number(1), pair(1, 1), 0).zero();
              }>},
    SelfCheck{"court_relations_see_what_is_no_number",
              "NaN is equal to nothing and at most nothing", of_rules<[](const Rules& rules) {
                const double nan = std::nan("");
                return !rules.equal(pair(1, nan), pair(1, 1), 0).finite &&
                       !rules.equal(number(nan), number(nan), 0).finite &&
                       !rules.at_most(nan, 1, 1).finite && !rules.at_most(1, nan, 1).finite;
              }>},
    SelfCheck{"court_order_has_a_direction", "1 <= 2 and 2 <= 2 hold, 2 <= 1 does not",
              of_rules<[](const Rules& rules) {
                return rules.at_most(1, 2, 2).zero() && rules.at_most(2, 2, 2).zero() &&
                       rules.at_most(2, 1, 2).log2_residual == -1 &&
                       rules.at_most(1, 2, 2).slack == 0.5;
              }>},
    SelfCheck{"court_both_means_both", "one of two that fails, is vacuous or open is not hidden",
              of_rules<[](const Rules& rules) {
                Finding vacuous, outside;
                vacuous.vacuous = true;
                outside.discarded = true;
                return rules.both_of(found(true), found(true)).zero() &&
                       !rules.both_of(found(true), found(false)).zero() &&
                       !rules.both_of(found(false), found(true)).zero() &&
                       !rules.both_of(found(true), vacuous).vacuous &&
                       rules.both_of(vacuous, vacuous).vacuous &&
                       rules.both_of(found(true), outside).discarded;
              }>},
    SelfCheck{"court_rates_have_two_sides",
              "the intervals of Clopper and Pearson for 97 of 100, 20 of 20 and 0 of 0",
              of_rules<[](const Rules& rules) {
                return is(rules.rate(97, 100, 0.95), 0.91482, 0.99377) &&
                       is(rules.rate(20, 20, 0.95), 0.83157, 1) && is(rules.rate(0, 0, 0.95), 0, 1);
              }>},
    SelfCheck{"court_sign_test_has_two_sides", "ten wins of ten have p = 2/1024, five have p = 1",
              of_rules<[](const Rules& rules) {
                return near(rules.sign(10, 0), 2.0 / 1024) && near(rules.sign(0, 10), 2.0 / 1024) &&
                       near(rules.sign(5, 5), 1) && near(rules.sign(3, 1), 0.625);
              }>},
    SelfCheck{"court_many_tests_are_adjusted", "Holm makes 0.02 and 0.04 of 0.01 and 0.04",
              of_rules<[](const Rules& rules) {
                const std::vector<double> p{0.04, 0.01};
                const auto adjusted = rules.adjust(p);
                return near(adjusted.at(0), 0.04) && near(adjusted.at(1), 0.02);
              }>},
    SelfCheck{
        "court_medians_are_covered",
        "six numbers cover their median at 95 %, five do not, eight without the ends do not",
        of_rules<[](const Rules& rules) {
          const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9};
          const auto of = [&](std::size_t n) { return rules.middle(std::span(x).first(n), 0.95); };
          return is(of(6), 1, 6) && std::isinf(of(5).lower) && is(of(8), 1, 8) && is(of(9), 2, 8);
        }>},
};

}  // namespace

std::span<const SelfCheck> checks_of_relations() { return checks; }

}  // namespace adamant
