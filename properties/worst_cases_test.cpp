#include "claim/trial.hpp"
#include "properties/properties.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace adamant {
namespace {

struct Kept {
  std::string token, name;
};

/// The lines of properties/worst_cases: a token, and after # what makes it hard.
std::vector<Kept> kept_cases() {
  std::vector<Kept> list;
  for (const auto& file : std::filesystem::directory_iterator(ADAMANT_WORST_CASES)) {
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      const auto hash = line.find('#');
      std::string token = line.substr(0, hash);
      while (!token.empty() && token.back() == ' ') token.pop_back();
      if (token.empty()) continue;
      EXPECT_EQ(token.substr(0, 1), file.path().stem().string()) << token;
      list.push_back({token, hash == line.npos ? "" : line.substr(hash + 1)});
    }
  }
  return list;
}

TEST(WorstCases, AreReplayedBySomeClaimAndAreNotRefuted) {
  for (const Kept& kept : kept_cases()) {
    SCOPED_TRACE(kept.token);
    ASSERT_NO_THROW({
      const Replay again = replay(kept.token, all_groups(), on_trial(), {});
      const Status wanted =
          again.claim->wanted() == Wanted::refuted ? Status::refuted : Status::holds;
      const bool vacuous = again.judgement.reason.starts_with("vacuous");
      EXPECT_TRUE(again.judgement.status == wanted || vacuous) << again.judgement.reason;
    });
  }
}

/// The hard inputs that the catalogue names, each by some case.
TEST(WorstCases, HaveTheHardInputsByName) {
  const auto cases = kept_cases();
  for (const char* name : {"all zeros",
                           "leading zeros",
                           "single spike",
                           "alternating signs",
                           "constant",
                           "geometric growth",
                           "decay",
                           "exponents",
                           "one step",
                           "two steps",
                           "beta1 = 0",
                           "beta2 = 0",
                           "1 - 2^-20",
                           "equal betas",
                           "beta1^2 = beta2",
                           "beta1^2 > beta2",
                           "epsilon 1e-8",
                           "epsilon 1e-18",
                           "epsilon 1",
                           "eta = 2/L",
                           "1 x 1",
                           "1 x n",
                           "n x 1",
                           "tall",
                           "wide",
                           "all sigma equal",
                           "clustered sigma",
                           "one sigma zero",
                           "many sigma zero",
                           "ratio 2^200",
                           "signed permutation",
                           "rank one",
                           "empty mask",
                           "full mask",
                           "diagonal mask",
                           "a row missing",
                           "a column missing",
                           "disconnected mask",
                           "tree mask"}) {
    const bool found = std::any_of(cases.begin(), cases.end(), [&](const Kept& kept) {
      return kept.name.find(name) != kept.name.npos;
    });
    EXPECT_TRUE(found) << name;
  }
}

}  // namespace
}  // namespace adamant
