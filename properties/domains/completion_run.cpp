#include "properties/domains/completion_run.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool is_run(const CompletionRun& x) {
  const Index m = x.M.rows, n = x.M.cols;
  return m > 0 && n > 0 && x.W.rows == m && x.W.cols == n && x.Omega.rows == m &&
         x.Omega.cols == n && x.eta.p > 0 && x.lambda.p > 0 && x.T >= 1;
}

bool is_partial(const CompletionRun& x) {
  return is_run(x) && x.Omega.count() > 0 && x.Omega.count() < x.M.rows * x.M.cols;
}

CompletionRun draw(Random& random, int size) {
  CompletionRun x;
  const Index m = draws::dimension(random, size, 6, 10), n = draws::dimension(random, size, 6, 10);
  x.eta = {random.between(1, 7), random.pick(std::array<std::int64_t, 4>{4, 8, 16, 100})};
  x.lambda = draws::positive_fraction(random);
  x.T = random.between(1, 1 + size / 20);
  x.Omega = draws::pattern(random, m, n);
  x.M = draws::matrix(random, m, n, 4);
  x.W = draws::matrix(random, m, n, 4);
  return x;
}

CompletionRun draw_partial(Random& random, int size) {
  CompletionRun x = draw(random, size);
  while (!is_partial(x)) x = draw(random, std::max(size, 20));
  return x;
}

/// The parts of the graph that joins row i to column j where (i, j) is observed; lone rows and columns count.
Index connected_parts(const Mask& seen) {
  const Index m = seen.rows(), n = seen.cols();
  std::vector<Index> part(static_cast<std::size_t>(m + n));
  for (Index i = 0; i < m + n; ++i) part[static_cast<std::size_t>(i)] = i;
  Index parts = m + n;
  for (Index i = 0; i < m; ++i) {
    for (Index j = 0; j < n; ++j) {
      const Index a = part[static_cast<std::size_t>(i)], b = part[static_cast<std::size_t>(m + j)];
      if (!seen(i, j) || a == b) continue;
      std::replace(part.begin(), part.end(), b, a);
      --parts;
    }
  }
  return parts;
}

}  // namespace

std::vector<std::string> CompletionRun::features() const {
  std::vector<std::string> list;
  const Index observed = Omega.count(), size = M.rows * M.cols;
  list.push_back(observed == 0 ? "empty mask" : observed == size ? "full mask" : "partial mask");
  const Mask seen = Omega.mask();
  if ((seen.rowwise().count() == 0).any()) list.push_back("a row unobserved");
  if ((seen.colwise().count() == 0).any()) list.push_back("a column unobserved");
  const Index parts = connected_parts(seen);
  list.push_back(parts == 1 ? "connected mask" : "disconnected mask");
  if (parts == 1 && observed == M.rows + M.cols - 1) list.push_back("tree mask");
  list.push_back(M.rows == M.cols ? "square" : M.rows > M.cols ? "tall" : "wide");
  return list;
}

constinit const DomainOf<CompletionRun> completion_runs = domain<CompletionRun, draw, is_run>(
    "completion runs", "eta, lambda > 0, T >= 1, any pattern of observed entries");
constinit const DomainOf<CompletionRun> partial_completions =
    domain<CompletionRun, draw_partial, is_partial>("partial completions",
                                                    "at least one entry observed and one not");

}  // namespace adamant
