#include "properties/domains/line_start.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool is_start(const LineStart& x) { return x.T >= 1 && x.T <= 60; }

bool is_near(const Fraction& x, std::int64_t p) {
  const Rational gap = Rational(x.p) / x.q - Rational(p) / 1225;
  return abs(gap) * 32 <= 1;
}
bool is_near_the_cycle(const LineStart& x) {
  return is_start(x) && is_near(x.x, 792) && is_near(x.y, 2592);
}

/// Inside the three pieces of the objective, and far outside of them.
Fraction point(Random& random) {
  const auto q = random.between(1, 16);
  return {random.between(-4 * q, 4 * q) * (random.chance(1, 10) ? 1000 : 1), q};
}

LineStart draw(Random& random, int size) {
  return {random.between(1, 1 + size * 39 / 100), point(random), point(random)};
}

/// p/1225 + k/1024 with |k| ≤ 32.
Fraction near(Random& random, std::int64_t p) {
  if (random.chance(1, 8)) return {p, 1225};
  return {1024 * p + 1225 * random.between(-32, 32), 1024 * 1225};
}

LineStart draw_near_the_cycle(Random& random, int size) {
  return {random.between(1, 1 + size * 39 / 100), near(random, 792), near(random, 2592)};
}

}  // namespace

std::vector<std::string> LineStart::features() const {
  std::vector<std::string> list;
  list.push_back(x.p < x.q ? "x < 1" : x.p < 2 * x.q ? "1 <= x < 2" : "x >= 2");
  if (x == y) list.push_back("x = y");
  return list;
}

constinit const DomainOf<LineStart> line_starts =
    domain<LineStart, draw, is_start>("starts on the line", "two real numbers x and y, T steps");
constinit const DomainOf<LineStart> starts_near_the_cycle =
    domain<LineStart, draw_near_the_cycle, is_near_the_cycle>(
        "starts near the cycle", "|x - 792/1225| <= 1/32, |y - 2592/1225| <= 1/32");

}  // namespace adamant
