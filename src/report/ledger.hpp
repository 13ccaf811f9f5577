#pragma once

#include "report/record.hpp"

namespace adamant {

/// The ledger's text, schema adamant/ledger/1. Throws JsonError, with `file` in the message.
Ledger ledger_from_json(std::string_view text, const std::string& file);
std::string ledger_json(const Ledger& ledger);

/// The verdicts of a check's document, as the ledger would keep them. Throws JsonError where the text is
/// not one, where the run was interrupted, or where a claim failed or, unless it is to be measured, is undecided:
/// those are no verdicts.
std::vector<LedgerEntry> verdicts_from_check(std::string_view text, const std::string& file);

/// Puts the verdicts into the ledger under a note; an older verdict moves to the entry's history.
/// Returns the ids that are new or whose verdict or evidence changed.
std::vector<std::string> accept_verdicts(Ledger& ledger, std::vector<LedgerEntry> verdicts,
                                         const std::string& note);

/// One line for each claim of the run whose verdict is not the ledger's; claims that are undecided or failed
/// have no verdict, and claims that the ledger does not have are no difference.
std::vector<std::string> differences(const Run& run, const Ledger& ledger);

}  // namespace adamant
