#pragma once

#include "report/experiment_record.hpp"
#include "report/json.hpp"

namespace adamant {

/// The document of `measure --json`, schema adamant/measure/1, and back (JsonError). Infinite numbers are the
/// texts "inf" and "-inf".
std::string measured_json(const Measured& measured);
Measured measured_from_json(std::string_view text, const std::string& file);

/// Puts the parts into the ledger under a note; an older verdict moves to the part's history. Returns the ids
/// that are new or whose verdict, estimate or preregistration changed. Throws JsonError for an interrupted run,
/// and where a part is in the ledger at another scale, which it would replace.
std::vector<std::string> accept_measured(Ledger& ledger, const Measured& measured,
                                         const std::string& note);

/// One line for each part whose verdict is not the ledger's under the same preregistration, or whose interval
/// no longer overlaps the ledger's.
std::vector<std::string> differences(const Measured& measured, const Ledger& ledger);

/// One experiment as a table: a line for each part, what was measured under it where that says more.
std::string experiment_text(const ExperimentRecord& experiment);

/// The last lines: how many parts are confirmed, refuted, undecided, and which were not expected to be.
std::string measured_summary(const Measured& measured);

/// How often each arm recovers W* (eu ≤ 1/100) against p, with Clopper–Pearson intervals, drawn: the arms that
/// an experiment has at three p or more.
std::string recovery_svg(const Measured& measured);

/// All parts as a table in Markdown: that of reports/experiments.
std::string answers_table(const Measured& measured);

}  // namespace adamant
