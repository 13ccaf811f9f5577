#include "properties/domains/rank_one.hpp"

#include "properties/domains/draws.hpp"

namespace adamant {
namespace {

bool is_null(const Dyadic& x) { return x.mantissa == 0; }

bool is_vector(const DyadicMatrix& v) {
  return v.rows > 1 && v.cols == 1 && !std::all_of(v.entries.begin(), v.entries.end(), is_null);
}

bool is_member(const RankOne& x) { return is_vector(x.a) && is_vector(x.b) && x.eta.p > 0; }

DyadicMatrix draw_vector(Random& random, int size) {
  DyadicMatrix v = draws::matrix(random, 1 + draws::dimension(random, size, 5, 9), 1, 3);
  if (!is_vector(v)) v.entries.front() = draws::positive(random, 3);
  return v;
}

RankOne draw(Random& random, int size) {
  RankOne x;
  x.eta = draws::positive_fraction(random);
  x.a = draw_vector(random, size);
  x.b = draw_vector(random, size);
  return x;
}

}  // namespace

std::vector<std::string> RankOne::features() const {
  std::vector<std::string> list;
  list.push_back(a.rows == b.rows ? "square" : a.rows > b.rows ? "tall" : "wide");
  const auto has_zero = [](const DyadicMatrix& v) {
    return std::any_of(v.entries.begin(), v.entries.end(), is_null);
  };
  if (has_zero(a) || has_zero(b)) list.push_back("a zero row or column");
  return list;
}

constinit const DomainOf<RankOne> rank_one_matrices = domain<RankOne, draw, is_member>(
    "rank-one matrices", "W = a b', a and b not zero and of order at least 2");

}  // namespace adamant
