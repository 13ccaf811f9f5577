#include "cli/prove_options.hpp"

#include <CLI/CLI.hpp>

namespace adamant {

void add_prove_options(CLI::App& app, ProveOptions& options) {
  app.add_option("--size", options.size, "the largest size that is tried (default: the claim's)")
      ->check(CLI::Range(1, 64))
      ->type_name("N");
  app.add_option("--seconds", options.seconds, "for one claim at one size")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--jobs,-j", options.jobs, "processes at a time")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--mutant", options.mutant,
                 "instead of the claims, these planted bugs: the input that tells each from the "
                 "reference, or that there is none")
      ->type_name("GLOB")
      ->excludes(app.get_option("selector"));
  app.add_option("--smt2", options.smt2, "write every question as SMT-LIB into this folder")
      ->type_name("DIR");
  app.add_option("--coq", options.coq,
                 "write every proof as theorems of Coq into this folder, and compile them where "
                 "coqc is installed")
      ->type_name("DIR");
  app.add_option("--json", options.json, "write what was found as JSON")->type_name("FILE");
}

}  // namespace adamant
