// What README.md says is what the program and the ledger say.

#include "properties/shell.hpp"
#include "report/ledger.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>

namespace adamant {
namespace {

std::string source_file(const std::string& relative) {
  std::ifstream file(std::string(ADAMANT_SOURCE_DIR) + "/" + relative, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Readme, ItsTableIsTheLedgers) {
  const std::string readme = source_file("README.md");
  const std::string begin = "<!-- verdicts: adamant list --markdown -->\n",
                    end = "<!-- end of verdicts -->";
  const auto first = readme.find(begin), last = readme.find(end);
  ASSERT_NE(first, std::string::npos);
  ASSERT_NE(last, std::string::npos);
  EXPECT_EQ(readme.substr(first + begin.size(), last - first - begin.size()),
            shell("'" ADAMANT_PROGRAM "' list --markdown").out)
      << "put the output of `adamant list --markdown` between the two marks of README.md";
}

TEST(Readme, ItsMeasurementsAreTheLedgers) {
  const std::string readme = source_file("README.md");
  const auto begin = readme.find("## The conjectures, measured");
  ASSERT_NE(begin, std::string::npos);
  const std::string section = readme.substr(begin, readme.find("\n## ", begin + 1) - begin);
  const Ledger ledger = ledger_from_json(source_file("reports/ledger.json"), "reports/ledger.json");
  const std::regex row{
      R"(\n\| ([HS]\d+[a-z]) \| [^\n]* \| ([^|\n]* \| [^|\n]* \| [^|\n]*) \|(?=\n))"};
  long rows = 0;
  for (std::sregex_iterator match{section.begin(), section.end(), row}, end; match != end;
       ++match) {
    const auto part = std::ranges::find(ledger.parts, match->str(1), &LedgerPart::id);
    ASSERT_NE(part, ledger.parts.end()) << match->str(1);
    const MeasuredVerdict& last = part->verdict;
    EXPECT_EQ(match->str(2), fmt::format("{:.3g} | [{:.3g}, {:.3g}] | {}", last.estimate,
                                         last.interval.lower, last.interval.upper, last.verdict))
        << match->str(1);
    ++rows;
  }
  const std::regex begins{R"(\n\| [HS]\d)"};
  EXPECT_EQ(rows, std::distance(std::sregex_iterator{section.begin(), section.end(), begins}, {}));
}

}  // namespace
}  // namespace adamant
