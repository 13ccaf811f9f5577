#include "claim/proof.hpp"

#include "claim/second_leg.hpp"
#include "claim/witnesses.hpp"

#include <algorithm>
#include <ctime>
#include <tuple>

namespace adamant {
namespace {

/// How long the second leg may take, in seconds of the processor.
constexpr double seconds_again = 2;

/// The most steps over which a counterexample to an induction's claim is looked for.
constexpr int most_steps = 3;

double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

Formula fails(const Obligation& o) { return o.guard && !o.condition; }

/// The claim of an induction over as many steps as the size, not over one from a state that may never be reached.
Evidence over_steps(const Evidence& induction) {
  Evidence e = induction;
  e.symbolic = e.unrolled;
  e.unrolled = nullptr;
  return e;
}

/// One attempt: the question, what may be assumed, and who answers.
class Attempt {
 public:
  Attempt(const Evidence& evidence, const OnTrial& on_trial, int size,
          const ProofSettings& settings)
      : evidence_(evidence),
        on_trial_(on_trial),
        settings_(settings),
        instance_(evidence.shape->at(size)),
        question_(question_of(evidence, on_trial, instance_.x)),
        solver_(settings.limits, settings.rules.translation),
        witnesses_(evidence_, on_trial, instance_, solver_, settings.rules.replay) {
    if (!settings.rules.obligations) question_.obligations.clear();
    record_.size = size;
    record_.by_induction = evidence.is_induction();
    record_.ways = question_.ways;
  }

  ProofRecord run() {
    if (!question_.failure.empty()) {
      record_.reason = question_.failure;
      return std::move(record_);
    }
    keep_what_is_read();
    if (!is_satisfiable() || !is_defined() || !is_true()) return std::move(record_);
    if (record_.by_induction && settings_.rules.first_step && !says_what_is_claimed())
      return std::move(record_);
    record_.status = Status::holds;
    if (settings_.second_leg) prove_again();
    if (settings_.needs) drop_each();
    if (settings_.on_proof) settings_.on_proof(given_, question_);
    record_.questions = solver_.questions();
    return std::move(record_);
  }

  /// The second leg alone.
  ProofRecord run_again() {
    if (question_.failure.empty()) {
      keep_what_is_read();
      prove_again();
    }
    return std::move(record_);
  }

  /// What becomes of the claim without the hypothesis of this name; those in `dropped` are not assumed either.
  HypothesisRecord without(const std::string& name, const std::set<std::string>& dropped) {
    HypothesisRecord h{name, Need::not_shown, {}, {}};
    if (!question_.failure.empty()) return h;
    keep_what_is_read();
    std::erase_if(given_, [&](const Hypothesis& g) { return dropped.contains(g.name); });
    for (std::size_t i = 0; i < given_.size(); ++i)
      if (given_[i].name == name) show_need(i, h);
    return h;
  }

 private:
  /// Hypotheses about symbols that neither the statement nor another hypothesis kept speaks of are not assumed.
  void keep_what_is_read() {
    std::set<std::string> read;
    const auto add = [&](Formula f) {
      const auto names = symbols_of(f);
      read.insert(names.begin(), names.end());
    };
    for (const Formula f : question_.conclusions) add(f);
    for (const Obligation& o : question_.obligations) add(o.guard && o.condition);
    record_.symbols.assign(read.begin(), read.end());
    witnesses_.speak_of(record_.symbols);
    for (const Hypothesis& h : instance_.given) {
      const auto names = symbols_of(h.condition);
      const bool matters = std::any_of(
          names.begin(), names.end(), [&](const std::string& name) { return read.contains(name); });
      if (matters) given_.push_back(h);
    }
  }

  void assume(std::size_t without = std::string::npos) {
    if (!settings_.rules.hypotheses) return;
    for (std::size_t i = 0; i < given_.size(); ++i)
      if (i != without) solver_.require(given_[i].condition);
  }

  /// Whether any values satisfy the hypotheses kept and f.
  Answer ask(Formula f, std::size_t without = std::string::npos, bool defined = false) {
    solver_.push();
    assume(without);
    if (defined)
      for (const Obligation& o : question_.obligations)
        solver_.require(implies(o.guard, o.condition));
    solver_.require(f);
    const Answer answer = solver_.check();
    return answer;
  }

  bool is_satisfiable() {
    if (given_.empty()) {
      record_.model = "any values";
      return true;
    }
    const Answer answer = ask(true);
    if (answer == Answer::satisfiable) record_.model = witnesses_.text_of(witnesses_.values());
    solver_.pop();
    if (answer == Answer::satisfiable || !settings_.rules.non_vacuous) return true;
    record_.reason = answer == Answer::unknown ? "whether the hypotheses can hold is not decided"
                                               : "vacuous: the hypotheses contradict one another";
    return false;
  }

  /// Every divisor, root and hyper-parameter, the inner ones first: what is shown helps with the next.
  bool is_defined() {
    solver_.push();
    assume();
    bool defined = true;
    for (const Obligation& o : question_.obligations) {
      solver_.push();
      solver_.require(fails(o));
      const Answer answer = solver_.check();
      note("defined", answer);
      if (!settings_.rules.is_proof(answer)) {
        defined = false;
        const std::string at =
            answer == Answer::satisfiable ? witnesses_.text_of(witnesses_.values()) : "";
        solver_.pop();
        if (answer == Answer::satisfiable) {
          record_.reason = "a hypothesis is missing: " + o.what + ", at " + at;
          record_.counterexample = at;
        } else {
          record_.reason = "not decided: " + o.what;
        }
        break;
      }
      solver_.pop();
      solver_.require(implies(o.guard, o.condition));
    }
    solver_.pop();
    return defined;
  }

  bool is_true() {
    for (const Formula conclusion : question_.conclusions) {
      const Answer answer = ask(!conclusion, std::string::npos, true);
      note("claim", answer);
      if (settings_.rules.is_proof(answer)) {
        solver_.pop();
        continue;
      }
      if (answer == Answer::unknown) {
        record_.reason =
            solver_.seconds_left() > 0 ? "the solver does not know" : "the solver had no more time";
      } else {
        refute();
      }
      solver_.pop();
      return false;
    }
    return true;
  }

  /// By polynomials, from the same hypotheses: first what is claimed, then that all of it has a value.
  void prove_again() {
    std::tie(record_.twice, record_.defined_twice) = follow_by_polynomials(std::string::npos);
  }

  /// Whether the conclusions follow from the hypotheses but one, and whether the obligations do then.
  std::pair<bool, bool> follow_by_polynomials(std::size_t without) const {
    std::vector<Formula> given;
    for (std::size_t i = 0; i < given_.size(); ++i)
      if (i != without) given.push_back(given_[i].condition);
    ExactRules rules;
    rules.deadline = static_cast<double>(std::clock()) / CLOCKS_PER_SEC + seconds_again;
    const auto follows = [&](Formula f) { return follows_by_polynomials(given, f, rules); };
    const bool claimed =
        std::all_of(question_.conclusions.begin(), question_.conclusions.end(), follows);
    const bool defined =
        claimed &&
        std::all_of(question_.obligations.begin(), question_.obligations.end(),
                    [&](const Obligation& o) { return follows(implies(o.guard, o.condition)); });
    return {claimed, defined};
  }

  ProofSettings for_the_rest() const {
    ProofSettings settings;
    settings.limits = settings_.limits;
    settings.limits.seconds = std::max(0.0, settings_.limits.seconds - seconds_since(start_));
    settings.needs = settings.second_leg = false;
    settings.rules = settings_.rules;
    return settings;
  }

  /// That an induction goes through is worth what its formulas say: they are written by hand, and the claim is not.
  bool says_what_is_claimed() {
    const ProofRecord first =
        Attempt(over_steps(evidence_), on_trial_, record_.size, for_the_rest()).run();
    if (first.status == Status::holds) return true;
    record_.status = first.status;
    record_.counterexample = first.counterexample;
    record_.reason =
        "the induction goes through, the claim at its first step does not: " + first.reason;
    return false;
  }

  /// Some state breaks the step. Is there a run that breaks the claim?
  void refute_over_steps() {
    for (int T = record_.size; T <= most_steps; ++T) {
      const ProofRecord run = Attempt(over_steps(evidence_), on_trial_, T, for_the_rest()).run();
      if (run.status != Status::refuted) continue;
      record_.status = Status::refuted;
      record_.counterexample = run.counterexample;
      record_.reason = run.reason;
      return;
    }
    record_.reason = "a step from a state that no run of " + std::to_string(most_steps) +
                     " steps or fewer is known to reach breaks it";
  }

  /// Values break the statement: rationals are looked for that do, and the statement is tried on them.
  void refute() {
    if (record_.by_induction) return refute_over_steps();
    if (const auto replayed = witnesses_.confirm(/*undefined_counts=*/false)) {
      record_.status = Status::refuted;
      record_.counterexample = replayed->instance;
      record_.reason = replayed->failure;
    } else {
      record_.reason = "values that break it are not confirmed without rounding: " +
                       witnesses_.text_of(witnesses_.values());
    }
  }

  /// Drops each hypothesis: not needed any more, or values show that it is.
  void drop_each() {
    std::set<std::string> dropped;
    for (std::size_t i = 0; i < given_.size();) {
      HypothesisRecord h{given_[i].name, Need::not_shown, {}, {}};
      if (record_.by_induction) show_need_over_steps(1, 1, dropped, h);
      if (h.need == Need::not_shown) show_need(i, h);
      if (record_.by_induction && h.need == Need::not_shown)
        show_need_over_steps(2, most_steps, dropped, h);
      if (h.need == Need::not_needed) {
        dropped.insert(h.name);
        given_.erase(given_.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
      record_.given.push_back(std::move(h));
    }
  }

  /// Of an induction: a run of T steps that breaks the claim without the hypothesis.
  void show_need_over_steps(int first, int last, const std::set<std::string>& dropped,
                            HypothesisRecord& h) {
    for (int T = first; T <= last && h.need == Need::not_shown; ++T) {
      const HypothesisRecord at_T =
          Attempt(over_steps(evidence_), on_trial_, T, for_the_rest()).without(h.name, dropped);
      if (at_T.need == Need::needed) h = at_T;
    }
  }

  static void keep(const std::optional<Witness>& found, HypothesisRecord& h) {
    if (!found) return;
    h = {h.name, Need::needed, found->instance, found->failure};
  }

  /// By a few draws, which often are quicker than the solver and find what it does not.
  void draw_need(std::size_t i, bool undefined_counts, HypothesisRecord& h) const {
    Formula where = !given_[i].condition;
    for (std::size_t k = 0; k < given_.size(); ++k)
      if (k != i) where = where && given_[k].condition;
    keep(witnesses_.draw(where, undefined_counts), h);
  }

  void show_need(std::size_t i, HypothesisRecord& h) {
    if (!record_.by_induction) draw_need(i, false, h);
    if (h.need == Need::needed) return;
    const Formula broken = !given_[i].condition;
    Formula claim = true, undefined = false;
    for (const Formula f : question_.conclusions) claim = claim && f;
    for (const Obligation& o : question_.obligations) undefined = undefined || fails(o);
    bool impossible = true;
    for (const bool by_value : {true, false}) {
      const Answer answer = ask(broken && (by_value ? !claim : undefined), i, by_value);
      impossible = impossible && answer == Answer::unsatisfiable;
      if (answer == Answer::satisfiable && !record_.by_induction)
        keep(witnesses_.confirm(!by_value), h);
      solver_.pop();
      if (h.need == Need::needed) return;
    }
    if (impossible || follow_by_polynomials(i).second) {
      h.need = Need::not_needed;
    } else if (!record_.by_induction) {
      draw_need(i, true, h);
    }
  }

  void note(const char* what, Answer) {
    if (settings_.on_question)
      settings_.on_question(what + std::to_string(++noted_), solver_.smt_lib());
  }

  const std::clock_t start_ = std::clock();
  const Evidence evidence_;
  const OnTrial& on_trial_;
  const ProofSettings settings_;
  SymbolicInstance instance_;
  Question question_;
  Solver solver_;
  Witnesses witnesses_;
  std::vector<Hypothesis> given_;
  ProofRecord record_;
  int noted_ = 0;
};

}  // namespace

std::string_view name_of(Need need) {
  return need == Need::needed       ? "needed"
         : need == Need::not_needed ? "not needed"
                                    : "need not shown";
}

ProofRecord prove(const Evidence& evidence, const OnTrial& on_trial, int size,
                  const ProofSettings& settings) {
  const auto start = std::clock();
  ProofRecord record;
  try {
    record = Attempt(evidence, on_trial, size, settings).run();
  } catch (const std::exception& error) {
    record.size = size;
    record.status = Status::failed;
    record.reason = error.what();
  }
  record.seconds = seconds_since(start);
  return record;
}

ProofRecord prove_by_polynomials(const Evidence& evidence, const OnTrial& on_trial, int size) {
  const ProofSettings settings;
  return Attempt(evidence, on_trial, size, settings).run_again();
}

}  // namespace adamant
