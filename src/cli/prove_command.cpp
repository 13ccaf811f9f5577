#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/selector.hpp"
#include "cli/workers.hpp"
#include "report/proofs.hpp"
#include "scalar/atomic_file.hpp"
#include "scalar/environment.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

namespace adamant {
namespace {

/// A proof to be tried, and on what.
struct Task {
  ProofOfClaim proof;
  const Mutant* mutant = nullptr;
  bool done = false;
};

std::vector<Task> tasks_of(const std::vector<const Claim*>& claims, const ProveOptions& options,
                           const Docket& docket) {
  std::vector<Task> tasks;
  const auto add = [&](const Mutant* mutant) {
    for (const Claim* claim : claims)
      for (int k = 0; k < claim->holds.size(); ++k)
        if (claim->holds.items[static_cast<std::size_t>(k)].kind == EvidenceKind::proved)
          tasks.push_back(
              {{claim, k, mutant ? std::string(mutant->name) : std::string()}, mutant, false});
  };
  if (options.mutant.empty()) add(nullptr);
  for (const Mutant& mutant : docket.zoo.mutants)
    if (!options.mutant.empty() && matches_glob(options.mutant, mutant.name)) add(&mutant);
  return tasks;
}

/// The sizes one after the other, until one is not proved.
void prove_sizes(ProofOfClaim& proof, const OnTrial& on_trial, const ProveOptions& options) {
  const Evidence& evidence = proof.claim->holds.items[static_cast<std::size_t>(proof.evidence)];
  const int most = options.size > 0 ? options.size : evidence.shape->most;
  ProofSettings settings;
  settings.limits.seconds = options.seconds;
  for (int size = evidence.shape->first; size <= most; ++size) {
    if (!options.smt2.empty())
      settings.on_question = [&](const std::string& name, const std::string& text) {
        const auto file = std::filesystem::path(options.smt2) /
                          fmt::format("{}-{}-{}.smt2", proof.claim->id, size, name);
        write_file_atomically(file.string(), fmt::format("; {}\n; {}{}\n{}", proof.claim->name,
                                                         evidence.shape->axis, size, text));
      };
    settings.needs = options.needs && proof.against.empty() && size == evidence.shape->quick;
    proof.sizes.push_back(prove(evidence, on_trial, size, settings));
    if (proof.sizes.back().status != Status::holds) break;
  }
}

/// Prints in the order of the tables, each as soon as all before it are there.
class Printer {
 public:
  Printer(std::vector<Task>& tasks, Progress& progress) : tasks_(tasks), progress_(progress) {}
  void advance() {
    for (; next_ < tasks_.size() && tasks_[next_].done; ++next_) {
      progress_.clear();
      const Task& task = tasks_[next_];
      if (!task.proof.against.empty()) fmt::print("{:<28} ", task.proof.against);
      fmt::print("{}", prove_line(task.proof, colour_wanted() ? Colour::on : Colour::off));
      std::fflush(stdout);
    }
  }

 private:
  std::vector<Task>& tasks_;
  Progress& progress_;
  std::size_t next_ = 0;
};

bool run_tasks(std::vector<Task>& tasks, const ProveOptions& options, const Docket& docket) {
  Progress progress(tasks.size());
  Printer printer(tasks, progress);
  Work work;
  work.count = static_cast<int>(tasks.size());
  work.jobs = options.jobs;
  work.run = [&](int i, const auto&) {
    Task task = tasks[static_cast<std::size_t>(i)];
    prove_sizes(task.proof, task.mutant ? task.mutant->on_trial() : docket.on_trial, options);
    return proof_bytes(task.proof);
  };
  work.done = [&](int i, const WorkResult& result) {
    Task& task = tasks[static_cast<std::size_t>(i)];
    task.done = true;
    if (result.kind == WorkResult::Kind::done) read_proof_bytes(result.bytes, task.proof);
    progress.advance(std::string(task.proof.claim->id));
    printer.advance();
  };
  const bool finished = run_in_processes(work);
  progress.clear();
  return finished;
}

int exit_code_of(const std::vector<Task>& tasks, const ProveOptions& options) {
  bool unwanted = false, unknown = false;
  for (const Task& task : tasks) {
    unknown = unknown || task.proof.undecided();
    unwanted = unwanted || (!task.proof.undecided() && !task.proof.as_wanted());
  }
  if (!options.mutant.empty()) return exit_code::as_wanted;
  return unwanted ? exit_code::differs : unknown ? exit_code::unknown : exit_code::as_wanted;
}

/// What tells each mutant from the reference: the first input that breaks a proved claim, or none.
std::string mutants_summary(const std::vector<Task>& tasks) {
  std::map<std::string, const Task*> told;
  for (const Task& task : tasks) {
    const auto [at, fresh] = told.try_emplace(task.proof.against, nullptr);
    const ProofRecord* last = task.proof.decided();
    const bool broken = task.proof.undecided() || !task.proof.as_wanted();
    if (!at->second && broken && last && last->status == Status::refuted) at->second = &task;
  }
  std::string text;
  for (const auto& [name, task] : told)
    text += task ? fmt::format("{:<32} told apart by {} at {}\n", name, task->proof.claim->id,
                               task->proof.decided()->counterexample)
                 : fmt::format("{:<32} no claim that is proved tells it apart\n", name);
  return text;
}

}  // namespace

int prove_command(const ProveOptions& options, const Docket& docket) {
  auto tasks = tasks_of(select_claims(docket.groups, options.selectors), options, docket);
  if (tasks.empty()) {
    fmt::print(stderr, "adamant: no claim that is stated on symbols is selected\n");
    return exit_code::nothing_selected;
  }
  if (!options.json.empty()) require_writable(options.json);
  if (!options.smt2.empty()) std::filesystem::create_directories(options.smt2);
  const auto start = std::chrono::steady_clock::now();
  Context context;
  context.date = fmt::format(
      "{:%FT%TZ}",
      fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  context.build = build_description();
  context.seed = Settings{}.seed;
  context.jobs = options.jobs;
  context.interrupted = !run_tasks(tasks, options, docket);
  context.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::vector<ProofOfClaim> proofs;
  for (const Task& task : tasks)
    if (task.done) proofs.push_back(task.proof);
  fmt::print("\n{}", options.mutant.empty() ? prove_summary(proofs, context.seconds)
                                            : mutants_summary(tasks));
  std::fflush(stdout);
  if (!options.json.empty()) write_file_atomically(options.json, prove_json(context, proofs));
  return context.interrupted ? exit_code::interrupted : exit_code_of(tasks, options);
}

}  // namespace adamant
