#include "cli/files.hpp"
#include "cli/options.hpp"
#include "properties/properties.hpp"
#include "report/console.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>

namespace adamant {
namespace {

/// The entries that have a heading of their own in docs/theory/<group>.md.
std::set<std::string> proved_entries(std::string_view group) {
  const std::string file = project_file("docs/theory/" + std::string(group) + ".md");
  std::set<std::string> entries;
  if (!std::filesystem::exists(file)) return entries;
  const std::string text = read_file(file);
  const std::regex heading("(^|\n)## ([A-Z][0-9]+)(?=\n)");
  for (std::sregex_iterator at(text.begin(), text.end(), heading), end; at != end; ++at)
    EXPECT_TRUE(entries.insert((*at)[2]).second) << (*at)[2] << " has two proofs in " << file;
  return entries;
}

const Claim* first_of(std::string_view entry) {
  for (const Group& group : all_groups())
    for (const Claim& c : group.claims)
      if (c.entry() == entry) return &c;
  return nullptr;
}

TEST(Theory, EveryProofIsOfAnEntryInTheTables) {
  int proofs = 0;
  for (const char* group : {"A", "B", "C", "D", "E", "F", "G"}) {
    for (const std::string& entry : proved_entries(group)) {
      ++proofs;
      EXPECT_EQ(entry.substr(0, 1), group);
      EXPECT_TRUE(first_of(entry)) << entry << " is in no table";
    }
  }
  EXPECT_GT(proofs, 25);
}

TEST(Theory, EveryLinkThatShowPrintsResolves) {
  for (const Group& group : all_groups()) {
    const auto proved = proved_entries(group.letter);
    for (const Claim& c : group.claims) {
      const bool has = proved.contains(std::string(c.entry()));
      const std::string link = proof_of(c);
      ASSERT_EQ(!link.empty(), has) << c.id << ": '" << link << "'";
      if (!has) continue;
      const std::string file = link.substr(0, link.find('#'));
      EXPECT_TRUE(std::filesystem::exists(project_file(file))) << link;
      EXPECT_NE(show_text(c, {}, {}, link).find(link), std::string::npos);
    }
  }
}

TEST(Theory, OurOwnDerivationsAreProved) {
  const std::set<std::string> C = proved_entries("C"), D = proved_entries("D"),
                              E = proved_entries("E"), F = proved_entries("F"),
                              G = proved_entries("G");
  EXPECT_TRUE(C.contains("C7"));
  for (const char* entry : {"D17", "D18", "D19", "D20", "D21", "D23", "D24", "D25"})
    EXPECT_TRUE(D.contains(entry)) << entry;
  for (const char* entry : {"E4", "E6", "E18", "E19", "E20", "E22", "E23"})
    EXPECT_TRUE(E.contains(entry)) << entry;
  for (const char* entry :
       {"F8", "F9", "F12", "F13", "F14", "F15", "F16", "F17", "F18", "F19", "F20"})
    EXPECT_TRUE(F.contains(entry)) << entry;
  for (const char* entry : {"G2", "G5", "G6", "G7", "G8"}) EXPECT_TRUE(G.contains(entry)) << entry;
}

/// Author, year and first word: nakatsukasa2010optimizing.
TEST(References, WhateverIsCitedHasAnEntryThatIsUnique) {
  std::map<std::string, int> entries;
  const std::string bibliography = read_file(project_file("docs/references.bib"));
  const std::regex entry("@[a-z]+\\{([a-z0-9]+),");
  for (std::sregex_iterator at(bibliography.begin(), bibliography.end(), entry), end; at != end;
       ++at)
    EXPECT_EQ(++entries[(*at)[1]], 1) << (*at)[1];
  const std::regex key("\\b[a-z]{3,}(18|19|20)[0-9]{2}[a-z]+\\b");
  std::set<std::string> cited;
  for (const char* folder : {"src", "properties", "benchmarks", "docs"})
    for (const auto& file : std::filesystem::recursive_directory_iterator(project_file(folder))) {
      const auto extension = file.path().extension();
      if (extension != ".hpp" && extension != ".cpp" && extension != ".md") continue;
      const std::string text = read_file(file.path().string());
      for (std::sregex_iterator at(text.begin(), text.end(), key), end; at != end; ++at) {
        cited.insert(at->str());
        EXPECT_TRUE(entries.contains(at->str())) << at->str() << " in " << file.path();
      }
    }
  EXPECT_GT(cited.size(), 40U);
}

}  // namespace
}  // namespace adamant
