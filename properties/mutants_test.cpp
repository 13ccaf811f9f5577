#include "claim/self_check.hpp"
#include "cli/commands.hpp"
#include "properties/implementation.hpp"
#include "properties/properties.hpp"
#include "properties/temporary_folder.hpp"
#include "properties/watched.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>

namespace adamant {

void PrintTo(const Mutant& mutant, std::ostream* out) { *out << mutant.name; }
void PrintTo(const Group& group, std::ostream* out) { *out << group.subject; }

namespace {

constexpr int cases = 25;

const Claim* find(std::string_view id) {
  for (const Group& group : all_groups())
    for (const Claim& c : group.claims)
      if (c.id == id) return &c;
  return nullptr;
}

bool is_self_check(std::string_view name) {
  return std::any_of(self_checks().begin(), self_checks().end(),
                     [&](const SelfCheck& check) { return check.name == name; });
}

class Mutants : public testing::TestWithParam<Mutant> {};

TEST_P(Mutants, IsKilledByEveryClaimThatMust) {
  const Mutant& mutant = GetParam();
  ASSERT_FALSE(mutant.must_be_killed_by.empty());
  std::vector<const Claim*> claims;
  for (const std::string_view id : mutant.must_be_killed_by) {
    if (is_self_check(id)) continue;
    claims.push_back(find(id));
    ASSERT_TRUE(claims.back()) << "no claim has the id " << id;
  }
  const MutantRecord record = try_mutant(mutant, claims, {.cases = cases, .proofs = false});
  EXPECT_FALSE(record.survives()) << testing::PrintToString(record.missing);
}

INSTANTIATE_TEST_SUITE_P(All, Mutants,
                         testing::ValuesIn(all_mutants().begin(), all_mutants().end()),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(MutantTable, HasANameForEach) {
  std::set<std::string_view> names;
  for (const Mutant& mutant : all_mutants())
    EXPECT_TRUE(names.insert(mutant.name).second) << mutant.name;
}

TEST(MutantTable, IsCaughtByNoConjecture) {
  std::vector<const Claim*> conjectures;
  for (const Group& group : all_groups())
    for (const Claim& c : group.claims)
      if (c.wanted() == Wanted::measured) conjectures.push_back(&c);
  ASSERT_FALSE(conjectures.empty());
  EXPECT_EQ(try_mutant(all_mutants()[0], conjectures, {.cases = 1}).killed_by,
            std::vector<std::string>{});
}

TEST(MutantTable, ChangesSomethingEach) {
  for (const Mutant& mutant : all_mutants())
    EXPECT_NE(is_of_the_court(mutant), zoo().watch->changed(mutant.on_trial()).any())
        << mutant.name << " is the reference";
}

TEST(MutantTable, WatchesEveryPart) {
  EXPECT_TRUE(all_parts_are_watched()) << "a part of Implementation is missing in watched.cpp";
}

TEST(MutantTable, HasABugInEveryPart) {
  Parts changed;
  for (const Mutant& mutant : all_mutants()) changed |= zoo().watch->changed(mutant.on_trial());
  for (std::size_t part = 0; part < parts_watched(); ++part)
    EXPECT_TRUE(changed[part]) << "no bug is planted in part " << part << " of watched.cpp";
}

/// The reference, each part of it behind a function of its own: the inquiry finds no bug where there is none.
TEST(MutantTable, NothingTellsACopyOfTheReferenceFromIt) {
  const TemporaryFolder folder;
  const Mutant copy{.name = "copy",
                    .file = "",
                    .what = "nothing",
                    .must_be_killed_by = {},
                    .on_trial = zoo().watch->on_trial};
  const Zoo one{.mutants = std::span(&copy, 1)};
  ProveOptions options;
  options.size = 1;
  options.seconds = 1;
  options.mutant = "copy";
  options.json = folder.path("copy.json");
  EXPECT_EQ(
      prove_mutants_command(options, {all_groups(), on_trial(), one, {}, difference_claims()}),
      exit_code::differs);
  EXPECT_NE(folder.read("copy.json").find("\"verdict\": \"the same\""), std::string::npos);
}

/// A claim that wants to hold is one that some bug breaks, as the test above shows, or it calls nothing that is
/// on trial, or it is among the unbreakable with a reason.
TEST(MutantTable, PutsEveryClaimOnTrial) {
  std::set<std::string_view> must;
  for (const Mutant& mutant : all_mutants())
    if (!is_of_the_court(mutant))
      must.insert(mutant.must_be_killed_by.begin(), mutant.must_be_killed_by.end());
  std::set<std::string_view> unbreakable;
  for (const Unbreakable& u : zoo().unbreakable) {
    EXPECT_FALSE(u.why.empty()) << u.id;
    EXPECT_TRUE(find(u.id)) << "no claim has the id " << u.id;
    EXPECT_FALSE(must.contains(u.id)) << u.id << " is broken by a mutant";
    unbreakable.insert(u.id);
  }
  for (const Group& group : all_groups()) {
    for (const Claim& c : group.claims) {
      if (c.wanted() != Wanted::holds || must.contains(c.id) || unbreakable.contains(c.id))
        continue;
      EXPECT_TRUE(reach_of(c, *zoo().watch, {.cases = 5, .proofs = false}).called.none())
          << c.id << " " << c.name << ": no mutant must be killed by it, and nothing says why";
    }
  }
}

TEST(SelfChecks, PassUnderTheCourtsOwnRules) {
  EXPECT_EQ(checks_that_fail({}, on_trial()), std::vector<std::string>{});
}

TEST(SelfChecks, EachCatchesABugOfTheCourt) {
  std::set<std::string> failed;
  for (const Mutant& mutant : all_mutants())
    if (is_of_the_court(mutant))
      for (const std::string& name : checks_that_fail(mutant.rules, on_trial()))
        failed.insert(name);
  for (const SelfCheck& check : self_checks())
    EXPECT_TRUE(failed.contains(std::string(check.name))) << check.name;
}

class Reference : public testing::TestWithParam<Group> {};

TEST_P(Reference, IsAsEveryClaimWantsIt) {
  const OnTrial on_trial = reference();
  for (const Claim& c : GetParam().claims) {
    if (c.wanted() == Wanted::measured) continue;
    const ClaimRecord record = try_claim(c, on_trial, {.cases = cases});
    EXPECT_TRUE(record.as_wanted) << c.id << " " << c.name << ": " << name_of(record.status) << ", "
                                  << record.reason;
  }
}

INSTANTIATE_TEST_SUITE_P(Tables, Reference,
                         testing::ValuesIn(all_groups().begin(), all_groups().end()),
                         [](const auto& row) {
                           return std::string(row.param.letter) + std::to_string(row.index);
                         });

}  // namespace
}  // namespace adamant
