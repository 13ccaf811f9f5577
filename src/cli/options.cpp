#include "cli/options.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

namespace adamant {
namespace {

const char* const version = "adamant " ADAMANT_VERSION;

/// Everything that the subcommands fill in.
struct Parsed {
  ListOptions list;
  ShowOptions show;
  CheckOptions check;
  ReproOptions repro;
  AcceptOptions accept;
  DiffOptions diff;
  MutantsOptions mutants;
  MeasureOptions measure;
  BenchOptions bench;
  DoctorOptions doctor;
  TraceOptions trace;
  DataOptions data;
  SweepOptions sweep;
  ProveOptions prove;
  std::string seed = std::to_string(Settings{}.seed);
};

const char* const selector_help =
    "ids (D17a), entries (D17), groups (D), globs on names ('adam_*'), kind:KIND, note:WORDS; all "
    "if none";

CLI::Option* add_selectors(CLI::App* app, std::vector<std::string>& selectors) {
  return app->add_option("selector", selectors, selector_help)->type_name("SELECTOR");
}

void add_ledger(CLI::App* app, std::string& path) {
  app->add_option("--ledger", path, "the ledger to compare with (default: reports/ledger.json)")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
}

void add_check(CLI::App& app, Parsed& p) {
  CLI::App* check = app.add_subcommand(
      "check", "try the claims, compare with what is wanted and with the ledger");
  add_selectors(check, p.check.selectors);
  check->add_option("--cases", p.check.cases, "random cases for each evidence")
      ->check(CLI::Range(1, 1000000))
      ->envname("ADAMANT_CASES")
      ->capture_default_str();
  check->add_option("--seed", p.seed, "of the random cases: a number, or 'random'")
      ->type_name("SEED")
      ->envname("ADAMANT_SEED")
      ->capture_default_str();
  check->add_option("--jobs,-j", p.check.jobs, "processes at a time")
      ->check(CLI::Range(1, 1024))
      ->envname("ADAMANT_JOBS")
      ->capture_default_str();
  check->add_option("--tiers", p.check.tiers, "bits of the precision ladder, of 53,113,256,512")
      ->delimiter(',')
      ->check(CLI::IsMember(p.check.tiers))
      ->type_name("BITS,...");
  check
      ->add_option("--timeout", p.check.timeout,
                   "seconds of the processor a claim may take; 0 for no limit")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  check->add_option("--json", p.check.json, "write what was found as JSON")->type_name("FILE");
  check->add_option("--junit", p.check.junit, "write it as JUnit XML")->type_name("FILE");
  add_ledger(check, p.check.ledger);
  check
      ->add_option("--worst-cases", p.check.worst_cases,
                   "folder of kept cases, replayed first; a new counterexample is added there "
                   "(default: properties/worst_cases)")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
}

void add_others(CLI::App& app, Parsed& p) {
  CLI::App* list = app.add_subcommand("list", "the claims");
  add_selectors(list, p.list.selectors);
  auto* json = list->add_flag("--json", p.list.json, "as JSON");
  list->add_flag("--markdown", p.list.markdown, "the table of verdicts, from the ledger")
      ->excludes(json);
  add_ledger(list, p.list.ledger);

  CLI::App* show = app.add_subcommand(
      "show", "one claim: statement, hypotheses, source, evidence, last verdict");
  auto* id = show->add_option("id", p.show.id, "an id (D17a) or an entry (D17)")->type_name("ID");
  auto* domain = show->add_option("--domain", p.show.domain,
                                  "instead: how often the draws of a domain come across what, and "
                                  "five of them; 'all' lists the domains")
                     ->type_name("NAME")
                     ->excludes(id);
  show->callback([id, domain] {
    if (id->count() + domain->count() == 0) throw CLI::RequiredError("an ID or --domain NAME");
  });
  add_ledger(show, p.show.ledger);

  CLI::App* repro =
      app.add_subcommand("repro", "one case again, from the token that a counterexample prints");
  repro->add_option("token", p.repro.token, "ID.k:instance, in quotes")
      ->required()
      ->type_name("TOKEN");

  CLI::App* accept = app.add_subcommand("accept", "write the verdicts of a run into the ledger");
  accept->add_option("run", p.accept.run, "a file written by check --json or measure --json")
      ->required()
      ->type_name("RUN.json");
  accept->add_option("--note", p.accept.note, "why the ledger changes")
      ->required()
      ->type_name("TEXT");
  accept
      ->add_option("--ledger", p.accept.ledger,
                   "the ledger to write (default: reports/ledger.json)")
      ->type_name("FILE");

  CLI::App* diff = app.add_subcommand("diff", "what changed between two runs");
  diff->add_option("old", p.diff.before, "a file written by check --json")
      ->required()
      ->type_name("OLD.json");
  diff->add_option("new", p.diff.after, "a later one")->required()->type_name("NEW.json");
  diff->add_option("--format", p.diff.format)
      ->check(CLI::IsMember({"text", "markdown", "json"}))
      ->capture_default_str();

  CLI::App* mutants = app.add_subcommand(
      "mutants",
      "plants every known bug and shows which claims catch it; exits 1 where one survives");
  add_selectors(mutants, p.mutants.selectors);
  mutants->add_option("--cases", p.mutants.cases, "random cases for each evidence")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  mutants->add_option("--jobs,-j", p.mutants.jobs, "processes at a time")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  mutants
      ->add_option("--mutant", p.mutants.mutant,
                   "these mutants alone: a name, or a glob such as 'adam_*'")
      ->type_name("GLOB");
  mutants->add_option("--json", p.mutants.json, "write the kill matrix as JSON")->type_name("FILE");
  mutants->add_option("--svg", p.mutants.svg, "draw the kill matrix")->type_name("FILE");
  mutants
      ->add_option("--killers", p.mutants.killers,
                   "write which claims must kill which mutant, as properties/mutants/killers.cpp")
      ->type_name("FILE");

  CLI::App* prove = app.add_subcommand(
      "prove", "the claims on symbols: proved for all reals, at which size, from which hypotheses");
  add_selectors(prove, p.prove.selectors);
  add_prove_options(*prove, p.prove);

  CLI::App* doctor = app.add_subcommand(
      "doctor", "self-test of this machine's arithmetic, versions, CPU features");
  doctor->add_flag("--json", p.doctor.json, "as JSON");

  add_trace_options(*app.add_subcommand("trace", "one run of an optimiser on a completion problem"),
                    p.trace);
  add_data_options(*app.add_subcommand("data", "real matrices, out of Debian packages"), p.data);
  add_sweep_options(*app.add_subcommand("sweep", "experiments that outgrow one machine, in shards"),
                    p.sweep);
}

void add_measure(CLI::App& app, Parsed& p) {
  CLI::App* measure = app.add_subcommand(
      "measure", "the conjectures, as preregistered experiments; goes on where it was stopped");
  measure->add_option("experiment", p.measure.experiments, "ids (H1 H10); all if none")
      ->type_name("H");
  measure->add_flag("--quick", p.measure.quick,
                    "small matrices and few seeds: a preregistration of its own, for two minutes");
  measure->add_option("--jobs,-j", p.measure.jobs, "processes at a time")
      ->check(CLI::Range(1, 1024))
      ->envname("ADAMANT_JOBS")
      ->capture_default_str();
  measure
      ->add_option("--timeout", p.measure.timeout,
                   "seconds of the processor a cell may take; 0 for no limit")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  measure->add_option("--json", p.measure.json, "write what was found as JSON")->type_name("FILE");
  measure->add_option("--markdown", p.measure.markdown, "write all parts as a table")
      ->type_name("FILE");
  measure->add_option("--svg", p.measure.svg, "draw how often the arms recover, against p")
      ->type_name("FILE");
  measure
      ->add_option("--results", p.measure.results,
                   "folder of the finished cells, one small file each")
      ->type_name("DIR")
      ->capture_default_str();
  add_ledger(measure, p.measure.ledger);
}

void add_bench(CLI::App& app, Parsed& p) {
  CLI::App* bench = app.add_subcommand(
      "bench", "the benchmarks, each beside its peers in one run; thread CPU time, medians");
  auto* filter =
      bench->add_option("--filter", p.bench.filter, "these alone: a regular expression on names")
          ->type_name("RE");
  bench->add_option("--repetitions", p.bench.repetitions, "of each, in turns with its peers")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  bench->add_flag("--quick", p.bench.quick, "everything once at small sizes: is anything broken?");
  bench->add_flag("--list", p.bench.list, "the names, without running");
  bench->add_option("--json", p.bench.json, "write what was measured as JSON")->type_name("FILE");
  bench->add_option("--svg", p.bench.svg, "draw the ratios over n")->type_name("FILE");
  bench
      ->add_option("--compare", p.bench.compare,
                   "two files written by --json: what became slower, relative to its peer; exits 6 "
                   "where something did")
      ->expected(2)
      ->type_name("OLD NEW")
      ->excludes(filter);
}

/// A number, or a fresh one for 'random'; an empty optional for anything else.
std::optional<std::uint64_t> parse_seed(const std::string& text) {
  if (text == "random") {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
  }
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
  if (!digits || text.size() > 19) return std::nullopt;
  return std::strtoull(text.c_str(), nullptr, 10);
}

Stop usage(const std::string& message) { return {2, "adamant: " + message + "\n"}; }

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  Parsed p;
  p.check.jobs = p.mutants.jobs = p.measure.jobs = p.prove.jobs =
      static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  CLI::App app{
      "Adamant puts claims about optimisers on trial: every claim is a formal statement that a "
      "machine tries to refute.",
      "adamant"};
  app.set_version_flag("--version", version);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  add_check(app, p);
  add_others(app, p);
  add_measure(app, p);
  add_bench(app, p);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    const bool asks_version = dynamic_cast<const CLI::CallForVersion*>(&help) != nullptr;
    const auto chosen = app.get_subcommands();
    return Stop{0, asks_version ? std::string(version) + "\n"
                                : (chosen.empty() ? app.help() : chosen[0]->help())};
  } catch (const CLI::ParseError& error) {
    std::string message = error.what();
    for (char& c : message)
      if (c == '\n') c = ' ';
    return usage(message + " (`adamant --help` lists the commands)");
  }
  const auto seed = parse_seed(p.seed);
  if (!seed) return usage("--seed is '" + p.seed + "', expected a number below 10^19 or 'random'");
  p.check.seed = *seed;
  std::sort(p.check.tiers.begin(), p.check.tiers.end());
  p.check.tiers.erase(std::unique(p.check.tiers.begin(), p.check.tiers.end()), p.check.tiers.end());

  const std::string name = app.get_subcommands()[0]->get_name();
  if (name == "list") return p.list;
  if (name == "show") return p.show;
  if (name == "check") return p.check;
  if (name == "repro") return p.repro;
  if (name == "accept") return p.accept;
  if (name == "diff") return p.diff;
  if (name == "mutants") return p.mutants;
  if (name == "measure") return p.measure;
  if (name == "prove") return p.prove;
  if (name == "bench") return p.bench;
  if (name == "doctor") return p.doctor;
  if (name == "data") return p.data;
  if (name == "sweep") return p.sweep;
  return p.trace;
}

std::string project_file(const std::string& relative) {
  namespace fs = std::filesystem;
  if (const char* home = std::getenv("ADAMANT_HOME")) return (fs::path(home) / relative).string();
  const fs::path built = fs::path(ADAMANT_SOURCE_DIR) / relative;
  return fs::exists(built.parent_path()) ? built.string() : relative;
}

bool colour_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  return (!no_color || *no_color == '\0') && isatty(STDOUT_FILENO);
}

}  // namespace adamant
