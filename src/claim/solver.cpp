#include "claim/solver.hpp"

#include <z3++.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <thread>

namespace adamant {
namespace {

/// Of this process: a busy machine changes no answer.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// How much longer a question may take on the wall than on the processor.
constexpr double patience = 20;

/// Interrupts the solver once this process has spent so many more seconds of the processor: its own limit counts
/// those of the wall.
class Watch {
 public:
  Watch(z3::context& context, double seconds)
      : thread_([&context, end = processor_seconds() + seconds](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any woken;
          std::unique_lock lock(mutex);
          while (!woken.wait_for(lock, stop, std::chrono::milliseconds(20),
                                 [&] { return processor_seconds() >= end; }))
            if (stop.stop_requested()) return;
          context.interrupt();
        }) {}

 private:
  std::jthread thread_;
};

constexpr unsigned seed = 20200617;

}  // namespace

struct Solver::Impl {
  Impl(const SolverLimits& l, const Translation& t)
      : limits(l), rules(t), start(processor_seconds()), solver(context, "QF_NRA"), fresh(0) {}

  z3::expr of(Term x) {
    if (const auto at = terms.find(x.id()); at != terms.end()) return at->second;
    const z3::expr e = made(x);
    terms.emplace(x.id(), e);
    return e;
  }
  z3::expr of(Formula f) {
    if (f.is_true() || f.is_false()) return context.bool_val(f.is_true());
    const FormulaNode& n = node_of(f);
    switch (n.kind) {
      case FormulaKind::less:
        return rules.less_is_strict ? of(n.a) < of(n.b) : of(n.a) <= of(n.b);
      case FormulaKind::at_most:
        return of(n.a) <= of(n.b);
      case FormulaKind::equal:
        return of(n.a) == of(n.b);
      case FormulaKind::negation:
        return rules.negates ? !of(n.p) : of(n.p);
      case FormulaKind::conjunction:
        return of(n.p) && of(n.q);
      case FormulaKind::disjunction:
        return of(n.p) || of(n.q);
      case FormulaKind::constant:
        break;
    }
    return context.bool_val(true);
  }
  /// Definitions of the terms met since the last call: they hold whatever else does, so they may be required
  /// at any depth; a pop forgets those that were required above it, and they are then met anew.
  void define() {
    for (const z3::expr& d : pending) solver.add(d);
    pending.clear();
  }
  double left() const { return limits.seconds - (processor_seconds() - start); }

  SolverLimits limits;
  Translation rules;
  double start;
  z3::context context;
  z3::solver solver;
  int fresh;
  int asked = 0;
  std::map<std::int32_t, z3::expr> terms;
  std::vector<z3::expr> pending;
  std::vector<std::map<std::int32_t, z3::expr>> levels;
  std::optional<z3::model> model;

 private:
  z3::expr made(Term x) {
    const TermNode& n = node_of(x);
    switch (n.kind) {
      case TermKind::constant:
        return context.real_val(n.value.str().c_str());
      case TermKind::symbol:
        return context.real_const(n.name.c_str());
      case TermKind::sum:
        return of(n.a) + of(n.b);
      case TermKind::product:
        return of(n.a) * of(n.b);
      case TermKind::choice:
        return rules.choice_is_in_order ? z3::ite(of(n.condition), of(n.a), of(n.b))
                                        : z3::ite(of(n.condition), of(n.b), of(n.a));
      case TermKind::root: {
        const z3::expr a = of(n.a), r = unknown("root");
        if (rules.root_is_not_negative) pending.push_back(a < 0 || r >= 0);
        if (rules.root_squares) pending.push_back(a < 0 || r * r == a);
        return r;
      }
      case TermKind::quotient:
      case TermKind::quotient_with_zero: {
        const z3::expr a = of(n.a), b = of(n.b), q = unknown("quotient");
        pending.push_back(b == 0 ||
                          q * b == (rules.quotient_keeps_sign ? a : z3::ite(a < 0, -a, a)));
        if (n.kind == TermKind::quotient_with_zero && rules.zero_over_zero_is_zero)
          pending.push_back(b != 0 || a != 0 || q == 0);
        return q;
      }
    }
    return context.real_val(0);
  }
  z3::expr unknown(const char* what) {
    return context.real_const((std::string(what) + "!" + std::to_string(fresh++)).c_str());
  }
};

Solver::Solver(const SolverLimits& limits, const Translation& translation)
    : impl_(std::make_unique<Impl>(limits, translation)) {}
Solver::~Solver() = default;

void Solver::push() {
  impl_->levels.push_back(impl_->terms);
  impl_->solver.push();
}
void Solver::pop() {
  impl_->solver.pop();
  impl_->terms = std::move(impl_->levels.back());
  impl_->levels.pop_back();
}

void Solver::require(Formula f) {
  const z3::expr e = impl_->of(f);
  impl_->define();
  impl_->solver.add(e);
}

Answer Solver::check() {
  ++impl_->asked;
  const SolverLimits& limits = impl_->limits;
  const double left =
      limits.steps_a_question ? impl_->left() : std::min(impl_->left(), limits.seconds_a_question);
  if (left <= 0) return Answer::unknown;
  try {
    z3::params p(impl_->context);
    p.set("timeout", static_cast<unsigned>(std::max(1.0, left * 1000 * patience)));
    p.set("random_seed", seed);
    if (limits.steps_a_question) p.set("rlimit", limits.steps_a_question);
    z3::solver fresh(impl_->context, "QF_NRA");
    fresh.set(p);
    for (const z3::expr& e : impl_->solver.assertions()) fresh.add(e);
    const Watch watch(impl_->context, left);
    switch (fresh.check()) {
      case z3::unsat:
        return Answer::unsatisfiable;
      case z3::sat:
        impl_->model = fresh.get_model();
        return Answer::satisfiable;
      case z3::unknown:
        break;
    }
  } catch (const z3::exception&) {
  }
  return Answer::unknown;
}

Rational Solver::value_of(const std::string& symbol, bool* exact) {
  if (exact) *exact = false;
  if (!impl_->model) return 0;
  const z3::expr v =
      impl_->model->eval(impl_->context.real_const(symbol.c_str()), /*model_completion=*/true);
  if (v.is_numeral()) {
    if (exact) *exact = true;
    return Rational(Z3_get_numeral_string(impl_->context, v));
  }
  if (exact) *exact = false;
  if (!v.is_algebraic()) return 0;
  const Z3_ast lower = Z3_get_algebraic_number_lower(impl_->context, v, 10);
  Z3_inc_ref(impl_->context, lower);
  const Rational near(Z3_get_numeral_string(impl_->context, lower));
  Z3_dec_ref(impl_->context, lower);
  const Rational scaled = near * 1024;
  return Rational(divide(numerator(scaled), denominator(scaled)).quotient) / 1024;
}

std::string Solver::smt_lib() const { return "(set-logic QF_NRA)\n" + impl_->solver.to_smt2(); }

int Solver::questions() const { return impl_->asked; }
double Solver::seconds_left() const { return impl_->left(); }

std::string Solver::version() {
  unsigned major = 0, minor = 0, build = 0, revision = 0;
  Z3_get_version(&major, &minor, &build, &revision);
  return "Z3 " + std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(build);
}

}  // namespace adamant
