#include "properties/domains/gradient_step.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool is_null(const DyadicMatrix& A) {
  return std::all_of(A.entries.begin(), A.entries.end(),
                     [](const Dyadic& x) { return x.mantissa == 0; });
}

bool is_step(const GradientStep& x) {
  return x.eta.p > 0 && x.G.rows > 0 && x.G.cols > 0 && x.G.rows == x.D.rows &&
         x.G.cols == x.D.cols;
}
bool is_step_without_zero(const GradientStep& x) {
  return is_step(x) && !is_null(x.G) && !is_null(x.D);
}

GradientStep draw(Random& random, int size) {
  const Index m = draws::dimension(random, size, 4, 10), n = random.between(1, 3);
  GradientStep x{draws::positive_fraction(random), draws::matrix(random, m, n, 40),
                 draws::matrix(random, m, n, 40)};
  if (random.chance(1, 20)) x.G = DyadicMatrix(m, n);
  return x;
}

GradientStep draw_without_zero(Random& random, int size) {
  GradientStep x = draw(random, size);
  for (DyadicMatrix* A : {&x.G, &x.D})
    if (is_null(*A)) A->entries.back() = draws::positive(random, 40);
  return x;
}

}  // namespace

std::vector<std::string> GradientStep::features() const {
  std::vector<std::string> list;
  if (is_null(G)) list.push_back("G = 0");
  if (is_null(D)) list.push_back("D = 0");
  list.push_back(G.entries.size() == 1 ? "one coordinate" : "several coordinates");
  return list;
}

constinit const DomainOf<GradientStep> gradient_steps = domain<GradientStep, draw, is_step>(
    "gradient steps", "eta > 0, a gradient G and a displacement D of one shape");
constinit const DomainOf<GradientStep> gradient_steps_without_zero =
    domain<GradientStep, draw_without_zero, is_step_without_zero>("gradient steps without zero",
                                                                  "eta > 0, G != 0, D != 0");

}  // namespace adamant
