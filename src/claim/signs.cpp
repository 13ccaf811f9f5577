#include "claim/signs.hpp"

#include <algorithm>
#include <ctime>

namespace adamant {
namespace {

constexpr slong most_terms = 1500;
constexpr int most_work = 300;
constexpr int deepest = 6;

}  // namespace

Signs::Signs(const Ring& ring, slong variables, const ExactRules& rules)
    : ring_(ring), rules_(rules), taken_(variables) {
  signs_.assign(static_cast<std::size_t>(ring.variables()), Sign::unknown);
}

slong Signs::fresh(Sign sign) {
  if (taken_ + static_cast<slong>(roots_.size()) >= ring_.variables())
    throw NoPolynomial("too many variables");
  signs_[static_cast<std::size_t>(taken_)] = sign;
  return taken_++;
}

void Signs::start_again() {
  roots_.clear();
  work_ = 0;
}

/// The variable r ≥ 0 with that square.
Polynomial Signs::root_variable(const Polynomial& square) {
  for (const Root& known : roots_)
    if (known.square == square) return Polynomial::variable(ring_, known.variable);
  const slong i = ring_.variables() - 1 - static_cast<slong>(roots_.size());
  if (i < taken_) throw NoPolynomial("too many variables");
  const bool positive = is_positive(square);
  signs_[static_cast<std::size_t>(i)] = positive ? Sign::positive : Sign::not_negative;
  roots_.push_back({i, square});
  return Polynomial::variable(ring_, i);
}

/// r^k ↦ r^(k mod 2) square^(k div 2), the root made last first: its square may have the others in it.
Polynomial Signs::reduced(Polynomial p) const {
  for (auto root = roots_.rbegin(); root != roots_.rend(); ++root) {
    const slong degree = p.degree(root->variable);
    if (degree < 2) continue;
    const Polynomial r = Polynomial::variable(ring_, root->variable);
    const Polynomial square = rules_.roots_square ? root->square : Polynomial(ring_, 1);
    Polynomial sum(ring_);
    for (slong k = 0; k <= degree; ++k) {
      const Polynomial part = p.coefficient(root->variable, k) * square.to_the(k / 2);
      sum = sum + (k % 2 == 1 ? part * r : part);
    }
    if (sum.terms() > most_terms) throw NoPolynomial("too long");
    p = sum;
  }
  return p;
}

bool Signs::has_root(const Polynomial& p) const {
  return std::any_of(roots_.begin(), roots_.end(),
                     [&](const Root& root) { return p.has(root.variable); });
}

bool Signs::has_sign(const Polynomial& p, bool strictly, int depth) {
  strictly = strictly && rules_.strict_is_strict;
  if (const auto c = p.constant()) return strictly ? *c > 0 : *c >= 0;
  if (by_terms(p, strictly)) return true;
  if (static_cast<double>(std::clock()) / CLOCKS_PER_SEC > rules_.deadline)
    throw NoPolynomial("it takes too long");
  if (depth == deepest || ++work_ > most_work || p.terms() > most_terms) return false;
  if (by_factors(p, strictly, depth + 1)) return true;
  for (slong x = 0; x < ring_.variables(); ++x) {
    if (!p.has(x)) continue;
    if (by_coefficients(p, x, strictly, depth + 1) || by_a_square(p, x, strictly, depth + 1))
      return true;
  }
  for (const Root& root : std::vector<Root>(roots_))
    if (p.degree(root.variable) == 1 && by_a_root(p, root, strictly, depth + 1)) return true;
  return false;
}

/// Every term is one of numbers that are not negative.
bool Signs::by_terms(const Polynomial& p, bool strictly) const {
  bool positive = false;
  for (slong k = 0; k < p.terms(); ++k) {
    if (rules_.terms_have_signs && p.term_coefficient(k) < 0) return false;
    const auto powers = p.term_exponents(k);
    bool all_positive = true;
    for (std::size_t x = 0; x < powers.size(); ++x) {
      if (powers[x] == 0) continue;
      if (powers[x] % 2 == 1 && signs_[x] == Sign::unknown) return false;
      all_positive = all_positive && signs_[x] == Sign::positive;
    }
    positive = positive || all_positive;
  }
  return positive || !strictly;
}

bool Signs::by_factors(const Polynomial& p, bool strictly, int depth) {
  const auto factors = p.factors();
  if (!factors || (factors->bases.size() == 1 && factors->bases[0].second == 1)) {
    if (!factors || factors->constant > 0) return false;
  }
  bool positive = factors->constant > 0;
  for (const auto& [base, power] : factors->bases) {
    if (power % 2 == 0 && !strictly) continue;
    if (has_sign(base, strictly, depth)) continue;
    if (!has_sign(-base, strictly, depth)) return false;
    positive = power % 2 == 1 ? !positive : positive;
  }
  return positive;
}

/// In powers of x ≥ 0, or of x², every coefficient is ≥ 0.
bool Signs::by_coefficients(const Polynomial& p, slong x, bool strictly, int depth) {
  const Sign own = of(x);
  const slong degree = p.degree(x);
  if (own == Sign::unknown)
    for (slong k = 1; k <= degree; k += 2)
      if (!p.coefficient(x, k).is_zero()) return false;
  bool positive = !strictly;
  for (slong k = 0; k <= degree; ++k) {
    const Polynomial c = p.coefficient(x, k);
    if (!has_sign(c, false, depth)) return false;
    positive = positive || ((k == 0 || own == Sign::positive) && has_sign(c, true, depth));
  }
  return positive;
}

/// a x² + b x + c ≥ 0 wherever a, c and 4ac − b² are; > 0 where the last is.
bool Signs::by_a_square(const Polynomial& p, slong x, bool strictly, int depth) {
  if (p.degree(x) != 2) return false;
  const Polynomial a = p.coefficient(x, 2), b = p.coefficient(x, 1), c = p.coefficient(x, 0);
  const Rational four = rules_.squares_are_completed ? 4 : 8;
  return has_sign(a, false, depth) && has_sign(c, false, depth) &&
         has_sign(reduced((a * c).times(four) - b * b), strictly, depth);
}

/// a r + b ≥ 0 for r = √q wherever a ≥ 0 and a² q ≥ b², or b ≥ 0 and b² ≥ a² q.
bool Signs::by_a_root(const Polynomial& p, const Root& root, bool strictly, int depth) {
  const Polynomial a = p.coefficient(root.variable, 1), b = p.coefficient(root.variable, 0);
  const Polynomial difference = reduced(a * a * root.square - b * b);
  return (has_sign(a, false, depth) && has_sign(difference, strictly, depth)) ||
         (has_sign(b, false, depth) && has_sign(-difference, strictly, depth));
}

}  // namespace adamant
