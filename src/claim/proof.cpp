#include "claim/proof.hpp"

#include <algorithm>
#include <ctime>
#include <iterator>

namespace adamant {
namespace {

/// The conjuncts of a formula, each once.
void conjuncts(Formula f, std::vector<Formula>& list) {
  if (node_of(f).kind == FormulaKind::conjunction) {
    conjuncts(node_of(f).p, list);
    conjuncts(node_of(f).q, list);
  } else if (!f.is_true() &&
             std::none_of(list.begin(), list.end(), [&](Formula g) { return g.id() == f.id(); })) {
    list.push_back(f);
  }
}

/// A statement on symbols, taken apart: what must have a value, and what must hold.
struct Question {
  std::vector<Obligation> obligations;
  std::vector<Formula> conclusions;
  int ways = 0;
  std::string failure;  ///< why there is no question
};

Question question_of(const Evidence& evidence, const OnTrial& on_trial, const Instance& x,
                     const ProofRules& rules) {
  Question q;
  Finding f;
  const bool complete = explore([&] { f = evidence.symbolic(on_trial, x); },
                                [&](const Path& path) {
                                  ++q.ways;
                                  if (f.failed || f.unknown) q.failure = f.note;
                                  if (f.discarded || f.vacuous)
                                    q.failure = "nothing is claimed at this size";
                                  if (!f.leaves_nothing() || !f.finite)
                                    f.condition = false;  // a relation that is no matter of symbols
                                  for (const Obligation& o : path.preconditions)
                                    q.obligations.push_back(o);
                                  const Formula claim = implies(path.condition, f.condition);
                                  for (const Obligation& o : obligations_of(claim))
                                    q.obligations.push_back(o);
                                  std::vector<Formula> parts;
                                  conjuncts(f.condition, parts);
                                  for (const Formula part : parts)
                                    q.conclusions.push_back(implies(path.condition, part));
                                });
  if (!complete) q.failure = "more ways through the branches of the code than are tried";
  if (!rules.obligations) q.obligations.clear();
  return q;
}

Formula fails(const Obligation& o) { return o.guard && !o.condition; }

/// One attempt: the question, what may be assumed, and who answers.
class Attempt {
 public:
  Attempt(const Evidence& evidence, const OnTrial& on_trial, int size,
          const ProofSettings& settings)
      : evidence_(evidence),
        on_trial_(on_trial),
        settings_(settings),
        instance_(evidence.shape->at(size)),
        question_(question_of(evidence, on_trial, instance_.x, settings.rules)),
        solver_(settings.limits, settings.rules.translation) {
    record_.size = size;
    record_.by_induction = evidence.exact == nullptr;
    record_.ways = question_.ways;
  }

  ProofRecord run() {
    if (!question_.failure.empty()) {
      record_.reason = question_.failure;
      return std::move(record_);
    }
    keep_what_is_read();
    if (!is_satisfiable() || !is_defined() || !is_true()) return std::move(record_);
    record_.status = Status::holds;
    record_.twice = std::all_of(question_.conclusions.begin(), question_.conclusions.end(),
                                is_identity_of_polynomials);
    if (settings_.needs && !record_.by_induction) drop_each();
    record_.questions = solver_.questions();
    return std::move(record_);
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
    if (answer == Answer::satisfiable) record_.model = text_of(values());
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
        const std::string at = answer == Answer::satisfiable ? ", at " + text_of(values()) : "";
        solver_.pop();
        if (answer == Answer::satisfiable) {
          record_.reason = "a hypothesis is missing: " + o.what + at;
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

  /// Values break the statement: rationals are looked for that do, and the statement is tried on them.
  void refute() {
    if (const auto replayed = confirm(/*undefined_counts=*/false)) {
      record_.status = Status::refuted;
      record_.counterexample = replayed->first;
      record_.reason = replayed->second;
    } else {
      record_.reason =
          "values that break it are not confirmed without rounding: " + text_of(values());
    }
  }

  /// Drops each hypothesis: not needed any more, or values show that it is.
  void drop_each() {
    for (std::size_t i = 0; i < given_.size();) {
      HypothesisRecord h{given_[i].name, Need::not_shown, {}, {}};
      show_need(i, h);
      if (h.need == Need::not_needed) {
        given_.erase(given_.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
      record_.given.push_back(std::move(h));
    }
  }

  void show_need(std::size_t i, HypothesisRecord& h) {
    const Formula broken = !given_[i].condition;
    Formula claim = true, undefined = false;
    for (const Formula f : question_.conclusions) claim = claim && f;
    for (const Obligation& o : question_.obligations) undefined = undefined || fails(o);
    bool impossible = true;
    for (const bool by_value : {true, false}) {
      const Answer answer = ask(broken && (by_value ? !claim : undefined), i, by_value);
      impossible = impossible && answer == Answer::unsatisfiable;
      if (answer == Answer::satisfiable)
        if (const auto replayed = confirm(!by_value)) {
          h.need = Need::needed;
          std::tie(h.witness, h.failure) = *replayed;
        }
      solver_.pop();
      if (h.need == Need::needed) return;
    }
    if (impossible) h.need = Need::not_needed;
  }

  /// Of what the statement does not read the value does not matter: 1/2 is in every range.
  Assignment values() {
    Assignment all;
    for (const Hypothesis& h : instance_.given)
      for (const std::string& name : symbols_of(h.condition)) all[name] = Rational(1) / 2;
    for (const std::string& name : record_.symbols) all[name] = solver_.value_of(name);
    return all;
  }
  std::string text_of(const Assignment& all) const {
    try {
      return evidence_.domain->text(evidence_.shape->fill(instance_.x, all));
    } catch (const std::invalid_argument&) {
      std::string text;
      for (const auto& [name, value] : all)
        text += (text.empty() ? "" : ", ") + name + " = " + value.str();
      return text;
    }
  }

  /// The statement itself on these values, without rounding: an instance on which it fails, and how.
  std::optional<std::pair<std::string, std::string>> replay(const Assignment& all,
                                                            bool undefined_counts) const {
    if (!evidence_.exact) return std::nullopt;
    Instance x;
    try {
      x = evidence_.shape->fill(instance_.x, all);
    } catch (const std::invalid_argument&) {
      return std::nullopt;
    }
    const Finding f = evidence_.exact(on_trial_, x);
    const std::string text = evidence_.domain->text(x);
    const bool undefined = f.failed || (!f.finite && !f.unable);
    if (undefined && undefined_counts) return std::pair(text, f.note);
    if (!undefined && !f.discarded && f.finite && !f.zero()) return std::pair(text, f.note);
    return std::nullopt;
  }

  /// After `satisfiable`: rational values of the same kind, on which the replay fails as it should.
  std::optional<std::pair<std::string, std::string>> confirm(bool undefined_counts) {
    Assignment all = values();
    if (!settings_.rules.replay) return std::pair(text_of(all), std::string("not replayed"));
    if (const auto found = replay(all, undefined_counts)) return found;
    solver_.push();
    const bool fixed = fix_each(all);
    solver_.pop();
    return fixed ? replay(all, undefined_counts) : std::nullopt;
  }

  /// Asks again with one symbol after the other held at a small number of few bits.
  bool fix_each(Assignment& all) {
    static const std::vector<Rational> small = [] {
      std::vector<Rational> list;
      for (const int q : {1, 2, 4, 8})
        for (int p = 0; p <= 4 * q; ++p)
          if (p % 2 == 1 || q == 1)
            for (const int s : {1, -1})
              if (p != 0 || s == 1) list.emplace_back(Rational(s * p) / q);
      return list;
    }();
    for (const std::string& name : record_.symbols) {
      const Term symbol = Term::symbol(name);
      std::vector<Rational> candidates{all[name]};
      const Rational scaled = all[name] * 64;
      candidates.push_back(Rational(divide(numerator(scaled), denominator(scaled)).quotient) / 64);
      candidates.insert(candidates.end(), small.begin(), small.end());
      if (denominator(all[name]) > 64) std::swap(candidates[0], candidates[2]);
      bool fixed = false;
      for (std::size_t k = 0; k < candidates.size() && !fixed && solver_.seconds_left() > 0; ++k) {
        solver_.push();
        solver_.require(symbol == Term(candidates[k]));
        fixed = solver_.check() == Answer::satisfiable;
        if (fixed) {
          for (auto& [other, value] : all) value = solver_.value_of(other);
          all[name] = candidates[k];
        }
        solver_.pop();
      }
      if (!fixed) return false;
      solver_.require(symbol == Term(all[name]));
    }
    return true;
  }

  void note(const char* what, Answer) {
    if (settings_.on_question)
      settings_.on_question(what + std::to_string(++noted_), solver_.smt_lib());
  }

  const Evidence& evidence_;
  const OnTrial& on_trial_;
  const ProofSettings& settings_;
  SymbolicInstance instance_;
  Question question_;
  Solver solver_;
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
  record.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  return record;
}

}  // namespace adamant
