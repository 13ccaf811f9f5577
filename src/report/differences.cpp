#include "report/differences.hpp"

#include <fmt/format.h>

namespace adamant {

std::string_view name_of(MutantProof::Verdict verdict) {
  switch (verdict) {
    case MutantProof::Verdict::told_apart:
      return "told apart";
    case MutantProof::Verdict::same:
      return "the same";
    case MutantProof::Verdict::undecided:
      return "undecided";
    case MutantProof::Verdict::not_asked:
      break;
  }
  return "not asked";
}

Json difference_json(const MutantProof& d) {
  return {{"mutant", d.mutant}, {"verdict", name_of(d.verdict)},
          {"part", d.part},     {"by", d.by},
          {"axis", d.axis},     {"size", d.size},
          {"input", d.input},   {"how", d.how}};
}

std::string difference_bytes(const MutantProof& difference) {
  return difference_json(difference).dump();
}

MutantProof difference_from(std::string_view bytes) {
  try {
    const Json j = Json::parse(bytes);
    MutantProof d;
    j.at("mutant").get_to(d.mutant);
    for (const auto v : {MutantProof::Verdict::told_apart, MutantProof::Verdict::same,
                         MutantProof::Verdict::undecided})
      if (j.at("verdict").get<std::string>() == name_of(v)) d.verdict = v;
    j.at("part").get_to(d.part);
    j.at("by").get_to(d.by);
    j.at("axis").get_to(d.axis);
    j.at("size").get_to(d.size);
    j.at("input").get_to(d.input);
    j.at("how").get_to(d.how);
    return d;
  } catch (const Json::exception& error) {
    throw JsonError(std::string("a worker's difference cannot be read: ") + error.what());
  }
}

std::string differences_table(std::span<const MutantProof> differences, double seconds) {
  std::string text;
  int apart = 0, drawn = 0, same = 0, undecided = 0, not_asked = 0;
  for (const MutantProof& d : differences) {
    const std::string_view by = d.by == "solver" ? "the solver"
                                : d.by == "draw" ? "a draw"
                                                 : "a draw at 512 bits";
    const std::string at = d.axis.empty() ? "" : fmt::format(", {} = {}", d.axis, d.size);
    switch (d.verdict) {
      case MutantProof::Verdict::told_apart:
        ++apart;
        drawn += d.by != "solver";
        text += fmt::format("{:<32} told apart  {} by {}{}, at {}\n", d.mutant, d.part, by, at,
                            d.input);
        break;
      case MutantProof::Verdict::same:
        ++same;
        text += fmt::format("{:<32} THE SAME    {} for all reals, {} <= {}\n", d.mutant, d.part,
                            d.axis, d.size);
        break;
      case MutantProof::Verdict::undecided:
        ++undecided;
        text += fmt::format("{:<32} undecided   {}{}: {}\n", d.mutant, d.part, at, d.how);
        break;
      case MutantProof::Verdict::not_asked:
        ++not_asked;
        text +=
            fmt::format("{:<32} not asked   it changes no part that runs on symbols\n", d.mutant);
        break;
    }
  }
  return text +
         fmt::format(
             "\n{} planted bugs: {} told from the reference, {} of them by a draw (no solution in "
             "rationals, or more steps than the solver was asked about); {} proved to be the same; "
             "{} undecided; {} in "
             "parts that do not run on symbols. {:.1f} s\n",
             differences.size(), apart, drawn, same, undecided, not_asked, seconds);
}

}  // namespace adamant
