#include "cli/sweep_options.hpp"

#include <CLI/CLI.hpp>

namespace adamant {
namespace {

CLI::App* verb(CLI::App& app, SweepOptions& o, SweepOptions::Verb which, const char* name,
               const char* what) {
  CLI::App* sub = app.add_subcommand(name, what);
  sub->callback([&o, which] { o.verb = which; });
  return sub;
}

void add_folder(CLI::App* sub, SweepOptions& o) {
  sub->add_option("folder", o.folder, "the folder that `sweep plan` made")
      ->required()
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
}

}  // namespace

void add_sweep_options(CLI::App& app, SweepOptions& o) {
  using Verb = SweepOptions::Verb;
  app.require_subcommand(1);
  CLI::App* plan = verb(app, o, Verb::plan, "plan",
                        "cut experiments into shards; for a sweep whose shards are done, plan what "
                        "their results make necessary");
  plan->add_option("spec", o.spec, "experiments, scale, sizes and seeds, as JSON")
      ->required()
      ->type_name("SPEC.json");
  plan->add_option("--shards", o.shards, "at most so many in a round")
      ->required()
      ->type_name("N")
      ->check(CLI::Range(1, 100000));
  plan->add_option("--out", o.folder, "folder of the sweep, made where there is none")
      ->required()
      ->type_name("DIR");

  CLI::App* run = verb(app, o, Verb::run, "run", "run one shard, or what is left of it");
  add_folder(run, o);
  run->add_option("shard", o.shard, "its number, from 1")->required()->type_name("I");

  add_folder(verb(app, o, Verb::status, "status", "which shards are done; exits 3 until all are"),
             o);

  CLI::App* merge = verb(app, o, Verb::merge, "merge", "put the shards' results together");
  add_folder(merge, o);
  merge->add_option("from", o.from, "folders of the same sweep, from other machines")
      ->type_name("DIR...")
      ->check(CLI::ExistingDirectory);

  CLI::App* submit = verb(app, o, Verb::submit, "submit",
                          "run all that is not done, round after round, and merge");
  add_folder(submit, o);
  submit->add_option("--engine", o.engine, "who runs the shards")
      ->check(CLI::IsMember({"local", "parallel", "slurm"}))
      ->capture_default_str();
  submit
      ->add_option("--jobs,-j", o.jobs,
                   "shards at a time (default: all processors; under Slurm no limit)")
      ->check(CLI::Range(1, 10000));
  submit->add_option("--partition", o.partition, "of Slurm")->type_name("NAME");
}

}  // namespace adamant
