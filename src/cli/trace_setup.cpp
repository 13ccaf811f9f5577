#include "cli/trace_setup.hpp"

#include "problem/observed_matrix.hpp"
#include "problem/sampling.hpp"
#include "scalar/decimal.hpp"

#include <fmt/format.h>

#include <charconv>

namespace adamant {
namespace {

template <class... A>
[[noreturn]] void refuse(fmt::format_string<A...> form, A&&... a) {
  throw std::invalid_argument(fmt::format(form, std::forward<A>(a)...));
}

template <Real S>
S number(const char* option, const std::string& text) {
  try {
    const S x = parse<S>(text);
    if (is_finite(x)) return x;
  } catch (const ParseError&) {
  }
  refuse("{} is '{}', expected a number such as 0.01, 1e-8 or 1/255", option, text);
}

template <Real S>
S positive_number(const char* option, const std::string& text) {
  const S x = number<S>(option, text);
  if (x > S(0)) return x;
  refuse("{} is {}, expected a number above 0", option, text);
}

/// The parts of `text` between `separator`s.
std::vector<std::string> parts(const std::string& text, char separator) {
  std::vector<std::string> list{""};
  for (const char c : text) {
    if (c == separator) {
      list.emplace_back();
    } else {
      list.back() += c;
    }
  }
  return list;
}

struct Shape {
  Index m, n, r;
};

Shape synthetic_shape(const std::string& text) {
  std::vector<Index> size;
  for (const std::string& part : parts(text, ',')) {
    Index k = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), k);
    if (error == std::errc{} && end == part.data() + part.size()) size.push_back(k);
  }
  const bool numbers = size.size() == 3 && parts(text, ',').size() == 3;
  if (!numbers || size[0] < 1 || size[1] < 1 || size[2] < 1 ||
      size[0] > (Index{1} << 26) / size[1] || size[2] > std::min(size[0], size[1]))
    refuse("--synthetic is '{}', expected m,n,r with 1 <= r <= min(m, n) and at most 2^26 entries",
           text);
  return {size[0], size[1], size[2]};
}

MatrixFormat format_named(const std::string& name) {
  if (name == "matrix-market") return MatrixFormat::matrix_market;
  if (name == "dense") return MatrixFormat::dense;
  return name == "ratings" ? MatrixFormat::ratings : MatrixFormat::by_content;
}

/// M and what is known of it; the first line of the description.
template <Real S>
Index make_truth(const TraceOptions& o, std::uint64_t seed, TraceSetup<S>& setup) {
  const S scale = number<S>("--scale", o.scale);
  if (is_zero(scale)) refuse("--scale is {}, expected a number other than 0", o.scale);
  std::string origin;
  Index r = 0;
  if (!o.matrix.empty()) {
    const ObservedMatrix file = read_matrix(o.matrix, format_named(o.format));
    setup.problem.M = file.values.template cast<S>() * scale;
    setup.problem.known = file.Omega;
    origin = fmt::format("{} ({})", o.matrix, file.layout);
  } else if (!o.synthetic.empty()) {
    const Shape shape = synthetic_shape(o.synthetic);
    r = shape.r;
    SplitMix random = stream(seed, Stream::truth);
    setup.problem.M = low_rank_matrix<S>(shape.m, shape.n, r, random) * scale;
    setup.problem.known = Mask::Constant(shape.m, shape.n, true);
    origin = fmt::format("a random matrix of rank {}", r);
  } else {
    refuse("trace needs --matrix FILE or --synthetic m,n,r");
  }
  const Matrix<S>& M = setup.problem.M;
  if (!M.allFinite()) refuse("--scale {} takes an entry of the matrix out of range", o.scale);
  if (o.scale != "1") origin += " times " + o.scale;
  setup.description.push_back(fmt::format("{} × {}, {}", M.rows(), M.cols(), origin));
  return r;
}

Index observed_count(const std::string& text, Index known) {
  const Rational P = [&] {
    try {
      return exact_number(text);
    } catch (const ParseError&) {
      return Rational(0);
    }
  }();
  if (P <= 0 || P > 1) refuse("--observe is '{}', expected a share above 0 and at most 1", text);
  const Rational half_up = P * known + Rational(1) / 2;
  return static_cast<Index>(divide(numerator(half_up), denominator(half_up)).quotient);
}

Mask mask_from(const std::string& path, const Mask& known) {
  const Mask Omega = read_mask(path);
  if (Omega.rows() != known.rows() || Omega.cols() != known.cols())
    refuse("{}: found a mask of {} × {}, expected {} × {} as the matrix", path, Omega.rows(),
           Omega.cols(), known.rows(), known.cols());
  for (Index j = 0; j < known.cols(); ++j)
    for (Index i = 0; i < known.rows(); ++i)
      if (Omega(i, j) && !known(i, j))
        refuse("{}: found row {}, column {} observed, expected an entry that the matrix gives",
               path, i + 1, j + 1);
  return Omega;
}

template <Real S>
void make_mask(const TraceOptions& o, std::uint64_t seed, TraceSetup<S>& setup) {
  TraceProblem<S>& p = setup.problem;
  const Index known = p.known.count();
  if (!o.mask.empty()) {
    p.Omega = mask_from(o.mask, p.known);
  } else if (!o.observe.empty()) {
    SplitMix random = stream(seed, Stream::observed);
    p.Omega = sample_entries(p.known, observed_count(o.observe, known), random);
  } else {
    p.Omega = p.known;
  }
  if (!p.Omega.any()) refuse("no entry is observed: there is nothing to complete");
  setup.description.push_back(fmt::format(
      "{} of {} entries observed, {} hidden{}", p.Omega.count(), p.M.size(), p.hidden().count(),
      known < p.M.size() ? fmt::format(", {} unknown", p.M.size() - known) : std::string()));
}

template <Real S>
Anneal<S> lambda_plan(const TraceOptions& o) {
  if (o.penalty == "none") {
    if (!o.lambda.empty() || o.lambda_schedule != "constant")
      refuse("--penalty none has no lambda");
    return {S(0), S(0)};
  }
  if (o.lambda_schedule == "constant") {
    const S lambda = number<S>("--lambda", o.lambda.empty() ? "0.01" : o.lambda);
    if (lambda < S(0)) refuse("--lambda is {}, expected at least 0", o.lambda);
    return {lambda, lambda};
  }
  const auto part = parts(o.lambda_schedule, ':');
  if (part.size() != 3 || part[0] != "anneal")
    refuse("--lambda-schedule is '{}', expected constant or anneal:FROM:TO", o.lambda_schedule);
  if (!o.lambda.empty())
    refuse("--lambda {} and --lambda-schedule {} exclude each other", o.lambda, o.lambda_schedule);
  return {positive_number<S>("FROM of --lambda-schedule", part[1]),
          positive_number<S>("TO of --lambda-schedule", part[2])};
}

template <Real S>
Matrix<S> start_of(const TraceOptions& o, std::uint64_t seed, const TraceProblem<S>& p) {
  const auto part = parts(o.start, ':');
  if (part.size() == 2 && part[0] == "gaussian") {
    SplitMix random = stream(seed, Stream::start);
    return gaussian_matrix<S>(p.M.rows(), p.M.cols(),
                              positive_number<S>("STD of --start gaussian:STD", part[1]), random);
  }
  if (o.start != "zero-fill")
    refuse("--start is '{}', expected zero-fill or gaussian:STD", o.start);
  const Matrix<S> W_0 = p.completion().zero_fill();
  if (p.penalty == PenaltyKind::ratio && W_0.isZero(S(0)))
    refuse(
        "all observed entries are 0: the ratio has no gradient at zero fill, start from "
        "gaussian:STD");
  return W_0;
}

std::uint64_t seed_of(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc{} || end != text.data() + text.size())
    refuse("--seed is '{}', expected a whole number below 2^64", text);
  return seed;
}

template <Real S>
void note_what_is_undefined(TraceSetup<S>& setup) {
  const TraceProblem<S>& p = setup.problem;
  const auto note = [&](std::string text) { setup.notes.push_back(std::move(text)); };
  const Mask hidden = p.hidden();
  if (!hidden.any()) {
    note("no known entry is hidden: eu, rmse and moved are not defined");
  } else if (P_Omega<S>(hidden, p.M).isZero(S(0))) {
    note("all hidden entries are 0: eu and moved are not defined");
  }
  if (P_Omega<S>(p.Omega, p.M).isZero(S(0))) note("all observed entries are 0: eo is not defined");
  if (!p.known.all()) note("the truth is not known throughout: its subspaces are not defined");
  const Index rows = (p.Omega.rowwise().count() == 0).count();
  const Index cols = (p.Omega.colwise().count() == 0).count();
  if (rows + cols > 0)
    note(fmt::format("{} rows and {} columns have no observed entry: nothing determines them", rows,
                     cols));
}

}  // namespace

template <Real S>
TraceSetup<S> trace_setup(const TraceOptions& o) {
  TraceSetup<S> setup;
  TraceProblem<S>& p = setup.problem;
  TracePlan<S>& plan = setup.plan;
  plan.method = make_scaled_method<S>(o.optimiser, o.hyper_parameters);
  plan.lambda = lambda_plan<S>(o);
  plan.schedule = o.schedule == "decay" ? StepSchedule::decay : StepSchedule::constant;
  plan.steps = o.steps;
  plan.every = o.every;
  p.loss = o.loss == "mean" ? LossScale::mean : LossScale::half_sum;
  p.penalty = o.penalty == "none"      ? PenaltyKind::none
              : o.penalty == "nuclear" ? PenaltyKind::nuclear
                                       : PenaltyKind::ratio;
  const std::uint64_t seed = seed_of(o.seed);
  const Index r = make_truth(o, seed, setup);
  make_mask(o, seed, setup);
  // Again, with what the block methods need; the first call refused a bad one before a file was read.
  plan.method = make_scaled_method<S>(o.optimiser, o.hyper_parameters, p.Omega);
  setup.W_0 = start_of(o, seed, p);
  if (o.rank > std::min(p.M.rows(), p.M.cols()))
    refuse("--rank is {}, expected at most {}", o.rank, std::min(p.M.rows(), p.M.cols()));
  plan.r = o.rank > 0 ? o.rank : r > 0 ? r : natural_rank(p);

  std::string penalty = "no penalty";
  if (p.penalty != PenaltyKind::none) {
    penalty = o.penalty + " penalty, lambda ";
    penalty += o.lambda_schedule != "constant" ? o.lambda_schedule
               : o.lambda.empty()              ? "0.01"
                                               : o.lambda;
  }
  setup.description.push_back(describe_method(o.optimiser, o.hyper_parameters) +
                              (plan.schedule == StepSchedule::decay ? ", eta decays" : ""));
  setup.description.push_back(fmt::format("{} loss, {}, start {}, seed {}, subspaces of rank {}",
                                          o.loss, penalty, o.start, seed, plan.r));
  note_what_is_undefined(setup);
  return setup;
}

template TraceSetup<double> trace_setup(const TraceOptions&);
template TraceSetup<Real113> trace_setup(const TraceOptions&);
template TraceSetup<Real256> trace_setup(const TraceOptions&);
template TraceSetup<Real512> trace_setup(const TraceOptions&);

}  // namespace adamant
