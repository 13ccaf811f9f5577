#pragma once

#include "claim/zoo.hpp"
#include "cli/options.hpp"
#include "lab/experiment.hpp"
#include "report/record.hpp"

namespace adamant {

/// Exit codes of every command.
namespace exit_code {
inline constexpr int as_wanted = 0;
inline constexpr int differs = 1;  ///< a verdict is not the wanted one, or not the ledger's
inline constexpr int usage = 2;    ///< or bad input
inline constexpr int unknown = 3;  ///< undecided, vacuous or failed
inline constexpr int io = 4;
inline constexpr int nothing_selected = 5;
inline constexpr int regression = 6;
inline constexpr int interrupted = 130;
}  // namespace exit_code

/// What the program is about: the tables of claims, what they are tried on, and the experiments.
struct Docket {
  std::span<const Group> groups;
  const OnTrial& on_trial;
  const Zoo& zoo;
  std::span<const ExperimentAt> experiments = {};
  std::span<const Claim> differences = {};  ///< that a part on trial does what the reference does
};

int list_command(const ListOptions& options, const Docket& docket);
int show_command(const ShowOptions& options, const Docket& docket);
int check_command(const CheckOptions& options, const Docket& docket);
int repro_command(const ReproOptions& options, const Docket& docket);
int accept_command(const AcceptOptions& options, const Docket& docket);
int diff_command(const DiffOptions& options);
int mutants_command(const MutantsOptions& options, const Docket& docket);
int measure_command(const MeasureOptions& options, const Docket& docket);
int prove_command(const ProveOptions& options, const Docket& docket);
/// What a run of `prove` is reported with.
Context context_of_proofs(const ProveOptions& options);
/// `prove --mutant`: what tells each planted bug from the reference.
int prove_mutants_command(const ProveOptions& options, const Docket& docket);
int bench_command(const BenchOptions& options);
int doctor_command(const DoctorOptions& options, const Docket& docket);

}  // namespace adamant
