#include "cli/program.hpp"

#include "cli/commands.hpp"
#include "cli/data_command.hpp"
#include "cli/files.hpp"
#include "cli/sweep_command.hpp"
#include "cli/trace_command.hpp"
#include "report/json.hpp"
#include "scalar/atomic_file.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace adamant {
namespace {

struct Dispatch {
  const Docket& docket;

  int operator()(const Stop& stop) const {
    fmt::print(stop.status == 0 ? stdout : stderr, "{}", stop.text);
    return stop.status;
  }
  int operator()(const ListOptions& o) const { return list_command(o, docket); }
  int operator()(const ShowOptions& o) const { return show_command(o, docket); }
  int operator()(const CheckOptions& o) const { return check_command(o, docket); }
  int operator()(const ReproOptions& o) const { return repro_command(o, docket); }
  int operator()(const AcceptOptions& o) const { return accept_command(o, docket); }
  int operator()(const DiffOptions& o) const { return diff_command(o); }
  int operator()(const MutantsOptions& o) const { return mutants_command(o, docket); }
  int operator()(const MeasureOptions& o) const { return measure_command(o, docket); }
  int operator()(const DoctorOptions& o) const { return doctor_command(o, docket); }
  int operator()(const ProveOptions& o) const {
    return o.mutant.empty() ? prove_command(o, docket) : prove_mutants_command(o, docket);
  }
  int operator()(const BenchOptions& o) const { return bench_command(o); }
  int operator()(const TraceOptions& o) const { return trace_command(o); }
  int operator()(const DataOptions& o) const { return data_command(o); }
  int operator()(const SweepOptions& o) const { return sweep_command(o, docket.experiments); }
};

int complain(const std::exception& error, int code) {
  fmt::print(stderr, "adamant: {}\n", error.what());
  return code;
}

}  // namespace

int run(std::span<const Group> groups, const OnTrial& on_trial, const Zoo& zoo,
        std::span<const ExperimentAt> experiments, std::span<const Claim> differences, int argc,
        const char* const* argv) {
  const Docket docket{groups, on_trial, zoo, experiments, differences};
  try {
    return std::visit(Dispatch{docket}, parse_command_line(argc, argv));
  } catch (const FileError& error) {
    return complain(error, exit_code::io);
  } catch (const InputFileError& error) {
    return complain(error, exit_code::usage);
  } catch (const JsonError& error) {
    return complain(error, exit_code::usage);
  } catch (const std::invalid_argument& error) {
    return complain(error, exit_code::usage);
  } catch (const std::exception& error) {
    return complain(error, exit_code::unknown);
  }
}

}  // namespace adamant
