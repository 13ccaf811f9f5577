#include "properties/domains/layered_run.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool is_layered(const LayeredRun& x) {
  if (x.W.size() < 2 || x.eta.p <= 0) return false;
  for (std::size_t j = 0; j < x.W.size(); ++j)
    if (x.W[j].rows < 1 || x.W[j].cols < 1 || (j > 0 && x.W[j].cols != x.W[j - 1].rows))
      return false;
  const Index m = x.W.back().rows, n = x.W.front().cols;
  return x.Y.rows == m && x.Y.cols == n && x.Omega.rows == m && x.Omega.cols == n;
}

bool is_coupled(const LayeredRun& x) {
  const auto mild = [](const DyadicMatrix& A) {
    return A.rows >= 2 && A.cols >= 2 &&
           std::all_of(A.entries.begin(), A.entries.end(), [](const Dyadic& a) {
             return std::abs(a.as<double>()) >= 0.125 && std::abs(a.as<double>()) <= 1;
           });
  };
  return is_layered(x) && x.W.size() <= 3 && std::all_of(x.W.begin(), x.W.end(), mild) &&
         mild(x.Y) && x.Omega.mask().rowwise().any().all();
}

DyadicMatrix eighths(Random& random, Index m, Index n) {
  DyadicMatrix A(m, n);
  for (Dyadic& a : A.entries) a = {random.between(1, 8) * (random.chance(1, 2) ? 1 : -1), -3};
  return A;
}

LayeredRun draw(Random& random, int size) {
  LayeredRun x;
  x.eta = draws::positive_fraction(random);
  Index below = draws::dimension(random, size, 3, 4);
  const Index n = below;
  const bool square = random.chance(1, 3);
  for (auto N = random.between(2, 4); N > 0; --N) {
    const Index d = square ? n : draws::dimension(random, size, 3, 4);
    x.W.push_back(draws::matrix(random, d, below, 2));
    below = d;
  }
  x.Omega = draws::pattern(random, below, n);
  x.Y = draws::matrix(random, below, n, 2);
  return x;
}

LayeredRun draw_coupled(Random& random, int) {
  LayeredRun x;
  x.eta = draws::positive_fraction(random);
  Index below = random.between(2, 3);
  const Index n = below;
  for (auto N = random.between(2, 3); N > 0; --N) {
    const Index d = random.between(2, 3);
    x.W.push_back(eighths(random, d, below));
    below = d;
  }
  x.Omega = {below, n, std::vector<bool>(static_cast<std::size_t>(below * n), true)};
  for (Index i = 0; i < below; ++i)
    if (random.chance(1, 2))
      x.Omega.observed[static_cast<std::size_t>(i * n + random.between(0, n - 1))] = false;
  x.Y = eighths(random, below, n);
  return x;
}

}  // namespace

std::vector<std::string> LayeredRun::features() const {
  std::vector<std::string> list;
  list.push_back(W.size() == 2 ? "N = 2" : "N > 2");
  Index least = W.front().cols, most = least;
  for (const DyadicMatrix& A : W) {
    least = std::min(least, A.rows);
    most = std::max(most, A.rows);
  }
  list.push_back(most == 1 ? "scalars" : least == most ? "square layers" : "layers of many shapes");
  return list;
}

constinit const DomainOf<LayeredRun> layered_runs = domain<LayeredRun, draw, is_layered>(
    "layered runs", "N >= 2 layers of shapes that fit, a completion problem for their product");
constinit const DomainOf<LayeredRun> coupled_layers = domain<LayeredRun, draw_coupled, is_coupled>(
    "coupled layers", "2 or 3 layers of width at least 2, entries from 1/8 to 1");

}  // namespace adamant
