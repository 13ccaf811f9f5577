#pragma once

#include "claim/question.hpp"

#include <string>
#include <string_view>

namespace adamant {

/// The conclusions of a question as theorems of Coq, over the reals of its standard library, from the hypotheses
/// given: a file that coqc accepts where its tactics find the proofs. Whatever the tactics do, the kernel of Coq
/// checks what they found. In Coq x/0 is some number; that no divisor is 0 is not among the theorems.
std::string coq_file(std::string_view title, const std::vector<Hypothesis>& given,
                     const Question& question);

}  // namespace adamant
