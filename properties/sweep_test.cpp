// Cutting experiments into shards and putting their results together, without running anything long.

#include "lab/sweep.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace adamant {
namespace {

/// Two arms whose "runs" give seed and eta; the second is tuned, so a sweep of it has two rounds.
Experiment toy(const Scale&) {
  Experiment e;
  e.id = "X1";
  e.name = "toy";
  e.question = "which?";
  e.source = "a test";
  const auto run = [](const Cell& cell) {
    Outcomes outcomes;
    for (int i = 0; i < cell.seeds; ++i) {
      const std::uint64_t seed = cell.first_seed + static_cast<std::uint64_t>(i);
      outcomes.push_back({seed,
                          RunEnd::finished,
                          {{"eu", number(cell.with, "eta")}, {"s", static_cast<double>(seed)}}});
    }
    return outcomes;
  };
  e.measurements = {
      {"toy", run, [](const Cell& cell) { return number(cell.with, "eta") * cell.seeds; }}};
  const Arm fixed{"fixed", {{"eta", "1"}}, {}, "toy"};
  const Arm tuned{"tuned", {}, {{{"eta", "3"}}, {{"eta", "2"}}}, "toy"};
  e.parts = {{.id = "X1a",
              .statement = "fixed is smaller",
              .prediction = Verdict::confirmed,
              .estimator = Estimator::win_share,
              .entrants = {{fixed, {}}, {tuned, {}}},
              .claimed = {0.5, 1}}};
  return e;
}
constexpr ExperimentAt toys[] = {&toy};

SweepSpec spec() {
  return sweep_spec_from(R"({"experiments": ["X1"], "seeds": 6, "batch": 2})", "spec");
}

std::string done(const SweepPlan& plan, const Shard& shard) {
  const auto experiments = experiments_of(plan.spec, toys);
  std::vector<std::string> results;
  for (const Cell& cell : shard.cells)
    results.push_back(results_text(cell, measurement_of(cell, experiments).run(cell)));
  return shard_text(shard, plan.version, results);
}

/// All rounds, each cut into `count`.
SweepPlan whole_plan(int count) {
  SweepPlan plan{spec(), "v1", {}};
  const auto experiments = experiments_of(plan.spec, toys);
  for (int round = 1;; ++round) {
    ShardResults known(plan);
    for (const Shard& shard : plan.shards) known.add(done(plan, shard), "shard");
    auto next = next_shards(plan.spec, experiments, known.results(), count, round);
    if (next.empty()) return plan;
    plan.shards.insert(plan.shards.end(), next.begin(), next.end());
  }
}

std::string merged(const SweepPlan& plan) {
  ShardResults all(plan);
  for (const Shard& shard : plan.shards) all.add(done(plan, shard), "shard");
  return all.merged_text();
}

template <class Action>
std::string complaint(const Action& action) {
  try {
    action();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

TEST(Sweep, EveryCellIsPlannedOnceAndTunedArmsWaitForTheirTuning) {
  const SweepPlan plan = whole_plan(3);
  std::vector<std::string> cells;
  for (const Shard& shard : plan.shards)
    for (const Cell& cell : shard.cells) cells.push_back(text_of(cell));
  std::sort(cells.begin(), cells.end());
  EXPECT_EQ(std::adjacent_find(cells.begin(), cells.end()), cells.end());
  EXPECT_EQ(plan.shards.back().round, 2);
  for (const Shard& shard : plan.shards)
    for (const Cell& cell : shard.cells)
      if (shard.round == 2) {
        EXPECT_EQ(word(cell.with, "eta"), "2") << "the better of the grid";
      }
}

TEST(Sweep, ShardsAreOfAboutEqualCost) {
  const SweepPlan plan = whole_plan(3);
  std::vector<double> load;
  for (const Shard& shard : plan.shards) {
    if (shard.round != 1) continue;
    load.push_back(0);
    for (const Cell& cell : shard.cells) load.back() += number(cell.with, "eta") * cell.seeds;
  }
  ASSERT_EQ(load.size(), 3U);
  EXPECT_LE(*std::max_element(load.begin(), load.end()),
            *std::min_element(load.begin(), load.end()) + 6);
}

TEST(Sweep, TheMergedBytesDoNotDependOnTheCut) {
  const std::string serial = merged(whole_plan(1));
  EXPECT_FALSE(serial.empty());
  for (const int count : {2, 3, 7, 100}) EXPECT_EQ(merged(whole_plan(count)), serial) << count;
}

TEST(Sweep, MergingIsFreeOfOrderAndOfRepetition) {
  const SweepPlan plan = whole_plan(3);
  std::vector<std::string> texts;
  for (const Shard& shard : plan.shards) texts.push_back(done(plan, shard));
  std::sort(texts.begin(), texts.end());
  const std::string expected = merged(plan);
  for (int k = 0; k < 20; ++k) {
    std::next_permutation(texts.begin(), texts.end());
    ShardResults all(plan);
    for (const std::string& text : texts) all.add(text, "shard");
    all.add(texts[static_cast<std::size_t>(k) % texts.size()], "again");
    EXPECT_EQ(all.merged_text(), expected);
    EXPECT_EQ(all.duplicates(), 1);
  }
}

TEST(Sweep, APlanReadsBackAndItsHashesAreChecked) {
  const SweepPlan plan = whole_plan(2);
  const std::string text = sweep_plan_text(plan);
  EXPECT_EQ(sweep_plan_text(sweep_plan_from(text, "plan")), text);
  std::string changed = text;
  changed.replace(changed.find("eta=1"), 5, "eta=7");
  EXPECT_EQ(complaint([&] { (void)sweep_plan_from(changed, "plan"); }).substr(0, 13),
            "plan: shard 1");
  EXPECT_NE(complaint([&] { (void)sweep_plan_from(text.substr(0, 90), "plan"); }), "");
  EXPECT_NE(complaint([&] { (void)sweep_plan_from("{}", "plan"); }), "");
}

TEST(Sweep, WhatDoesNotBelongTogetherIsRefused) {
  const SweepPlan plan = whole_plan(2);
  const Shard& shard = plan.shards[0];
  const std::string text = done(plan, shard);
  const auto adding = [&](const std::string& wrong) {
    return complaint([&] {
      ShardResults all(plan);
      all.add(text, "right");
      all.add(wrong, "wrong");
    });
  };
  EXPECT_EQ(adding(text), "");
  for (std::size_t n = 0; n < text.size(); n += 7) EXPECT_NE(adding(text.substr(0, n)), "") << n;

  SweepPlan other = plan;
  other.version = "v2";
  EXPECT_NE(adding(done(other, shard)).find("of version v2"), std::string::npos);
  EXPECT_NE(adding(done(plan, Shard{1, {shard.cells[0]}})).find("does not have"),
            std::string::npos);
  std::string differs = text;
  differs.replace(differs.find("eu="), 4, "eu=9");
  EXPECT_NE(adding(differs).find("differs"), std::string::npos);
}

TEST(Sweep, ASpecSaysWhatIsWrongWithIt) {
  for (const char* wrong :
       {"", "[]", "{}", R"({"experiments": []})", R"({"experiments": [1]})",
        R"({"experiments": ["X1"], "seeds": 0})", R"({"experiments": ["X1"], "seeds": "6"})",
        R"({"experiments": ["X1"], "scale": "huge"})", R"({"experiments": ["X1"], "sed": 3})",
        R"({"experiments": ["X1"], "sizes": {"n": -1}})"})
    EXPECT_EQ(complaint([&] { (void)sweep_spec_from(wrong, "spec"); }).substr(0, 6), "spec: ")
        << wrong;
  const SweepSpec given = sweep_spec_from(
      R"({"experiments": ["X1"], "scale": "quick", "sizes": {"n": 9}, "T": 5})", "spec");
  EXPECT_EQ(given.scale.problem.at("n"), "9");
  EXPECT_EQ(given.scale.problem.at("r"), "1");
  EXPECT_EQ(given.scale.T, 5);
  EXPECT_NE(complaint([] {
              (void)experiments_of(sweep_spec_from(R"({"experiments": ["X2"]})", "s"), toys);
            }).find("there are X1"),
            std::string::npos);
}

}  // namespace
}  // namespace adamant
