#pragma once

#include "claim/evidence.hpp"
#include "claim/shape.hpp"

namespace adamant {

/// The failure of a question about nothing.
inline constexpr std::string_view nothing_is_claimed = "nothing is claimed at this size";

/// A statement on symbols, taken apart: what must have a value, and what must hold.
struct Question {
  std::vector<Obligation> obligations;
  std::vector<Formula> conclusions;
  int ways = 0;
  std::string failure;  ///< why there is no question
};

/// Runs the statement of the evidence on symbols, once for every way through its branches.
Question question_of(const Evidence& evidence, const OnTrial& on_trial, const Instance& x);

}  // namespace adamant
