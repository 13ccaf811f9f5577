#include "cli/data_command.hpp"

#include "cli/commands.hpp"
#include "cli/data_compare.hpp"
#include "cli/data_sets.hpp"
#include "cli/subprocess.hpp"
#include "problem/matrix_market.hpp"
#include "scalar/atomic_file.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>

namespace adamant {
namespace {

const DataSet& find(const std::string& name) {
  std::string names;
  for (const DataSet& set : data_sets()) {
    if (name == set.name) return set;
    names += std::string(names.empty() ? "" : ", ") + set.name;
  }
  throw std::invalid_argument(
      fmt::format("data fetch: NAME is '{}', expected one of {}", name, names));
}

/// The first line of a text, for a message.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string read_package(const DataSet& set) {
  const Finished reader = run_program(set.reader);
  if (reader.code == 3 || reader.code == 127)
    throw std::invalid_argument(
        fmt::format("data fetch {0}: the Debian package {1} is not installed; apt-get install "
                    "--no-install-recommends {1}",
                    set.name, set.package));
  if (reader.code != 0)
    throw std::invalid_argument(fmt::format("data fetch {}: {} ended with {}, expected 0: {}",
                                            set.name, set.reader[0], reader.code,
                                            shown(first_line(reader.err))));
  return reader.out;
}

/// The Matrix Market text of what a reader printed.
std::string matrix_market_of(const DataSet& set, const std::string& printed) {
  const auto size = words(std::string_view(printed).substr(0, printed.find('\n')));
  const auto count = [&](std::size_t k) {
    return k < size.size() ? parse_number(size[k]).value_or(0) : 0;
  };
  if (size.size() != 3 || !set.right_size(static_cast<long>(count(0)), static_cast<long>(count(1)),
                                          static_cast<long>(count(2))))
    throw std::invalid_argument(
        fmt::format("data fetch {}: {} holds {}, expected another size: is it another version?",
                    set.name, set.package, shown(first_line(printed))));
  const std::string body = printed.substr(printed.find('\n') + 1);
  return fmt::format(
      "%%MatrixMarket matrix {} real general\n% {}\n% from the Debian package {}\n% licence: {}\n"
      "{} {}{}\n{}",
      set.complete ? "array" : "coordinate", set.what, set.package, set.licence, size[0], size[1],
      set.complete ? "" : " " + std::string(size[2]), body);
}

int list_data() {
  for (const DataSet& set : data_sets())
    fmt::print("{:<10} {} ({})\n{:<10} licence: {}\n", set.name, set.what, set.package, "",
               set.licence);
  return exit_code::as_wanted;
}

int fetch_data(const DataOptions& options) {
  const DataSet& set = find(options.name);
  const std::string path = options.out + "/" + set.name + ".mtx";
  require_writable(path);
  const std::string text = matrix_market_of(set, read_package(set));
  TextFile file(path, text);
  const ObservedMatrix M = read_matrix_market(file);
  write_file_atomically(path, text);
  const double infinity = std::numeric_limits<double>::infinity();
  const double least = M.Omega.matrix().select(M.values, infinity).minCoeff();
  const double most = M.Omega.matrix().select(M.values, -infinity).maxCoeff();
  fmt::print("{}: {} × {}, {} entries from {:g} to {:g}, {}\nlicence: {}\n", path, M.values.rows(),
             M.values.cols(), M.Omega.count(), least, most, set.what, set.licence);
  return exit_code::as_wanted;
}

}  // namespace

int data_command(const DataOptions& options) {
  try {
    switch (options.verb) {
      case DataOptions::Verb::fetch:
        return fetch_data(options);
      case DataOptions::Verb::compare:
        return compare_on_data(options);
      default:
        return list_data();
    }
  } catch (const InputError& error) {
    fmt::print(stderr, "adamant: {}\n", error.what());
    return exit_code::usage;
  }
}

}  // namespace adamant
