#include "lab/cell.hpp"

#include "scalar/require.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace adamant {
namespace {

constexpr std::array ends{std::pair{RunEnd::finished, std::string_view("finished")},
                          std::pair{RunEnd::diverged, std::string_view("diverged")},
                          std::pair{RunEnd::no_gradient, std::string_view("no-gradient")},
                          std::pair{RunEnd::failed, std::string_view("failed")},
                          std::pair{RunEnd::timed_out, std::string_view("timed-out")}};

template <class T>
T parsed(std::string_view text, const char* what) {
  T x{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  require_text(error == std::errc() && end == text.data() + text.size(), what, std::string(text),
               "a number");
  return x;
}

RunEnd end_from(std::string_view name) {
  for (const auto& [end, text] : ends)
    if (text == name) return end;
  misuse("cell", "the end of a run", std::string(name), "finished, diverged, …");
}

Outcome outcome_from(std::string_view line) {
  const auto parts = split(line, ' ');
  require_text(parts.size() == 3, "a result", std::string(line), "seed, end, values");
  Outcome outcome{parsed<std::uint64_t>(parts[0], "a seed"), end_from(parts[1]), {}};
  for (const auto& [name, value] : words_from(parts[2]))
    outcome.values[name] = parsed<double>(value, "a value");
  return outcome;
}

}  // namespace

std::string text_of(const Cell& cell) {
  return fmt::format("{}{{{}}} {}+{}", cell.measurement, text_of(cell.with), cell.first_seed,
                     cell.seeds);
}

Cell cell_from(std::string_view text) {
  const auto open = text.find('{'), close = text.rfind("} "), plus = text.rfind('+');
  const bool whole = open != text.npos && close != text.npos && plus != text.npos;
  require_text(whole && open < close && close + 2 <= plus, "a cell", std::string(text),
               "measurement{words} seed+seeds");
  return {std::string(text.substr(0, open)), words_from(text.substr(open + 1, close - open - 1)),
          parsed<std::uint64_t>(text.substr(close + 2, plus - close - 2), "the first seed"),
          parsed<int>(text.substr(plus + 1), "the number of seeds")};
}

std::string_view name_of(RunEnd end) {
  for (const auto& [value, text] : ends)
    if (value == end) return text;
  return "";
}

std::string results_text(const Cell& cell, const std::vector<Outcome>& outcomes) {
  std::string text = text_of(cell) + "\n";
  for (const Outcome& outcome : outcomes) {
    Words values;
    for (const auto& [name, value] : outcome.values) values[name] = fmt::format("{}", value);
    text += fmt::format("{} {} {}\n", outcome.seed, name_of(outcome.end), text_of(values));
  }
  return text;
}

std::vector<Outcome> outcomes_from(std::string_view text, const Cell& cell) {
  require_text(!text.empty() && text.back() == '\n', "a result file", "cut short", "whole lines");
  const auto lines = split(text.substr(0, text.size() - 1), '\n');
  require_text(lines[0] == text_of(cell), "the cell of a result file", lines[0], text_of(cell));
  require_text(lines.size() == static_cast<std::size_t>(cell.seeds) + 1, "the number of results",
               std::to_string(lines.size() - 1), std::to_string(cell.seeds));
  std::vector<Outcome> outcomes;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    outcomes.push_back(outcome_from(lines[i]));
    require_text(outcomes.back().seed == cell.first_seed + i - 1, "a seed",
                 std::to_string(outcomes.back().seed), "the next");
  }
  return outcomes;
}

}  // namespace adamant
