#include "claim/coverage.hpp"
#include "properties/domains/draws.hpp"
#include "properties/domains/spectral_matrix.hpp"
#include "properties/properties.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace adamant {
namespace {

constexpr int draws_of_each = 300;

template <class F>
void for_each_draw(const Domain& domain, F f) {
  Random random(hash(domain.name));
  for (int i = 0; i < draws_of_each; ++i) f(domain.draw(random, i % 101));
}

TEST(Domains, EveryDrawIsAMemberAndReadsBackFromItsText) {
  for (const Domain* domain : drawn_domains(all_groups())) {
    SCOPED_TRACE(domain->name);
    for_each_draw(*domain, [&](const Instance& x) {
      const std::string text = domain->text(x);
      EXPECT_EQ(text.find_first_of(" \n"), std::string::npos) << text;
      ASSERT_NO_THROW(EXPECT_EQ(domain->text(domain->parse(text)), text)) << text;
    });
  }
}

TEST(Domains, EverySimplerInstanceIsAnotherMember) {
  for (const Domain* domain : drawn_domains(all_groups())) {
    SCOPED_TRACE(domain->name);
    Random random(7);
    for (int size = 0; size <= 100; size += 20) {
      const Instance x = domain->draw(random, size);
      for (const Instance& y : domain->simpler(x)) {
        EXPECT_NE(domain->text(y), domain->text(x));
        ASSERT_NO_THROW(domain->parse(domain->text(y))) << domain->text(y);
      }
    }
  }
}

TEST(Domains, SimplifyingEnds) {
  for (const Domain* domain : drawn_domains(all_groups())) {
    SCOPED_TRACE(domain->name);
    Random random(11);
    Instance x = domain->draw(random, 100);
    int steps = 0;
    for (; steps < 10000; ++steps) {
      const auto simpler = domain->simpler(x);
      if (simpler.empty()) break;
      x = simpler.back();
    }
    EXPECT_LT(steps, 10000);
  }
}

/// What the domains that most claims use must come across in 1010 draws.
const std::map<std::string_view, std::vector<std::string_view>> expected{
    {"gradient sequences",
     {"T = 1", "T > 1", "leading zero gradient", "all gradients zero", "constant", "a zero entry",
      "an entry above 2^10", "a bit below 2^-15", "beta1^2 > beta2", "beta1^2 < beta2",
      "beta1^2 = beta2", "beta1 = beta2", "beta1 = 0", "a beta above 999/1000",
      "several coordinates"}},
    {"gradient sequences with epsilon", {"T = 1", "T > 1", "beta2 = 0", "beta1^2 > beta2"}},
    {"gradient steps", {"one coordinate", "several coordinates", "G = 0", "D = 0"}},
    {"spectral matrices",
     {"square", "tall", "wide", "full rank", "rank-deficient", "rank one", "a vector",
      "repeated sigma", "all sigma equal", "kappa > 2^10", "diagonal"}},
    {"full-rank matrices", {"square", "tall", "wide", "a vector", "repeated sigma"}},
    {"low-rank matrices", {"square", "tall", "wide", "rank one", "repeated sigma"}},
    {"completion runs",
     {"empty mask", "full mask", "partial mask", "a row unobserved", "a column unobserved",
      "connected mask", "disconnected mask", "tree mask", "square", "tall", "wide"}},
    {"partial completions", {"connected mask", "disconnected mask", "a row unobserved"}},
    {"convex quadratics",
     {"n = 1", "n > 1", "flat directions", "one curvature", "rotated", "eta < 2/L", "eta = 2/L",
      "eta > 2/L"}},
    {"quadratics", {"n = 1", "n > 1", "positive definite", "not positive definite", "mu = 0"}},
};

TEST(Domains, EveryClassIsReached) {
  std::set<std::string_view> seen;
  for (const Domain* domain : drawn_domains(all_groups())) {
    SCOPED_TRACE(domain->name);
    const Coverage coverage = coverage_of(*domain, 1010);
    EXPECT_FALSE(coverage.classes.empty()) << "the domain tells no classes apart";
    const auto classes = expected.find(domain->name);
    if (classes == expected.end()) continue;
    seen.insert(domain->name);
    for (const std::string_view name : classes->second) {
      const ClassShare* share = coverage.find(name);
      EXPECT_TRUE(share && share->count >= 2) << name << " is not reached";
    }
  }
  for (const auto& [name, classes] : expected) EXPECT_TRUE(seen.contains(name)) << name;
}

TEST(Domains, ACoverageHasIntervalsAndExamples) {
  const Coverage coverage = coverage_of(spectral_matrices, 1010, 5);
  ASSERT_EQ(coverage.examples.size(), 5U);
  for (const std::string& text : coverage.examples) EXPECT_NO_THROW(spectral_matrices.parse(text));
  const ClassShare* low = coverage.find("rank-deficient");
  ASSERT_TRUE(low);
  EXPECT_LT(low->share.lower, low->count / 1010.0);
  EXPECT_GT(low->share.upper, low->count / 1010.0);
}

TEST(DyadicOrthogonals, AreOrthogonalWithoutRounding) {
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    const DyadicOrthogonal Q = draws::orthogonal(random, 1 + i % 12);
    ASSERT_TRUE(Q.well_formed());
    const auto exact = Q.as<Rational>();
    const auto rounded = Q.as<double>();
    const auto I = Matrix<Rational>::Identity(Q.n, Q.n);
    EXPECT_TRUE(exact.transpose() * exact == I) << to_text(Q);
    EXPECT_TRUE(exact * exact.transpose() == I) << to_text(Q);
    EXPECT_TRUE(rounded.unaryExpr([](double a) { return Rational(a); }).eval() == exact)
        << to_text(Q);
  }
}

TEST(DyadicMatrices, AreTheSameAtEveryScalar) {
  Random random(2);
  for (int i = 0; i < 200; ++i) {
    const DyadicMatrix A = draws::matrix(random, 1 + i % 5, 1 + i % 3, 200);
    const auto rounded = A.as<double>();
    EXPECT_TRUE(rounded.unaryExpr([](double a) { return Rational(a); }).eval() == A.as<Rational>());
    EXPECT_TRUE(
        A.as<Real512>().unaryExpr([](const Real512& a) { return static_cast<double>(a); }).eval() ==
        rounded);
  }
}

TEST(SpectralMatrices, AreTheSameInDoubleAndExactly) {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const Instance instance = spectral_matrices.draw(random, i % 101);
    const auto& x = *static_cast<const SpectralMatrix*>(instance.get());
    const auto exact = x.W<Rational>();
    EXPECT_TRUE(x.W<double>().unaryExpr([](double a) { return Rational(a); }).eval() == exact)
        << spectral_matrices.text(instance);
  }
}

/// The value of a surd in 512 bits.
Real512 value(const Surd& a) {
  const auto real = [](const Rational& r) {
    return Real512(Real512(numerator(r).str()) / Real512(denominator(r).str()));
  };
  return real(a.factor()) * sqrt(real(a.radicand()));
}

/// A number, and the same one computed in 512 bits along the way.
struct Pair {
  Surd exact;
  Real512 rounded;
  Real512 magnitude;  ///< of the terms that went into it
};

Pair random_number(Random& random) {
  const std::int64_t p = random.between(-40, 40), q = random.between(1, 40);
  return {ratio<Surd>(p, q), ratio<Real512>(p, q), ratio<Real512>(p, q)};
}

/// Terms whose value stays in the set: what is not commensurable is not added.
Pair random_expression(Random& random, int depth) {
  if (depth == 0) return random_number(random);
  Pair a = random_expression(random, depth - 1);
  const Pair b = random.chance(1, 2) ? random_number(random) : random_expression(random, depth - 1);
  switch (random.between(0, 3)) {
    case 0:
      return {a.exact * b.exact, a.rounded * b.rounded, abs(a.magnitude * b.magnitude)};
    case 1:
      if (b.exact.sign() == 0) return a;
      return {a.exact / b.exact, a.rounded / b.rounded, abs(a.magnitude / b.rounded)};
    case 2: {
      const Surd sum = a.exact + b.exact;
      if (sum.unable()) return a;
      return {sum, a.rounded + b.rounded, abs(a.magnitude) + abs(b.magnitude)};
    }
    default:
      if (a.exact.sign() <= 0 || a.exact.radicand() != 1) return a;
      return {sqrt(a.exact), sqrt(a.rounded), sqrt(abs(a.magnitude))};
  }
}

TEST(Surds, AgreeWith512Bits) {
  Random random(4);
  int roots = 0;
  for (int i = 0; i < 2000; ++i) {
    const Pair x = random_expression(random, 1 + i % 5);
    ASSERT_TRUE(x.exact.finite()) << x.exact;
    roots += x.exact.radicand() != 1;
    EXPECT_LE(abs(value(x.exact) - x.rounded), abs(x.magnitude) * power_of_two<Real512>(-440))
        << x.exact;
    EXPECT_EQ(x.exact.sign(), (value(x.exact) > 0) - (value(x.exact) < 0)) << x.exact;
  }
  EXPECT_GT(roots, 100);
}

TEST(Surds, AreOrderedAsTheirValuesAre) {
  Random random(5);
  for (int i = 0; i < 2000; ++i) {
    const Pair x = random_expression(random, 2), y = random_expression(random, 2);
    EXPECT_EQ(x.exact < y.exact, value(x.exact) < value(y.exact) && !(x.exact == y.exact))
        << x.exact << " and " << y.exact;
  }
}

TEST(Surds, TellWhatIsUndefinedFromWhatTheyCannotSay) {
  const Surd two(2), three(3);
  EXPECT_FALSE((two / Surd(0)).finite());
  EXPECT_FALSE((two / Surd(0)).unable());
  EXPECT_FALSE(sqrt(Surd(-1)).unable());
  EXPECT_TRUE((sqrt(two) + sqrt(three)).unable());
  EXPECT_TRUE(sqrt(sqrt(two)).unable());
  EXPECT_TRUE(sqrt(two) + sqrt(Surd(8)) == Surd(3) * sqrt(two));
  EXPECT_FALSE(two / Surd(0) == two / Surd(0));
}

}  // namespace
}  // namespace adamant
