#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/progress.hpp"
#include "cli/selector.hpp"
#include "cli/workers.hpp"
#include "cli/worst_cases.hpp"
#include "report/console.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/ledger.hpp"
#include "scalar/atomic_file.hpp"
#include "scalar/environment.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstring>

namespace adamant {
namespace {

std::string host_name() {
  char name[256] = "";
  gethostname(name, sizeof name - 1);
  return name;
}

Context context_of(const CheckOptions& options) {
  Context c;
  c.date = fmt::format(
      "{:%FT%TZ}",
      fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  c.host = host_name();
  c.build = build_description();
  c.seed = options.seed;
  c.cases = options.cases;
  c.jobs = options.jobs;
  c.tiers = options.tiers;
  return c;
}

/// The record of a claim whose process did not come back with one.
ClaimRecord failed_record(const Claim& claim, const WorkResult& result) {
  ClaimRecord record;
  record.claim = &claim;
  record.status = Status::failed;
  record.reason = result.kind == WorkResult::Kind::timed_out
                      ? fmt::format("no verdict within {:.0f} s", result.seconds)
                  : result.signal ? fmt::format("the process died of signal {} ({})", result.signal,
                                                strsignal(result.signal))
                                  : std::string("the process ended without a record");
  EvidenceRecord last;
  last.status = Status::failed;
  last.reason = record.reason;
  last.token = result.last_note;
  record.evidence.push_back(last);
  return record;
}

/// Prints records in the order of the tables, each as soon as all before it are there.
class OrderedPrinter {
 public:
  OrderedPrinter(std::size_t n, const Ledger& ledger, Progress& progress)
      : records_(n),
        ledger_(ledger),
        progress_(progress),
        colour_(colour_wanted() ? Colour::on : Colour::off) {}

  void put(std::size_t index, ClaimRecord record) {
    records_[index] = std::move(record);
    while (printed_ < records_.size() && records_[printed_]) print(*records_[printed_++]);
  }
  /// What is there, in order, and prints what an earlier gap held back.
  std::vector<ClaimRecord> take() {
    for (; printed_ < records_.size(); ++printed_)
      if (records_[printed_]) print(*records_[printed_]);
    std::vector<ClaimRecord> all;
    for (auto& record : records_)
      if (record) all.push_back(std::move(*record));
    return all;
  }

 private:
  void print(const ClaimRecord& record) {
    progress_.clear();
    fmt::print("{}", check_line(record, ledger_, colour_));
    std::fflush(stdout);
  }

  std::vector<std::optional<ClaimRecord>> records_;
  std::size_t printed_ = 0;
  const Ledger& ledger_;
  Progress& progress_;
  Colour colour_;
};

Run try_all(const std::vector<const Claim*>& claims, const CheckOptions& options,
            const Docket& docket, const Ledger& ledger,
            const std::vector<std::string>& worst_cases) {
  Run run{context_of(options), {}};
  const auto start = std::chrono::steady_clock::now();
  Progress progress(claims.size());
  OrderedPrinter printer(claims.size(), ledger, progress);
  Work work;
  work.count = static_cast<int>(claims.size());
  work.jobs = options.jobs;
  work.timeout = options.timeout;
  work.run = [&](int i, const std::function<void(const std::string&)>& note) {
    Settings settings;
    settings.cases = options.cases;
    settings.seed = options.seed;
    settings.tiers = options.tiers;
    settings.worst_cases = worst_cases;
    settings.before_case = note;
    return claim_json(try_claim(*claims[static_cast<std::size_t>(i)], docket.on_trial, settings));
  };
  work.done = [&](int i, const WorkResult& result) {
    const Claim& claim = *claims[static_cast<std::size_t>(i)];
    run.context.timings.emplace_back(claim.id, result.seconds);
    progress.advance(std::string(claim.id) + " " + std::string(claim.name));
    printer.put(static_cast<std::size_t>(i), result.kind == WorkResult::Kind::done
                                                 ? claim_from_json(result.bytes, claim)
                                                 : failed_record(claim, result));
  };
  run.context.interrupted = !run_in_processes(work);
  progress.clear();
  run.claims = printer.take();
  run.context.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return run;
}

/// Counterexamples to what should hold, and the last case of a crash, are kept for ever.
void keep_counterexamples(const Run& run, const std::string& folder) {
  std::vector<std::string> tokens;
  for (const ClaimRecord& r : run.claims)
    if (!r.as_wanted && r.claim->wanted() == Wanted::holds)
      for (const EvidenceRecord& e : r.evidence)
        if (!e.token.empty() && e.kind != EvidenceKind::witness) tokens.push_back(e.token);
  for (const std::string& file :
       keep_worst_cases(folder, tokens, "seed " + std::to_string(run.context.seed)))
    fmt::print(stderr, "kept in {}\n", file);
}

int exit_code_of(const Run& run, bool differs_from_ledger) {
  if (run.context.interrupted) return exit_code::interrupted;
  bool unwanted = differs_from_ledger, unknown = false;
  for (const ClaimRecord& r : run.claims) {
    const bool known = r.status == Status::holds || r.status == Status::refuted;
    unwanted = unwanted || (!r.as_wanted && known);
    unknown = unknown || (!known && r.claim->wanted() != Wanted::measured);
  }
  return unwanted ? exit_code::differs : unknown ? exit_code::unknown : exit_code::as_wanted;
}

}  // namespace

int check_command(const CheckOptions& options, const Docket& docket) {
  for (const Probe& probe : floating_point_environment()) {
    if (probe.ok) continue;
    fmt::print(stderr, "adamant: this machine's arithmetic fails '{}': {}\n", probe.name,
               probe.detail);
    return exit_code::unknown;
  }
  const auto claims = select_claims(docket.groups, options.selectors);
  if (claims.empty()) {
    fmt::print(stderr, "adamant: nothing selected\n");
    return exit_code::nothing_selected;
  }
  for (const std::string& file : {options.json, options.junit})
    if (!file.empty()) require_writable(file);
  const Ledger ledger = read_ledger(options.ledger);
  const std::string folder =
      options.worst_cases.empty() ? project_file("properties/worst_cases") : options.worst_cases;
  const Run run = try_all(claims, options, docket, ledger, read_worst_cases(folder));
  const auto changed = differences(run, ledger);
  fmt::print("\n{}", check_summary(run, changed));
  std::fflush(stdout);
  if (!options.json.empty()) write_file_atomically(options.json, check_json(run));
  if (!options.junit.empty()) write_file_atomically(options.junit, junit_xml(run));
  keep_counterexamples(run, folder);
  return exit_code_of(run, !changed.empty());
}

}  // namespace adamant
