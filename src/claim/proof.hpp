#pragma once

#include "claim/proved.hpp"
#include "claim/question.hpp"
#include "claim/solver.hpp"
#include "claim/verdict.hpp"

namespace adamant {

/// What became of one hypothesis when it was dropped.
enum class Need { needed, not_needed, not_shown };

std::string_view name_of(Need need);

struct HypothesisRecord {
  std::string name;
  Need need = Need::not_shown;
  std::string
      witness;  ///< an instance that satisfies the others alone, and on which the claim fails
  std::string failure;  ///< how it fails there, without rounding
};

/// What an attempt to prove a statement at one size came to.
///
///   holds      no real values that satisfy the hypotheses break it, and everything in it has a value
///   refuted    values break it, and the statement without rounding says so too
///   undecided  the solver does not know or had no time; a hypothesis is missing; the hypotheses contradict one
///              another; or values that break it were not confirmed. Of an induction also that a step fails from
///              a state to which no short run was found to lead
struct ProofRecord {
  int size = 0;
  Status status = Status::undecided;
  std::string reason;
  std::vector<HypothesisRecord> given;  ///< of those, the ones that are not needed are not assumed
  std::string model;                    ///< values that satisfy all hypotheses
  std::string counterexample;
  bool by_induction = false;
  bool twice = false;          ///< proved a second time, by exact arithmetic on polynomials
  bool defined_twice = false;  ///< and that everything in it has a value
  bool by_coq = false;         ///< and by Coq, which whoever asked for the proof saw to
  int ways = 0;                ///< through the branches of the code
  int questions = 0;
  double seconds = 0;
  std::vector<std::string> symbols;
};

/// How a proof goes about it: replaceable, because it goes on trial too.
struct ProofRules {
  /// What counts as a proof that nothing breaks the statement.
  bool (*is_proof)(Answer) = [](Answer a) { return a == Answer::unsatisfiable; };
  /// What of an obligation has to be shown.
  bool obligations = true;
  bool non_vacuous = true;
  bool replay = true;
  /// Whether the claim itself has to hold at the first step, and not only the formulas of an induction.
  bool first_step = true;
  Translation translation{};
  bool hypotheses = true;  ///< false: they are left out of the questions
};

struct ProofSettings {
  SolverLimits limits{};
  bool needs = true;       ///< whether each hypothesis is dropped once
  bool second_leg = true;  ///< whether it is proved a second time
  ProofRules rules{};
  /// Called with each question that a proof rests on, as SMT-LIB.
  std::function<void(const std::string& name, const std::string& smt_lib)> on_question{};
  /// Called with what is proved, and the hypotheses that it is proved from.
  std::function<void(const std::vector<Hypothesis>& given, const Question& question)> on_proof{};
};

/// Proves the evidence's statement at one size, or says why not. Requires evidence of kind proved.
ProofRecord prove(const Evidence& evidence, const OnTrial& on_trial, int size,
                  const ProofSettings& settings);

/// The second leg alone: of the record only `twice` and `defined_twice`. It may spend far more than its time in
/// one factorisation, which cannot be interrupted: give it a process that can.
ProofRecord prove_by_polynomials(const Evidence& evidence, const OnTrial& on_trial, int size);

}  // namespace adamant
