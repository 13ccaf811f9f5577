// The tables of claims as a whole: ids, frozen instances, tokens.

#include "claim/trial.hpp"
#include "properties/implementation.hpp"
#include "properties/properties.hpp"

#include <gtest/gtest.h>

#include <set>

namespace adamant {
namespace {

TEST(Claims, IdsAndNamesAreUniqueAcrossTables) {
  std::set<std::string_view> ids, names;
  for (const Group& group : all_groups()) {
    for (const Claim& c : group.claims) {
      EXPECT_TRUE(ids.insert(c.id).second) << c.id;
      EXPECT_TRUE(names.insert(c.name).second) << c.name;
      EXPECT_EQ(c.group(), group.letter) << c.id;
    }
  }
}

TEST(Claims, AnIdIsAnEntryAndAPart) {
  const Claim part{.id = "D17a"}, whole{.id = "D8"};
  EXPECT_EQ(part.entry(), "D17");
  EXPECT_EQ(part.group(), "D");
  EXPECT_EQ(whole.entry(), "D8");
  EXPECT_EQ(whole.group(), "D");
}

TEST(Claims, EveryFrozenInstanceReads) {
  for (const Group& group : all_groups()) {
    for (const Claim& c : group.claims) {
      std::vector<Evidence> all(c.holds.begin(), c.holds.end());
      if (c.fails_without) all.push_back(c.fails_without);
      for (const Evidence& e : all) {
        if (e.frozen.empty()) continue;
        const std::string text = e.domain->text(e.domain->parse(e.frozen));
        EXPECT_EQ(e.domain->text(e.domain->parse(text)), text) << c.id;
      }
    }
  }
}

TEST(Replay, ATokenBringsTheVerdictBack) {
  const OnTrial on_trial = reference();
  int replayed = 0;
  for (const Group& group : all_groups()) {
    for (const Claim& c : group.claims) {
      if (c.wanted() != Wanted::refuted && !c.fails_without) continue;
      const ClaimRecord record = try_claim(c, on_trial, {.cases = 5});
      for (const auto* list : {&record.evidence, &record.without}) {
        for (const EvidenceRecord& e : *list) {
          if (e.status != Status::refuted) continue;
          if (e.kind == EvidenceKind::proved && e.token.empty()) continue;  // outside of its domain
          const Replay again = replay(e.token, all_groups(), on_trial, {});
          EXPECT_EQ(again.judgement.status, Status::refuted) << e.token;
          EXPECT_EQ(again.judgement.reason, e.reason) << e.token;
          ++replayed;
        }
      }
    }
  }
  EXPECT_GT(replayed, 20);
}

TEST(Replay, ATokenThatFitsNoClaimIsRefused) {
  const OnTrial on_trial = reference();
  for (const char* token :
       {"", "D8a", "D8a.0", "Z9.0:A=[[1]]", "D8a.7:c=1", "D8a.0:c=1", "D8a:0.c"})
    EXPECT_THROW(replay(token, all_groups(), on_trial, {}), std::invalid_argument) << token;
}

}  // namespace
}  // namespace adamant
