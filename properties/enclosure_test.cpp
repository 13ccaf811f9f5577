#include "spectral/enclosure.hpp"

#include "properties/domains/spectral_matrix.hpp"
#include "spectral/norms.hpp"
#include "spectral/polar.hpp"

#include "penalty/ratio.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

Ball ball_of(const Surd& x) { return Ball(x.factor()) * sqrt(Ball(x.radicand())); }

SpectralMatrix draw(const DomainOf<SpectralMatrix>& domain, int k) {
  Random random(static_cast<std::uint64_t>(1000 + k));
  return as<SpectralMatrix>(domain.draw(random, k % 101));
}

/// The radius made smaller by one part in 1024.
Ball shrunk(const Ball& x) {
  const Ball r = x.radius() * ratio<Ball>(1023, 1024);
  return Ball::hull((x.midpoint() - r).upper(), (x.midpoint() + r).lower());
}

Matrix<Ball> diagonal(std::initializer_list<Ball> entries) {
  Vector<Ball> d(static_cast<Index>(entries.size()));
  std::copy(entries.begin(), entries.end(), d.data());
  return d.asDiagonal();
}

TEST(Enclosure, ContainsTheKnownSpectrumAtEveryPrecision) {
  for (int k = 0; k < 60; ++k) {
    const SpectralMatrix x = draw(spectral_matrices, k);
    const BallPrecision precision(2048);
    const auto W = x.W<Ball>();
    const auto known = x.svd<Rational>().sigma;
    for (const int accuracy : {40, 100, 200, 400}) {
      if (accuracy > 200 && k % 6 != 0) continue;
      const auto s = enclose_spectrum(W, accuracy);
      ASSERT_TRUE(s) << s.why_not;
      for (Index i = 0; i < known.size(); ++i) ASSERT_TRUE(s->sigma(i).contains(known(i)));
      EXPECT_TRUE(s->nuclear.contains(nuclear_norm<Rational>(known)));
      EXPECT_TRUE(s->spectral.contains(known(0)));
      EXPECT_TRUE((s->frobenius * s->frobenius).contains(Rational(known.squaredNorm())));
      EXPECT_LE(s->rank_at_least(), x.r()) << "a rank that is too high";
      for (Index i = 0; i < known.size(); ++i)
        EXPECT_LE(log2_magnitude(s->sigma(i).radius()), log2_magnitude(s->frobenius) - accuracy);
    }
    EXPECT_EQ(enclose_spectrum(W, 100)->rank_at_least(), x.r());
  }
}

TEST(Enclosure, ContainsTheKnownPolarFactorAndGradients) {
  for (int k = 0; k < 60; ++k) {
    const SpectralMatrix x = draw(full_rank_matrices, k);
    const BallPrecision precision(2048);
    const auto W = x.W<Ball>();
    const int accuracy = k % 6 == 0 ? 400 : 40;
    const auto spectrum = enclose_spectrum(W, accuracy);
    ASSERT_TRUE(spectrum) << spectrum.why_not;
    const auto P = enclose_polar(W, *spectrum);
    ASSERT_TRUE(P) << P.why_not;
    const auto svd = x.svd<Rational>();
    const Matrix<Rational> known = svd.U * svd.V.transpose();
    const auto gradient = enclose_ratio_gradient(W, accuracy);
    const auto exact = NuclearToFrobeniusRatio<Surd>{}.gradient(x.svd<Surd>(), Surd(0));
    const auto newton = polar_newton<Real512>(x.W<Real512>());
    for (Index i = 0; i < known.size(); ++i) {
      ASSERT_TRUE(P->data()[i].contains(known.data()[i]));
      EXPECT_LE(log2_magnitude(P->data()[i].radius()), 20 - accuracy);
      ASSERT_TRUE(gradient->data()[i].overlaps(ball_of(exact->data()[i])));
      if (newton && accuracy == 40) {
        const Ball gap = P->data()[i] - Ball(newton->data()[i]);
        EXPECT_EQ(abs(gap.midpoint()) <= gap.radius() + power_of_two<Ball>(-480), Truth::yes);
      }
    }
  }
}

TEST(Enclosure, ALowRankLeavesThePolarFactorUndecided) {
  for (int k = 0; k < 40; ++k) {
    const SpectralMatrix x = draw(low_rank_matrices, k);
    const auto P = enclose_nuclear_gradient(x.W<Ball>(), 40);
    EXPECT_FALSE(P);
    EXPECT_NE(P.why_not.find("is not certainly positive"), std::string::npos) << P.why_not;
    EXPECT_FALSE(enclose_ratio_gradient(x.W<Ball>(), 200));
  }
}

TEST(Enclosure, HoldsForEveryMatrixInTheBalls) {
  const Ball wide = Ball::hull(ratio<Ball>(-1, 100), ratio<Ball>(1, 100));
  const Matrix<Ball> W = diagonal({Ball(3) + wide, Ball(1) + wide});
  const auto s = enclose_spectrum(W, 4);
  ASSERT_TRUE(s) << s.why_not;
  for (const int k : {299, 300, 301}) EXPECT_TRUE(s->sigma(0).contains(Rational(k) / 100));
  const auto sharp = enclose_spectrum(W, 40);
  EXPECT_FALSE(sharp) << "no SVD makes the entries sharper";
  Matrix<Ball> unbounded = W;
  unbounded(0, 1) = Ball::indeterminate();
  EXPECT_FALSE(enclose_spectrum(unbounded, 4));
  EXPECT_THROW(thin_svd(unbounded), Undecidable);
}

TEST(Enclosure, SizesFarBeyondDoubleAndEmptyOrZeroMatrices) {
  for (const int e : {-4000, 4000}) {
    const auto s =
        enclose_spectrum(diagonal({Ball(3) * power_of_two<Ball>(e), power_of_two<Ball>(e)}), 50);
    ASSERT_TRUE(s) << s.why_not;
    EXPECT_TRUE((s->nuclear * power_of_two<Ball>(-e)).contains(Rational(4)));
  }
  const auto zero = enclose_spectrum(Matrix<Ball>::Zero(2, 3), 50);
  ASSERT_TRUE(zero);
  EXPECT_EQ(zero->rank_at_least(), 0);
  EXPECT_TRUE(is_zero(zero->nuclear));
  EXPECT_TRUE(is_zero(enclose_spectrum(Matrix<Ball>(0, 3), 50)->nuclear));
}

/// Where each term of the bounds is attained, so that a term that is missing or a radius that is too small
/// shows: a start that is off by a known amount.
struct Attained {
  Matrix<Ball> W;
  ThinSvd<Ball> start;
  Rational sigma;
};

/// W = t + h, from the start t.
Attained residual_attained() {
  return {diagonal({Ball(3) + ratio<Ball>(1, 8), Ball(1)}),
          {diagonal({Ball(1), Ball(1)}), Vector<Ball>(diagonal({Ball(3), Ball(1)}).diagonal()),
           diagonal({Ball(1), Ball(1)})},
          Rational(25) / 8};
}

/// W = 3·9/8, from a left factor of length 9/8.
Attained departure_attained() {
  return {Matrix<Ball>::Constant(1, 1, ratio<Ball>(27, 8)),
          {Matrix<Ball>::Constant(1, 1, ratio<Ball>(9, 8)), Vector<Ball>::Constant(1, Ball(3)),
           Matrix<Ball>::Constant(1, 1, Ball(1))},
          Rational(27) / 8};
}

TEST(Enclosure, IsAttainedSoThatAPlantedFaultShows) {
  for (const Attained& x : {residual_attained(), departure_attained()}) {
    const auto s = enclose_spectrum(x.W, x.start);
    ASSERT_TRUE(s) << s.why_not;
    EXPECT_TRUE(s->sigma(0).contains(x.sigma));
    EXPECT_FALSE(shrunk(s->sigma(0)).contains(x.sigma)) << "a radius too small by 2^-10 would pass";
  }
  // Without the residual the bound would be that of the start's own product.
  const Attained r = residual_attained();
  EXPECT_FALSE(enclose_spectrum(r.start.product(), r.start)->sigma(0).contains(r.sigma));
  // Without the departure from orthonormality it would be that of a start of length 1.
  Attained d = departure_attained();
  d.start.U(0, 0) = Ball(1);
  const auto normalised = enclose_spectrum(d.start.product(), d.start);
  EXPECT_FALSE(normalised->sigma(0).contains(d.sigma));
}

/// W = (cos a, sin a)ᵀ is its own polar factor; the start is (1, 0)ᵀ, off by a.
TEST(Enclosure, ThePolarBoundIsAttained) {
  const Rational t = Rational(1) / 8192, cosine = (1 - t * t) / (1 + t * t),
                 sine = 2 * t / (1 + t * t);
  Matrix<Ball> W(2, 1);
  W << Ball(cosine), Ball(sine);
  ThinSvd<Ball> start{Matrix<Ball>::Zero(2, 1), Vector<Ball>::Constant(1, Ball(1)),
                      Matrix<Ball>::Constant(1, 1, Ball(1))};
  start.U(0, 0) = Ball(1);
  const auto s = enclose_spectrum(W, start);
  const auto P = enclose_polar(W, *s);
  ASSERT_TRUE(P) << P.why_not;
  EXPECT_TRUE((*P)(0, 0).contains(cosine) && (*P)(1, 0).contains(sine));
  EXPECT_FALSE(shrunk((*P)(1, 0)).contains(sine)) << "a radius too small by 2^-10 would pass";
  const auto without_residual = enclose_polar(start.product(), *s);
  EXPECT_FALSE((*without_residual)(1, 0).contains(sine));
}

TEST(Enclosure, AStartThatIsNoSvdIsRefused) {
  Attained x = residual_attained();
  x.start.U(0, 0) = Ball(2);
  EXPECT_FALSE(enclose_spectrum(x.W, x.start));
}

TEST(Enclosure, AsTheSvdOnTrialItClaimsNothingOfUAndV) {
  const SpectralMatrix x = draw(full_rank_matrices, 12);
  for (const int bits : {53, 128, 1024}) {
    const BallPrecision precision(bits);
    const auto svd = thin_svd(x.W<Ball>());
    EXPECT_TRUE(svd.sigma(0).contains(x.svd<Rational>().sigma(0)));
    EXPECT_FALSE(svd.U(0, 0).finite());
  }
}

}  // namespace
}  // namespace adamant
