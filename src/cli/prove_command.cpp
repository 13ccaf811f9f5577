#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/selector.hpp"
#include "cli/subprocess.hpp"
#include "cli/workers.hpp"
#include "report/coq.hpp"
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

namespace fs = std::filesystem;

/// The longest that coqc may take for one file, on the clock.
constexpr int coq_seconds = 120;

/// A proof to be tried: one size after the other, each by the solver and then by polynomials.
struct Task {
  ProofOfClaim proof;
  bool done = false;
  bool again = false;  ///< the second leg of the last size is next
};

/// Neither the solver nor a factorisation can always be interrupted: a piece that takes longer is killed.
constexpr double patience = 1.2;

std::vector<Task> tasks_of(const std::vector<const Claim*>& claims) {
  std::vector<Task> tasks;
  for (const Claim* claim : claims)
    for (int k = 0; k < claim->holds.size(); ++k)
      if (claim->holds.items[static_cast<std::size_t>(k)].kind == EvidenceKind::proved)
        tasks.push_back({{claim, k}});
  return tasks;
}

bool coq_is_installed() { return run_program({"coqc", "--version"}).code == 0; }

/// Whether coqc accepts the file; what it writes beside it goes away again.
bool coq_accepts(const fs::path& file) {
  const fs::path folder = fs::absolute(file).parent_path();
  const Finished run =
      run_program({"env", "-C", folder.string(), "timeout", std::to_string(coq_seconds), "coqc",
                   "-q", "-w", "none", file.filename().string()});
  for (const char* cache : {".nra.cache", ".lia.cache"}) fs::remove(folder / cache);
  for (const char* extension : {".vo", ".vok", ".vos", ".glob"})
    fs::remove(fs::path(file).replace_extension(extension));
  fs::remove(file.parent_path() / ("." + file.stem().string() + ".aux"));
  return run.code == 0;
}

class Prover {
 public:
  Prover(const ProveOptions& options, const OnTrial& on_trial)
      : options_(options),
        on_trial_(on_trial),
        compiles_(!options.coq.empty() && coq_is_installed()) {}

  bool compiles() const { return compiles_; }

  /// The next piece of the task: the second leg of the last size, or the next size.
  void advance(Task& task) const {
    ProofOfClaim& proof = task.proof;
    if (task.again) {
      const ProofRecord again =
          prove_by_polynomials(evidence_of(proof), on_trial_, proof.sizes.back().size);
      proof.sizes.back().twice = again.twice;
      proof.sizes.back().defined_twice = again.defined_twice;
      return;
    }
    const int size = next_size(proof);
    proof.sizes.push_back(prove(evidence_of(proof), on_trial_, size, settings_at(proof, size)));
    ProofRecord& record = proof.sizes.back();
    if (compiles_ && record.status == Status::holds && is_for_coq(proof, size))
      record.by_coq = coq_accepts(coq_path(proof, size));
  }

  /// After a piece that was killed: a size without an answer, or one without a second proof.
  void give_up(Task& task) const {
    if (task.again) return;
    ProofRecord record;
    record.size = next_size(task.proof);
    record.by_induction = evidence_of(task.proof).is_induction();
    record.reason = "the solver had no more time";
    record.seconds = patience * options_.seconds;
    task.proof.sizes.push_back(std::move(record));
  }

  /// What comes after the piece that has ended; the task may be done.
  void turn(Task& task) const {
    const ProofOfClaim& proof = task.proof;
    const bool holds = proof.sizes.back().status == Status::holds;
    task.again = holds && !task.again && proof.claim->wanted() == Wanted::holds;
    task.done = !task.again && (!holds || next_size(proof) > largest_size(proof));
  }

 private:
  static const Evidence& evidence_of(const ProofOfClaim& proof) {
    return proof.claim->holds.items[static_cast<std::size_t>(proof.evidence)];
  }
  static const Shape& shape_of(const ProofOfClaim& proof) { return *evidence_of(proof).shape; }
  static int next_size(const ProofOfClaim& proof) {
    return proof.sizes.empty() ? shape_of(proof).first : proof.sizes.back().size + 1;
  }
  int largest_size(const ProofOfClaim& proof) const {
    return options_.size > 0 ? options_.size : shape_of(proof).most;
  }
  bool is_for_coq(const ProofOfClaim& proof, int size) const {
    return !options_.coq.empty() && size == std::max(shape_of(proof).quick, shape_of(proof).first);
  }
  fs::path coq_path(const ProofOfClaim& proof, int size) const {
    return fs::path(options_.coq) / fmt::format("{}_{}.v", proof.claim->id, size);
  }

  ProofSettings settings_at(const ProofOfClaim& proof, int size) const {
    ProofSettings settings;
    settings.limits.seconds = options_.seconds;
    settings.second_leg = false;
    settings.needs = size == shape_of(proof).quick;
    if (!options_.smt2.empty())
      settings.on_question = [&proof, size, this](const std::string& name,
                                                  const std::string& text) {
        const auto file =
            fs::path(options_.smt2) / fmt::format("{}-{}-{}.smt2", proof.claim->id, size, name);
        write_file_atomically(file.string(), fmt::format("; {}\n; {} = {}\n{}", proof.claim->name,
                                                         shape_of(proof).axis, size, text));
      };
    if (is_for_coq(proof, size))
      settings.on_proof = [&proof, size, this](const auto& given, const Question& question) {
        const std::string title = fmt::format("{} {}, {} = {}", proof.claim->id, proof.claim->name,
                                              shape_of(proof).axis, size);
        write_file_atomically(coq_path(proof, size).string(), coq_file(title, given, question));
      };
    return settings;
  }

  const ProveOptions& options_;
  const OnTrial& on_trial_;
  bool compiles_;
};

/// Prints in the order of the tables, each as soon as all before it are there.
class Printer {
 public:
  Printer(std::vector<Task>& tasks, Progress& progress) : tasks_(tasks), progress_(progress) {}
  void advance() {
    for (; next_ < tasks_.size() && tasks_[next_].done; ++next_) {
      progress_.clear();
      fmt::print("{}", prove_line(tasks_[next_].proof, colour_wanted() ? Colour::on : Colour::off));
      std::fflush(stdout);
    }
  }

 private:
  std::vector<Task>& tasks_;
  Progress& progress_;
  std::size_t next_ = 0;
};

bool run_tasks(std::vector<Task>& tasks, const ProveOptions& options, const Prover& prover) {
  Progress progress(tasks.size());
  Printer printer(tasks, progress);
  std::vector<Task*> pending;
  for (Task& task : tasks) pending.push_back(&task);
  bool finished = true;
  while (finished && !pending.empty()) {
    Work work;
    work.count = static_cast<int>(pending.size());
    work.jobs = options.jobs;
    work.timeout = patience * options.seconds;
    work.hang = 5 * work.timeout + 2 * coq_seconds;
    work.run = [&](int i, const auto&) {
      Task task = *pending[static_cast<std::size_t>(i)];
      prover.advance(task);
      return proof_bytes(task.proof);
    };
    work.done = [&](int i, const WorkResult& result) {
      Task& task = *pending[static_cast<std::size_t>(i)];
      if (result.kind == WorkResult::Kind::interrupted) return;
      if (result.kind == WorkResult::Kind::done) {
        task.proof.sizes.clear();
        read_proof_bytes(result.bytes, task.proof);
      } else {
        prover.give_up(task);
      }
      prover.turn(task);
      if (task.done) progress.advance(std::string(task.proof.claim->id));
      printer.advance();
    };
    finished = run_in_processes(work);
    std::erase_if(pending, [](const Task* task) { return task->done; });
  }
  progress.clear();
  return finished;
}

int exit_code_of(const std::vector<Task>& tasks) {
  bool unwanted = false, unknown = false;
  for (const Task& task : tasks) {
    unknown = unknown || task.proof.undecided();
    unwanted = unwanted || (!task.proof.undecided() && !task.proof.as_wanted());
  }
  return unwanted ? exit_code::differs : unknown ? exit_code::unknown : exit_code::as_wanted;
}

}  // namespace

Context context_of_proofs(const ProveOptions& options) {
  Context context;
  context.date = fmt::format(
      "{:%FT%TZ}",
      fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  context.build = build_description();
  context.seed = Settings{}.seed;
  context.jobs = options.jobs;
  return context;
}

int prove_command(const ProveOptions& options, const Docket& docket) {
  auto tasks = tasks_of(select_claims(docket.groups, options.selectors));
  if (tasks.empty()) {
    fmt::print(stderr, "adamant: no claim that is stated on symbols is selected\n");
    return exit_code::nothing_selected;
  }
  if (!options.json.empty()) require_writable(options.json);
  if (!options.smt2.empty()) fs::create_directories(options.smt2);
  if (!options.coq.empty()) fs::create_directories(options.coq);
  const auto start = std::chrono::steady_clock::now();
  const Prover prover(options, docket.on_trial);
  if (!options.coq.empty() && !prover.compiles())
    fmt::print(stderr,
               "adamant: coqc is not installed (Debian: coq): the theorems are written and not "
               "compiled\n");
  Context context = context_of_proofs(options);
  context.interrupted = !run_tasks(tasks, options, prover);
  context.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::vector<ProofOfClaim> proofs;
  for (const Task& task : tasks)
    if (task.done) proofs.push_back(task.proof);
  fmt::print("\n{}", prove_summary(proofs, context.seconds));
  std::fflush(stdout);
  if (!options.json.empty()) write_file_atomically(options.json, prove_json(context, proofs));
  return context.interrupted ? exit_code::interrupted : exit_code_of(tasks);
}

}  // namespace adamant
