#include "cli/commands.hpp"
#include "claim/coverage.hpp"
#include "claim/self_check.hpp"

#include "cli/files.hpp"
#include "cli/selector.hpp"
#include "report/console.hpp"
#include "report/diff.hpp"
#include "report/json.hpp"
#include "report/measured.hpp"
#include "scalar/atomic_file.hpp"
#include "scalar/environment.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace adamant {

int list_command(const ListOptions& options, const Docket& docket) {
  const Ledger ledger = read_ledger(options.ledger);
  if (options.markdown) {
    fmt::print("{}", verdict_table(docket.groups, ledger));
    return exit_code::as_wanted;
  }
  const auto claims = select_claims(docket.groups, options.selectors);
  if (options.json) {
    fmt::print("{}", list_json(claims, ledger));
  } else {
    fmt::print("{:<5} {:<15} {:<9} {:<9} {}\n", "id", "kind", "wanted", "ledger", "name");
    for (const Claim* c : claims) fmt::print("{}", list_line(*c, ledger));
  }
  return claims.empty() ? exit_code::nothing_selected : exit_code::as_wanted;
}

namespace {

constexpr int draws_shown = 1000, examples_shown = 5;

int show_domain(const std::string& name, const Docket& docket) {
  const auto domains = drawn_domains(docket.groups);
  if (name == "all") {
    for (const Domain* d : domains) fmt::print("{}", domain_line(*d));
    return exit_code::as_wanted;
  }
  for (const Domain* d : domains) {
    if (d->name != name) continue;
    fmt::print("{}", domain_text(*d, coverage_of(*d, draws_shown, examples_shown)));
    return exit_code::as_wanted;
  }
  throw std::invalid_argument("no claim draws from a domain '" + name +
                              "' (`adamant show --domain all` lists them)");
}

}  // namespace

int show_command(const ShowOptions& options, const Docket& docket) {
  if (!options.domain.empty()) return show_domain(options.domain, docket);
  const Ledger ledger = read_ledger(options.ledger);
  bool first = true;
  for (const Claim* c : select_claims(docket.groups, {options.id})) {
    const ClaimRecord now = try_claim(*c, docket.on_trial, {.cases = 1});
    fmt::print("{}{}", first ? "" : "\n", show_text(*c, ledger, now, proof_of(*c)));
    first = false;
  }
  return exit_code::as_wanted;
}

int repro_command(const ReproOptions& options, const Docket& docket) {
  const Replay result = replay(options.token, docket.groups, docket.on_trial, {});
  fmt::print("{}", replay_text(result));
  const Status status = result.judgement.status;
  if (status == Status::holds) return exit_code::as_wanted;
  return status == Status::refuted ? exit_code::differs : exit_code::unknown;
}

namespace {
std::string now() {
  const auto time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%FT%TZ}", fmt::gmtime(time));
}
}  // namespace

int accept_command(const AcceptOptions& options, const Docket& docket) {
  const std::string file =
      options.ledger.empty() ? project_file("reports/ledger.json") : options.ledger;
  const std::string text = read_file(options.run);
  Ledger ledger =
      std::filesystem::exists(file) ? ledger_from_json(read_file(file), file) : Ledger{};
  std::vector<std::string> changed;
  if (text.find("\"adamant/measure/1\"") != text.npos) {
    Measured measured = measured_from_json(text, options.run);
    // A merged sweep has no date, so that its bytes are those of any other run of it.
    if (measured.context.date.empty()) measured.context.date = now();
    changed = accept_measured(ledger, measured, options.note);
  } else {
    auto verdicts = verdicts_from_check(text, options.run);
    for (const LedgerEntry& v : verdicts) select_claims(docket.groups, {v.id});
    changed = accept_verdicts(ledger, std::move(verdicts), options.note);
  }
  write_file_atomically(file, ledger_json(ledger));
  std::string ids;
  for (const std::string& id : changed) ids += " " + id;
  fmt::print("{}: {} verdicts, {} new or changed{}{}\n", file,
             ledger.entries.size() + ledger.parts.size(), changed.size(),
             changed.empty() ? "" : ":", ids);
  return exit_code::as_wanted;
}

int diff_command(const DiffOptions& options) {
  const auto differences = differences_between(read_file(options.before), options.before,
                                               read_file(options.after), options.after);
  const DiffFormat format = options.format == "json"       ? DiffFormat::json
                            : options.format == "markdown" ? DiffFormat::markdown
                                                           : DiffFormat::text;
  fmt::print("{}", diff_text(differences, format));
  for (const Difference& d : differences)
    if (d.decisive()) return exit_code::differs;
  return exit_code::as_wanted;
}

int doctor_command(const DoctorOptions& options, const Docket& docket) {
  auto probes = floating_point_environment();
  for (const SelfCheck& check : self_checks())
    probes.push_back(
        {std::string(check.name), check.passes({}, docket.on_trial), std::string(check.what)});
  bool healthy = true;
  std::vector<std::pair<std::string, bool>> outcomes;
  for (const Probe& probe : probes) {
    healthy = healthy && probe.ok;
    outcomes.emplace_back(probe.name, probe.ok);
  }
  if (options.json) {
    fmt::print("{}", doctor_json(build_description(), outcomes));
  } else {
    for (const Probe& probe : probes)
      fmt::print("  {} {:<28} {}\n", probe.ok ? "ok" : "!!", probe.name, probe.detail);
    for (const auto& [name, value] : build_description())
      fmt::print("     {:<28} {}\n", name, value);
  }
  return healthy ? exit_code::as_wanted : exit_code::unknown;
}

}  // namespace adamant
