#include "properties/domains/gradient_run.hpp"

#include "properties/domains/draws.hpp"
#include "scalar/ball.hpp"
#include "scalar/term.hpp"

namespace adamant {
namespace {

bool below_one(const Fraction& x) { return x.p >= 0 && x.p < x.q; }

bool has_epsilon(const GradientRun& x) {
  return is_gradient_run(x) && x.epsilon.p > 0 && x.c.p > 0;
}
bool has_equal_betas(const GradientRun& x) { return is_gradient_sequence(x) && x.beta1 == x.beta2; }

bool has_equal_positive_betas(const GradientRun& x) { return has_equal_betas(x) && x.beta1.p > 0; }

bool is_null(const Dyadic& x) { return x.mantissa == 0; }

bool is_without_zeros(const GradientRun& x) {
  return is_gradient_sequence(x) && x.beta2.p > 0 &&
         std::all_of(x.G.begin(), x.G.end(), [](const DyadicMatrix& A) {
           return std::none_of(A.entries.begin(), A.entries.end(), is_null);
         });
}

bool is_constant(const GradientRun& x) {
  return is_gradient_sequence(x) &&
         std::all_of(x.G.begin(), x.G.end(),
                     [&](const DyadicMatrix& A) { return A == x.G.front(); }) &&
         std::none_of(x.G.front().entries.begin(), x.G.front().entries.end(), is_null);
}

/// The shapes that tell adaptive methods apart: leading zeros, a spike, alternating signs, constant,
/// geometric growth and decay, and no shape at all.
Sequence gradients(Random& random, Index m, Index n, long T) {
  const auto shape = random.between(0, 8);
  const DyadicMatrix A = draws::matrix(random, m, n, 20);
  Sequence G;
  for (int t = 0; t < T; ++t) {
    DyadicMatrix B = draws::matrix(random, m, n, 20);
    if (shape == 0 && 2 * t < T) B = DyadicMatrix(m, n);
    if (shape == 1 && t + 1 != T) B = A;
    if (shape >= 2 && shape <= 5) B = A;
    for (Dyadic& x : B.entries) {
      if (shape == 2 && t % 2 == 1) x.mantissa = -x.mantissa;
      if (shape == 4) x.exponent += t;
      if (shape == 5) x.exponent -= t;
    }
    G.push_back(std::move(B));
  }
  return G;
}

GradientRun draw_any(Random& random, int size) {
  GradientRun x = draw_gradient_sequence(random, size);
  if (random.chance(1, 2)) x.epsilon = draws::positive_fraction(random);
  if (random.chance(1, 3)) x.c.p = -x.c.p;
  return x;
}

GradientRun draw_with_epsilon(Random& random, int size) {
  GradientRun x = draw_gradient_sequence(random, size);
  static constexpr Fraction usual[] = {{1, 100000000}, {1, 1}, {1, 1000}};
  x.epsilon = random.chance(1, 2) ? random.pick(usual) : draws::positive_fraction(random);
  return x;
}

GradientRun draw_equal_betas(Random& random, int size) {
  GradientRun x = draw_gradient_sequence(random, size);
  x.beta2 = x.beta1;
  return x;
}

GradientRun draw_equal_positive_betas(Random& random, int size) {
  GradientRun x = draw_equal_betas(random, size);
  if (x.beta1.p == 0) x.beta1 = x.beta2 = {1, 2};
  return x;
}

GradientRun draw_without_zeros(Random& random, int size) {
  GradientRun x = draw_gradient_sequence(random, size);
  if (x.beta2.p == 0) x.beta2 = {1, 2};
  for (DyadicMatrix& A : x.G)
    for (Dyadic& g : A.entries)
      if (is_null(g)) g = draws::positive(random, 20);
  return x;
}

GradientRun draw_constant(Random& random, int size) {
  GradientRun x = draw_gradient_sequence(random, size);
  for (Dyadic& g : x.G.front().entries)
    if (is_null(g)) g = draws::positive(random, 20);
  for (DyadicMatrix& A : x.G) A = x.G.front();
  return x;
}

}  // namespace

bool is_gradient_run(const GradientRun& x) {
  const auto same_shape = [&](const DyadicMatrix& A) {
    return A.rows == x.rows() && A.cols == x.cols() && A.rows > 0 && A.cols > 0;
  };
  return !x.G.empty() && std::all_of(x.G.begin(), x.G.end(), same_shape) && x.eta.p > 0 &&
         below_one(x.beta1) && below_one(x.beta2) && x.epsilon.p >= 0 && x.c.p != 0;
}

/// With epsilon = 0, v_t = 0 must imply m_t = 0: at beta2 = 0 < beta1 a zero gradient after another one
/// gives m/0.
bool is_gradient_sequence(const GradientRun& x) {
  return is_gradient_run(x) && x.epsilon.p == 0 && x.c.p > 0 && (x.beta2.p > 0 || x.beta1.p == 0);
}

GradientRun draw_gradient_sequence(Random& random, int size) {
  GradientRun x;
  x.eta = draws::positive_fraction(random);
  x.beta1 = draws::beta(random);
  x.beta2 = draws::beta(random);
  x.c = draws::positive_fraction(random);
  if (x.beta2.p == 0) x.beta1 = {0, 1};
  const Index m = random.between(1, 3), n = random.between(1, 2);
  x.G = gradients(random, m, n, draws::dimension(random, size, 8, 16));
  return x;
}

std::vector<std::string> GradientRun::features() const {
  std::vector<std::string> list;
  const auto zero = [](const DyadicMatrix& A) {
    return std::all_of(A.entries.begin(), A.entries.end(), is_null);
  };
  const auto b1b1 = beta1.p * beta1.p * beta2.q, b2 = beta2.p * beta1.q * beta1.q;
  list.push_back(T() == 1 ? "T = 1" : "T > 1");
  if (zero(G.front())) list.push_back("leading zero gradient");
  if (std::all_of(G.begin(), G.end(), zero)) list.push_back("all gradients zero");
  list.push_back(b1b1 > b2    ? "beta1^2 > beta2"
                 : b1b1 == b2 ? "beta1^2 = beta2"
                              : "beta1^2 < beta2");
  if (beta1 == beta2) list.push_back("beta1 = beta2");
  if (beta1.p == 0) list.push_back("beta1 = 0");
  if (beta2.p == 0) list.push_back("beta2 = 0");
  if (beta1.p * 1000 > beta1.q * 999 || beta2.p * 1000 > beta2.q * 999)
    list.push_back("a beta above 999/1000");
  if (G.front().entries.size() > 1) list.push_back("several coordinates");
  const auto any_entry = [&](auto holds) {
    return std::any_of(G.begin(), G.end(), [&](const DyadicMatrix& A) {
      return std::any_of(A.entries.begin(), A.entries.end(), holds);
    });
  };
  if (any_entry(is_null)) list.push_back("a zero entry");
  if (any_entry([](const Dyadic& g) { return !is_null(g) && g.normalised().exponent > 10; }))
    list.push_back("an entry above 2^10");
  if (any_entry([](const Dyadic& g) { return !is_null(g) && g.normalised().exponent < -15; }))
    list.push_back("a bit below 2^-15");
  if (T() > 1 &&
      std::all_of(G.begin(), G.end(), [&](const DyadicMatrix& A) { return A == G.front(); }))
    list.push_back("constant");
  return list;
}

constinit const DomainOf<GradientRun> gradient_runs =
    domain<GradientRun, draw_any, is_gradient_run>(
        "gradient runs", "eta > 0, betas in [0, 1), epsilon >= 0, c != 0, gradients of one shape");
constinit const DomainOf<GradientRun> gradient_sequences =
    domain<GradientRun, draw_gradient_sequence, is_gradient_sequence>(
        "gradient sequences",
        "eta > 0, beta1 in [0, 1), beta2 in (0, 1) (or both 0), epsilon = 0, c > 0");
constinit const DomainOf<GradientRun> gradient_sequences_with_epsilon =
    domain<GradientRun, draw_with_epsilon, has_epsilon>(
        "gradient sequences with epsilon", "eta > 0, betas in [0, 1), epsilon > 0, c > 0");
constinit const DomainOf<GradientRun> gradient_sequences_at_equal_betas =
    domain<GradientRun, draw_equal_betas, has_equal_betas>(
        "gradient sequences at equal betas", "beta1 = beta2 in [0, 1), epsilon = 0, c > 0");
constinit const DomainOf<GradientRun> gradient_sequences_at_equal_positive_betas =
    domain<GradientRun, draw_equal_positive_betas, has_equal_positive_betas>(
        "gradient sequences at equal positive betas",
        "beta1 = beta2 in (0, 1), epsilon = 0, c > 0");
constinit const DomainOf<GradientRun> constant_gradients =
    domain<GradientRun, draw_constant, is_constant>(
        "constant gradients", "G_1 = ... = G_T without a zero entry, epsilon = 0, c > 0");
constinit const DomainOf<GradientRun> gradient_sequences_without_zeros =
    domain<GradientRun, draw_without_zeros, is_without_zeros>(
        "gradient sequences without zeros",
        "no entry of a gradient is zero, beta2 in (0, 1), epsilon = 0, c > 0");

template <Scalar S>
std::vector<Matrix<S>> GradientRun::gradients() const {
  std::vector<Matrix<S>> list;
  for (const DyadicMatrix& A : G) list.push_back(A.as<S>());
  return list;
}

template std::vector<Matrix<double>> GradientRun::gradients<double>() const;
template std::vector<Matrix<Real113>> GradientRun::gradients<Real113>() const;
template std::vector<Matrix<Real256>> GradientRun::gradients<Real256>() const;
template std::vector<Matrix<Real512>> GradientRun::gradients<Real512>() const;
template std::vector<Matrix<Surd>> GradientRun::gradients<Surd>() const;
template std::vector<Matrix<Ball>> GradientRun::gradients<Ball>() const;
template std::vector<Matrix<Term>> GradientRun::gradients<Term>() const;

}  // namespace adamant
