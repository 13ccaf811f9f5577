#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace adamant {

/// What changed between two runs of `check` or of `measure`.
struct Difference {
  enum class Kind {
    newly_refuted,
    newly_holding,
    other_verdict,
    gone,
    fresh,
    moved,
    other_preregistration,
    worse_excess,
    fewer_cases
  };
  Kind kind;
  std::string id;
  std::string name;
  std::string words;  ///< "holds -> refuted", "3.1 -> 5.0 bits at 512"

  /// A changed verdict or a lost id; the other kinds are for the reader to weigh.
  bool decisive() const { return kind <= Kind::gone; }
};

std::string_view name_of(Difference::Kind kind);

/// Both texts are documents of `check --json`, or both of `measure --json`; throws JsonError, with the file in the message. An excess
/// is worse where it grew by more than a bit.
std::vector<Difference> differences_between(std::string_view old_text, const std::string& old_file,
                                            std::string_view new_text, const std::string& new_file);

enum class DiffFormat { text, markdown, json };
std::string diff_text(const std::vector<Difference>& differences, DiffFormat format);

}  // namespace adamant
