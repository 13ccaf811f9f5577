#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/selector.hpp"
#include "cli/workers.hpp"
#include "report/proofs.hpp"
#include "scalar/atomic_file.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace adamant {
namespace {

/// How many instances are drawn for a bug that is not planted on symbols.
constexpr int draws = 200;
/// After so many on which nothing is compared the part is not changed at all.
constexpr int idle_draws = 12;

/// What is asked, and of what the bug is to differ from.
struct Inquiry {
  const ProveOptions& options;
  const OnTrial& reference;
  std::span<const Claim> parts;
};

/// By the solver, at one size after the other.
bool ask_solver(const Claim& same, const OnTrial& bugged, const Inquiry& inquiry, MutantProof& d) {
  const ProveOptions& options = inquiry.options;
  const Evidence& evidence = same.holds.items[0];
  const int most = options.size > 0 ? options.size : evidence.shape->most;
  ProofSettings settings;
  settings.limits.seconds = options.seconds;
  settings.needs = settings.second_leg = false;
  for (int size = evidence.shape->first; size <= most; ++size) {
    const ProofRecord r = prove(evidence, bugged, size, settings);
    if (r.reason == nothing_is_claimed) return false;
    d.part = same.id;
    d.by = "solver";
    d.size = size;
    d.axis = evidence.shape->axis;
    if (r.status == Status::refuted ||
        (r.status == Status::undecided && !r.counterexample.empty())) {
      d.verdict = MutantProof::Verdict::told_apart;
      d.input = r.counterexample;
      d.how = r.reason;
      return true;
    }
    if (r.status != Status::holds) {
      d.verdict = MutantProof::Verdict::undecided;
      d.how = r.reason;
      return true;
    }
    d.verdict = MutantProof::Verdict::same;
  }
  return true;
}

/// Instances are drawn until one tells: the reference has a value there, and `differs` of what the bug leaves.
template <class Differs>
bool draw(const Claim& same, const OnTrial& bugged, const Inquiry& inquiry, const Domain& domain,
          Evaluate statement, const Differs& differs, MutantProof& d) {
  Random random(Settings{}.seed);
  int tried = 0, idle = 0;
  d.part = same.id;
  d.verdict = MutantProof::Verdict::undecided;
  for (int k = 0; k < draws; ++k) {
    const Instance x = domain.draw(random, 20 + k / 2);
    const Finding sound = statement(inquiry.reference, x);
    if (sound.failed || sound.unable || !sound.finite) continue;
    const Finding f = statement(bugged, x);
    ++tried;
    idle += f.vacuous;
    if (idle == tried && idle == idle_draws) return false;
    if (f.vacuous || f.discarded || f.unable || !(f.failed || !f.finite || differs(f))) continue;
    d.verdict = MutantProof::Verdict::told_apart;
    d.input = domain.text(x);
    d.how = f.note;
    return true;
  }
  d.how = fmt::format("{} draws do not differ", draws);
  return true;
}

/// Without rounding: where the bug is planted there and not on symbols, where no solution of the solver's is one in
/// rationals, or where it takes more steps than the solver was asked about.
bool draw_exactly(const Claim& same, const OnTrial& bugged, const Inquiry& inquiry,
                  MutantProof& d) {
  const Evidence& exact = same.holds.items[0];
  d.by = "draw";
  return draw(
      same, bugged, inquiry, *exact.domain, exact.exact, [](const Finding& f) { return !f.zero(); },
      d);
}

/// At the last rung of the ladder: roots that do not combine without rounding, and what is wrong in its rounding
/// alone. Half of the bits is what no rounding comes to.
bool draw_on_the_ladder(const Claim& same, const OnTrial& bugged, const Inquiry& inquiry,
                        MutantProof& d) {
  const Evidence& ladder = same.holds.items[1];
  d.by = "ladder";
  return draw(
      same, bugged, inquiry, *ladder.domain, ladder.tiers.back(),
      [](const Finding& f) { return f.log2_residual > -ladder_bits.back() / 2; }, d);
}

/// What tells the bug from the reference: in the first part that it changes and that tells. What the solver proves
/// stands where neither draws nor the ladder find more steps, or a rounding, that differ.
MutantProof difference_of(const Mutant& mutant, const Inquiry& inquiry) {
  MutantProof best{.mutant = std::string(mutant.name)};
  const OnTrial& bugged = mutant.on_trial();
  for (const auto leg : {ask_solver, draw_exactly, draw_on_the_ladder})
    for (const Claim& same : inquiry.parts) {
      MutantProof d{.mutant = best.mutant};
      if (!leg(same, bugged, inquiry, d)) continue;
      if (d.verdict == MutantProof::Verdict::told_apart) return d;
      if (best.verdict != MutantProof::Verdict::same) best = d;
    }
  return best;
}

}  // namespace

int prove_mutants_command(const ProveOptions& options, const Docket& docket) {
  std::vector<const Mutant*> mutants;
  for (const Mutant& mutant : docket.zoo.mutants)
    if (!is_of_the_court(mutant) && matches_glob(options.mutant, mutant.name))
      mutants.push_back(&mutant);
  if (mutants.empty()) {
    fmt::print(stderr, "adamant: no planted bug is named '{}'\n", options.mutant);
    return exit_code::nothing_selected;
  }
  if (!options.json.empty()) require_writable(options.json);
  const auto start = std::chrono::steady_clock::now();
  Context context = context_of_proofs(options);
  std::vector<MutantProof> all(mutants.size());
  Progress progress(mutants.size());
  Work work;
  work.count = static_cast<int>(mutants.size());
  work.jobs = options.jobs;
  work.run = [&](int i, const auto&) {
    return difference_bytes(difference_of(*mutants[static_cast<std::size_t>(i)],
                                          {options, docket.on_trial, docket.differences}));
  };
  work.done = [&](int i, const WorkResult& result) {
    MutantProof& d = all[static_cast<std::size_t>(i)];
    d.mutant = mutants[static_cast<std::size_t>(i)]->name;
    if (result.kind == WorkResult::Kind::done) d = difference_from(result.bytes);
    progress.advance(d.mutant);
  };
  context.interrupted = !run_in_processes(work);
  progress.clear();
  context.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print("{}", differences_table(all, context.seconds));
  std::fflush(stdout);
  if (!options.json.empty()) write_file_atomically(options.json, prove_json(context, {}, all));
  if (context.interrupted) return exit_code::interrupted;
  bool same = false, undecided = false;
  for (const MutantProof& d : all) {
    same = same || d.verdict == MutantProof::Verdict::same;
    undecided = undecided || d.verdict == MutantProof::Verdict::undecided;
  }
  return same ? exit_code::differs : undecided ? exit_code::unknown : exit_code::as_wanted;
}

}  // namespace adamant
