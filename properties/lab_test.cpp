// The laboratory on trial: cells, estimators, verdicts, and the runs themselves, each with a known answer.

#include "lab/completion_runs.hpp"
#include "lab/laboratory.hpp"
#include "lab/local_certificate.hpp"
#include "properties/properties.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace adamant {
namespace {

const Words small{{"n", "8"},         {"r", "1"},      {"p", "0.6"},       {"T", "40"},
                  {"method", "Adam"}, {"eta", "0.05"}, {"lambda", "0.01"}, {"bits", "53"}};

Outcome finished(std::uint64_t seed, double eu) { return {seed, RunEnd::finished, {{"eu", eu}}}; }

Outcomes of(const std::vector<double>& eu) {
  Outcomes outcomes;
  for (std::size_t i = 0; i < eu.size(); ++i)
    outcomes.push_back(std::isfinite(eu[i]) ? finished(i, eu[i])
                                            : Outcome{i, RunEnd::diverged, {}});
  return outcomes;
}

const double diverged = std::numeric_limits<double>::infinity();

TEST(Cell, ReadsBackWhatItWrites) {
  const Cell cell{"completion", small, 8, 3};
  EXPECT_EQ(text_of(cell_from(text_of(cell))), text_of(cell));
  EXPECT_NE(key_of(cell, "v"), key_of({"completion", small, 16, 3}, "v"));
  EXPECT_NE(key_of(cell, "v"), key_of({"completion", small + Words{{"eta", "0.051"}}, 8, 3}, "v"));
  EXPECT_NE(key_of(cell, "v"), key_of(cell, "w")) << "what other numerics made is another result";
  for (const char* bad : {"", "completion", "completion{a=1}", "completion{a} 0+8", "x{a=1} 0+y"})
    EXPECT_THROW(cell_from(bad), std::invalid_argument) << bad;
}

TEST(Cell, AResultThatIsCutShortOrAnothersIsRefused) {
  const Cell cell{"completion", small, 0, 2};
  const std::string text = results_text(cell, {finished(0, 0.1), finished(1, 1.0 / 3)});
  EXPECT_EQ(outcomes_from(text, cell)[1].values.at("eu"), 1.0 / 3);
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_THROW(outcomes_from(text.substr(0, length), cell), std::invalid_argument) << length;
  EXPECT_THROW(outcomes_from(text, {"completion", small, 2, 2}), std::invalid_argument);
}

TEST(Verdict, ComesFromTheIntervalNeverFromThePoint) {
  const auto verdict = [](Interval seen, int n = 32) {
    return verdict_of({.value = 0.9, .interval = seen, .n = n, .p_value = {}}, {0.75, 1});
  };
  EXPECT_EQ(verdict({0.8, 1}), Verdict::confirmed);
  EXPECT_EQ(verdict({0.7, 1}), Verdict::undecided);
  EXPECT_EQ(verdict({0.1, 0.74}), Verdict::refuted);
  EXPECT_EQ(verdict({0.8, 1}, 0), Verdict::undecided);
}

TEST(Estimate, CountsFailuresAsFailures) {
  Part part{.id = "X1a",
            .statement = "s",
            .prediction = Verdict::confirmed,
            .estimator = Estimator::rate,
            .entrants = {},
            .claimed = {0, 1}};
  EXPECT_EQ(estimate(part, {of({0.001, 0.02, diverged, 0.009})}).value, 0.5);
  part.estimator = Estimator::median;
  EXPECT_EQ(estimate(part, {of({0.1, diverged, diverged})}).value, diverged);
  part.estimator = Estimator::win_share;
  const Estimate wins = estimate(part, {of({0.1, 0.1, diverged}), of({0.2, diverged, 0.1})});
  EXPECT_EQ(wins.n, 3);
  EXPECT_NEAR(wins.value, 2.0 / 3, 1e-15);
  part.estimator = Estimator::rate_difference;
  EXPECT_EQ(estimate(part, {of({0.001, 0.001}), of({0.001, diverged})}).value, 0.5);
  part.estimator = Estimator::largest_rate;
  const Estimate largest = estimate(part, {of({1, 1}), of({0.001, 1})});
  EXPECT_EQ(largest.value, 0.5);
  EXPECT_LT(largest.interval.lower, clopper_pearson(1, 2, 0.95).lower);
}

TEST(Estimate, TakesOnlyTheSeedsThatAreGiven) {
  Part part{.id = "X1a",
            .statement = "s",
            .prediction = Verdict::confirmed,
            .estimator = Estimator::rate,
            .entrants = {},
            .claimed = {0, 1},
            .event = "eu<=0.001",
            .given = "eu<=0.01"};
  const Estimate e = estimate(part, {of({0.0005, 0.005, 0.5, diverged})});
  EXPECT_EQ(e.n, 2);
  EXPECT_EQ(e.value, 0.5);
}

TEST(Event, IsFalseForAFailureAndForWhatIsNotThere) {
  EXPECT_TRUE(happens("eu<=0.1&eu>=0.01", finished(0, 0.05)));
  EXPECT_FALSE(happens("eu<=0.1&eu>=0.06", finished(0, 0.05)));
  EXPECT_FALSE(happens("rank<=2", finished(0, 0.05)));
  EXPECT_FALSE(happens("eu<=0.1", {0, RunEnd::diverged, {{"eu", 0}}}));
  EXPECT_THROW(happens("eu", finished(0, 0)), std::invalid_argument);
}

TEST(Completion, FusedKernelsAndPureStepsGiveTheSameRuns) {
  const Measurement completion = completion_measurement();
  for (const char* method : {"Adam", "GradientDescent", "HeavyBall"}) {
    // Recording the path goes by the pure steps.
    const Words with = small + Words{{"method", method}};
    const auto fused = completion.run({"completion", with, 0, 5});
    const auto pure = completion.run({"completion", with + Words{{"record", "path"}}, 0, 5});
    for (std::size_t i = 0; i < 5; ++i)
      EXPECT_NEAR(fused[i].values.at("eu"), pure[i].values.at("eu"), 1e-9) << method << " " << i;
  }
}

TEST(Completion, AgreesWith113Bits) {
  const Measurement completion = completion_measurement();
  // Gradient descent: Adam divides noise by its own size, and the paths part within forty steps.
  const Words plain = small + Words{{"method", "GradientDescent"}, {"eta", "0.5"}};
  const auto low = completion.run({"completion", plain, 0, 2});
  const auto high = completion.run({"completion", plain + Words{{"bits", "113"}}, 0, 2});
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_NEAR(low[i].values.at("eu"), high[i].values.at("eu"), 1e-9);
}

TEST(Completion, EveryWordOfARunIsThereAt113BitsToo) {
  // Ten steps from a start of full rank: no path has parted yet, so that the values are the same to most digits.
  const Measurement completion = completion_measurement();
  const Words few = small + Words{{"T", "10"}, {"start", "gaussian:0.5"}};
  for (const Words& more :
       {Words{{"loss", "huber"}}, Words{{"loss", "log-cosh"}}, Words{{"loss", "quartic"}},
        Words{{"loss", "absolute-proximal"}}, Words{{"loss", "mean"}}, Words{{"basis", "random"}},
        Words{{"basis", "start"}, {"method", "GradientDescent"}}, Words{{"project", "frame"}},
        Words{{"record", "path"}}, Words{{"record", "alternation"}}, Words{{"penalty", "nuclear"}},
        Words{{"method", "Muon"}}, Words{{"method", "Nesterov"}},
        Words{{"start", "gaussian:0.1"}, {"lambda", "1:0.01"}}}) {
    const auto low = completion.run({"completion", few + more, 0, 2});
    const auto high = completion.run({"completion", few + more + Words{{"bits", "113"}}, 0, 2});
    for (std::size_t i = 0; i < 2; ++i)
      for (const auto& [name, value] : low[i].values)
        EXPECT_NEAR(value, high[i].values.at(name), 1e-6 * std::max(1.0, std::fabs(value)))
            << text_of(more) << ": " << name;
  }
}

TEST(Layers, AgreeWith113BitsAndRefuseAPenaltyThere) {
  const Words words{{"n", "6"},     {"r", "1"},     {"p", "0.7"},       {"T", "30"},
                    {"depth", "3"}, {"eta", "0.1"}, {"product", "0.01"}};
  const auto run = [](const Words& with) {
    const Cell cell{"layers", with, 0, 2};
    return measurement_of(cell, {}).run(cell);
  };
  for (const char* layers : {"gaussian", "identity", "zero-fill"}) {
    const auto low = run(words + Words{{"layers", layers}});
    const auto high = run(words + Words{{"layers", layers}, {"bits", "113"}});
    EXPECT_NEAR(low[1].values.at("eu"), high[1].values.at("eu"), 1e-9) << layers;
  }
  EXPECT_LT(run(words + Words{{"layers", "zero-fill"}})[0].values.at("imbalance"), 1);
  EXPECT_THROW(run(words + Words{{"lambda", "0.1"}, {"bits", "113"}}), std::invalid_argument);
  EXPECT_THROW(run(words + Words{{"layers", "flat"}}), std::invalid_argument);
}

TEST(LocalCertificate, OfEqualSingularValuesIsTheZeroOfTheRatio) {
  // D is 0 there, so that Lambda is too; the nuclear norm's is not.
  CompletionCase x;
  x.truth = Matrix<double>::Zero(6, 6);
  x.truth(0, 0) = x.truth(1, 1) = 2;
  x.Omega = Mask::Constant(6, 6, true);
  x.Omega(5, 5) = x.Omega(4, 3) = false;
  const auto ratio = least_squares_certificate(x, 2, PenaltyKind::ratio),
             nuclear = least_squares_certificate(x, 2, PenaltyKind::nuclear);
  EXPECT_TRUE(ratio.holds());
  EXPECT_LT(ratio.Z, 1e-14);
  EXPECT_TRUE(nuclear.holds());
  x.Omega.col(0).setConstant(false);
  EXPECT_FALSE(least_squares_certificate(x, 2, PenaltyKind::ratio).holds())
      << "nothing is known of a column";
}

TEST(Precision, WhereItDecidesNothingIsDecided) {
  const Scale scale{"tiny", {}, 2, 2, 2, 10, 5};
  const auto verdict = [&](Estimator estimator, double low, double high) {
    const Experiment e{.id = "X1",
                       .name = "x",
                       .question = "q",
                       .source = "s",
                       .thinned = "",
                       .parts = {{.id = "X1a",
                                  .statement = "s",
                                  .prediction = Verdict::confirmed,
                                  .estimator = estimator,
                                  .entrants = {{{"one", {}, {}, "known"}, {}}},
                                  .claimed = {0, 1},
                                  .again_at_113_bits = true}}};
    Results results;
    for (const Cell& cell : missing_cells(e, scale, results)) {
      const bool again = word(cell.with, "bits", "") == "113";
      if (again) {
        EXPECT_EQ(word(cell.with, "T"), "5");
      }
      Outcomes outcomes;
      for (int i = 0; i < cell.seeds; ++i)
        outcomes.push_back(
            finished(cell.first_seed + static_cast<std::uint64_t>(i), again ? high : low));
      results.put(cell, outcomes);
    }
    EXPECT_TRUE(missing_cells(e, scale, results).empty());
    return judge(e, scale, results).parts[0].verdict;
  };
  EXPECT_EQ(verdict(Estimator::rate, 1e-5, 1e-3), "confirmed") << "the event is the same";
  EXPECT_EQ(verdict(Estimator::rate, 0.009, 0.011), "undecided");
  EXPECT_EQ(verdict(Estimator::mean, 0.2, 0.39), "confirmed");
  EXPECT_EQ(verdict(Estimator::mean, 0.2, 0.41), "undecided");
}

TEST(Completion, ADivergedRunIsShownAndLeavesTheOthersAlone) {
  const Measurement completion = completion_measurement();
  const Words wild = small + Words{{"method", "GradientDescent"}, {"eta", "30"}, {"T", "400"}};
  for (const Outcome& o : completion.run({"completion", wild, 0, 3})) {
    EXPECT_EQ(o.end, RunEnd::diverged);
    EXPECT_TRUE(o.values.empty());
  }
}

TEST(Completion, WithoutAPenaltyHiddenEntriesStay) {
  const Words with =
      small + Words{{"method", "GradientDescent"}, {"penalty", "none"}, {"eta", "0.5"}};
  for (const Outcome& o : completion_measurement().run({"completion", with, 0, 3})) {
    EXPECT_EQ(o.values.at("eu"), 1);
    EXPECT_EQ(o.values.at("moved"), 0);
  }
}

TEST(Completion, RefusesWordsThatAreWrong) {
  const auto run = [](const Words& words) {
    return completion_measurement().run({"completion", small + words, 0, 1});
  };
  for (const Words& bad : {Words{{"method", "Adan"}}, Words{{"loss", "l2"}}, Words{{"T", "0"}},
                           Words{{"penalty", "rank"}}, Words{{"mu", "0.9"}},
                           Words{{"start", "zero"}}, Words{{"lambda", "x"}}, Words{{"p", "2"}}})
    EXPECT_THROW(run(bad), std::invalid_argument) << text_of(bad);
}

TEST(Laboratory, TestsATunedArmOnlyWhenItsTuningIsThere) {
  const Scale scale{"tiny", {}, 4, 2, 2, 10, 5};
  const Arm arm{"tuned", {}, {{{"eta", "1"}}, {{"eta", "2"}}}, "known"};
  const Experiment e{.id = "X1",
                     .name = "x",
                     .question = "q",
                     .source = "s",
                     .thinned = "",
                     .parts = {{.id = "X1a",
                                .statement = "s",
                                .prediction = Verdict::confirmed,
                                .estimator = Estimator::rate,
                                .entrants = {{arm, {}}},
                                .claimed = {0.4, 1}}}};
  Results results;
  const auto tuning = missing_cells(e, scale, results);
  ASSERT_EQ(tuning.size(), 2U);
  for (const Cell& cell : tuning) {
    EXPECT_EQ(cell.first_seed, 100U);
    const double eu = word(cell.with, "eta") == "2" ? 0.001 : 0.5;
    results.put(cell, {finished(100, eu), finished(101, eu)});
  }
  const auto test = missing_cells(e, scale, results);
  ASSERT_EQ(test.size(), 2U);
  EXPECT_EQ(judge(e, scale, results).parts[0].verdict, "undecided");
  for (const Cell& cell : test) {
    EXPECT_EQ(word(cell.with, "eta"), "2");
    results.put(cell, {finished(cell.first_seed, 0.001), finished(cell.first_seed + 1, 0.001)});
  }
  EXPECT_TRUE(missing_cells(e, scale, results).empty());
  const PartRecord part = judge(e, scale, results).parts[0];
  EXPECT_EQ(part.estimate, 1);
  EXPECT_EQ(part.arms[0].chosen, "eta=2");
}

TEST(Experiments, AreWellFormedAtEveryScaleAndMeasureConjecturesOfTheCatalogue) {
  std::set<std::string> conjectures, ids, hashes;
  for (const Group& group : all_groups())
    for (const Claim& claim : group.claims)
      if (claim.kind == Kind::conjecture) conjectures.emplace(claim.id);
  for (const Scale* scale : {&quick_scale(), &base_scale(), &big_scale()})
    for (const ExperimentAt& at : all_experiments()) {
      const Experiment e = at(*scale);
      EXPECT_NO_THROW(check(e));
      EXPECT_TRUE(hashes.insert(content_hash(preregistration(e, *scale))).second);
      for (const Part& part : e.parts) {
        ids.insert(part.id);
        for (const std::string& claim : part.claims)
          EXPECT_TRUE(conjectures.contains(claim)) << claim;
      }
      for (const Cell& cell : missing_cells(e, *scale, Results()))
        EXPECT_GT(measurement_of(cell, std::vector{e}).cost(cell), 0) << text_of(cell);
    }
  for (const std::string& claim : conjectures) {
    bool measured = false;
    for (const ExperimentAt& at : all_experiments())
      for (const Part& part : at(base_scale()).parts)
        measured = measured || std::count(part.claims.begin(), part.claims.end(), claim) > 0;
    EXPECT_TRUE(measured) << claim;
  }
}

TEST(Preregistration, ChangesItsHashWithAnythingThatDecides) {
  const Experiment e = all_experiments()[0](base_scale());
  const std::string hash = content_hash(preregistration(e, base_scale()));
  Experiment other = e;
  other.parts[0].claimed.lower += 1e-9;
  EXPECT_NE(content_hash(preregistration(other, base_scale())), hash);
  other = e;
  other.parts[0].entrants[0].arm.with["eta"] = "0.02";
  EXPECT_NE(content_hash(preregistration(other, base_scale())), hash);
  other = e;
  other.parts[0].event = "eu<=0.02";
  EXPECT_NE(content_hash(preregistration(other, base_scale())), hash);
}

}  // namespace
}  // namespace adamant
