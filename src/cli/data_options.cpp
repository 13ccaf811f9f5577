#include "cli/data_options.hpp"

#include <CLI/CLI.hpp>

#include <thread>

namespace adamant {
namespace {

void add_compare(CLI::App& app, DataOptions& o) {
  CLI::App* compare = app.add_subcommand(
      "compare", "complete a matrix by every method and compare them on held-out entries");
  compare->callback([&o] { o.verb = DataOptions::Verb::compare; });
  compare->add_option("matrix", o.matrix, "Matrix Market, CSV, TSV or ratings")
      ->required()
      ->type_name("FILE");
  compare->add_option("--densest", o.densest, "only the m rows and n columns with most entries")
      ->type_name("m,n");
  compare->add_option("--hold-out", o.hold_out, "share of the known entries that is the test")
      ->check(CLI::Range(0.001, 0.999))
      ->type_name("P")
      ->capture_default_str();
  compare->add_option("--splits", o.splits, "how many, of the seeds from --seed on")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  compare->add_option("--seed", o.seed, "of the first split")->capture_default_str();
  compare->add_option("--centre", o.centre, "what is taken off first, of the entries in training")
      ->check(CLI::IsMember({"none", "mean", "additive"}))
      ->capture_default_str();
  compare->add_option("--clamp", o.clamp, "range of predictions; what they are compared with stays")
      ->type_name("LO:HI");
  compare->add_option("--steps", o.steps, "of Adam and of gradient descent")
      ->check(CLI::Range(1L, 1000000000L))
      ->type_name("T")
      ->capture_default_str();
  o.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  compare->add_option("--jobs,-j", o.jobs, "processes at a time")
      ->check(CLI::Range(1, 1024))
      ->envname("ADAMANT_JOBS")
      ->capture_default_str();
  compare->add_option("--csv", o.csv, "write every split's errors and settings")->type_name("FILE");
}

}  // namespace

void add_data_options(CLI::App& app, DataOptions& o) {
  app.require_subcommand(1);
  app.add_subcommand("list", "the matrices, and the Debian packages that hold them")
      ->callback([&o] { o.verb = DataOptions::Verb::list; });
  CLI::App* fetch = app.add_subcommand(
      "fetch", "read one from its installed package and write it as Matrix Market");
  fetch->callback([&o] { o.verb = DataOptions::Verb::fetch; });
  fetch->add_option("name", o.name, "see `adamant data list`")->required()->type_name("NAME");
  fetch->add_option("--out", o.out, "folder of NAME.mtx")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory)
      ->capture_default_str();
  add_compare(app, o);
}

}  // namespace adamant
