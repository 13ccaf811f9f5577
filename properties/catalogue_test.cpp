#include "claim/trial.hpp"
#include "properties/implementation.hpp"
#include "properties/properties.hpp"

#include <gtest/gtest.h>

#include <set>

namespace adamant {
namespace {

/// How many entries the catalogue has in each group.
constexpr std::pair<char, int> entries[] = {{'A', 10}, {'B', 9},  {'C', 10}, {'D', 33},
                                            {'E', 24}, {'F', 25}, {'G', 11}};

template <class F>
void for_each_claim(F f) {
  for (const Group& group : all_groups())
    for (const Claim& c : group.claims) f(c);
}

TEST(Catalogue, HasAClaimForEveryEntry) {
  std::set<std::string> present;
  for_each_claim([&](const Claim& c) { present.emplace(c.entry()); });
  for (const auto& [letter, last] : entries)
    for (int k = 1; k <= last; ++k)
      EXPECT_TRUE(present.contains(letter + std::to_string(k))) << letter << k << " is in no table";
}

TEST(Catalogue, HasNoEntryBeyondIts122AndTheCanaries) {
  for_each_claim([](const Claim& c) {
    if (c.kind == Kind::canary || c.group() == "X") return;
    const int number = std::stoi(std::string(c.entry().substr(1)));
    int most = 0;
    for (const auto& [letter, last] : entries)
      if (c.group()[0] == letter) most = last;
    EXPECT_TRUE(1 <= number && number <= most) << c.id;
  });
}

TEST(Catalogue, HasOrderEvidenceForTenEntries) {
  std::set<std::string_view> by_order;
  for_each_claim([&](const Claim& c) {
    for (const Evidence& e : c.holds)
      if (e.kind == EvidenceKind::order && c.wanted() == Wanted::holds) by_order.insert(c.entry());
  });
  EXPECT_GE(by_order.size(), 10u) << testing::PrintToString(by_order);
}

/// Drops the stated hypothesis of every conditional claim, and then runs again what refuted it.
TEST(Conditionals, AreRefutedWithoutTheirHypothesis) {
  int tried = 0;
  for_each_claim([&](const Claim& c) {
    if (!c.fails_without) return;
    Claim dropped = c;
    dropped.holds = {};
    const ClaimRecord record = try_claim(dropped, on_trial(), {.cases = 50, .max_shrinks = 0});
    const EvidenceRecord& without = record.without.at(0);
    EXPECT_EQ(without.status, Status::refuted)
        << c.id << " without '" << c.without << "': " << without.reason;
    if (without.status != Status::refuted) return;
    EXPECT_EQ(replay(without.token, all_groups(), on_trial(), {}).judgement.status, Status::refuted)
        << without.token;
    ++tried;
  });
  EXPECT_GT(tried, 20);
}

}  // namespace
}  // namespace adamant
