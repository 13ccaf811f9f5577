#pragma once

#include "claim/coverage.hpp"
#include "claim/mutant.hpp"
#include "report/record.hpp"

namespace adamant {

/// Whether escape codes are wanted: decided once, by the command line.
enum class Colour { off, on };

/// One claim of `check`, a line, with details under it where it is not as wanted.
std::string check_line(const ClaimRecord& record, const Ledger& last, Colour colour);

/// The end of `check`: how many hold, are refuted as wanted, are undecided; what differs from the ledger.
std::string check_summary(const Run& run, const std::vector<std::string>& ledger_differences);

/// A line of `list`.
std::string list_line(const Claim& claim, const Ledger& last);

/// `show`: statement, hypotheses, source, evidence, last verdict; `now` are the witnesses, tried again, and
/// `proof` is where a proof can be read, empty where there is none.
std::string show_text(const Claim& claim, const Ledger& last, const ClaimRecord& now,
                      std::string_view proof);

/// `repro`: one case, its residuals over the tiers, and the verdict on it.
std::string replay_text(const Replay& replay);

/// A row of the kill matrix: the mutant and the claims that catch it.
std::string mutant_line(const MutantRecord& record, Colour colour);

/// The verdict table of the README: one row a claim, in Markdown, from the ledger.
std::string verdict_table(std::span<const Group> groups, const Ledger& last);

/// A domain in one line, and with the shares of its classes and some of its elements.
std::string domain_line(const Domain& domain);
std::string domain_text(const Domain& domain, const Coverage& coverage);

}  // namespace adamant
