#include "cli/data_options.hpp"

#include <CLI/CLI.hpp>

namespace adamant {

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
}

}  // namespace adamant
